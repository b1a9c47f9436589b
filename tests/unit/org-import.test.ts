import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planImport } from '../../server/src/orgs/import.rules.ts';
import { orgTree } from '../../server/src/orgs/org-tree.ts';
import { spell } from '../../server/src/orgs/pinyin.rules.ts';
import { worldCsv } from '../support/world.ts';

const empty = orgTree([]);
const plan = (csv: string, tree = empty) => planImport(csv, tree, spell);
const file = (...rows: string[]) => ['code,parent,level,name', ...rows].join('\n');
const city = '2202,,city,测试市';
const treeOf = (csv: string) => orgTree(plan(csv).created);
const world = treeOf(worldCsv);

describe('a row that is wrong', () => {
  const long = '长'.repeat(61);
  it.each([
    ['three columns', file(city, '2202001,2202,township'), 3, '2202001', 'import_columns', { columns: 3 }],
    ['a code in small letters', file(city, '2202d,2202,township,甲'), 3, '2202d', 'import_code', { code: '2202d' }],
    [
      'a code twice',
      file(city, '2203,2202,township,甲', '2203,2202,township,乙'),
      4,
      '2203',
      'import_code_twice',
      {
        code: '2203',
        row: 3,
      },
    ],
    ['an unknown level', file(city, '2203,2202,town,甲'), 3, '2203', 'import_level', { level: 'town' }],
    ['no name', file(city, '2203,2202,township,'), 3, '2203', 'import_name', undefined],
    ['a name of 61 characters', file(city, `2203,2202,township,${long}`), 3, '2203', 'import_name', undefined],
    ['no parent', file(city, '2203,,township,甲'), 3, '2203', 'import_parent_needed', undefined],
    [
      'a parent that is nowhere',
      file(city, '2203,9999,township,甲'),
      3,
      '2203',
      'import_parent_missing',
      {
        parent: '9999',
      },
    ],
    [
      'a village below the city',
      file(city, '2203,2202,village,甲'),
      3,
      '2203',
      'import_parent_level',
      {
        parent: '2202',
      },
    ],
    ['a city with a parent', file('2202,2201,city,甲'), 2, '2202', 'import_city_parent', undefined],
    ['a second city', file(city, '2203,,city,乙'), 3, '2203', 'import_city_twice', { code: '2202' }],
    ['its own parent', file(city, '2203,2203,township,甲'), 3, '2203', 'import_parent_level', { parent: '2203' }],
  ])('[ORG1] with %s is named by number, code and reason', (_, csv, row, code, reason, params) => {
    const { refused, created } = plan(csv);
    expect(refused).toEqual([params === undefined ? { row, code, reason } : { row, code, reason, params }]);
    expect(created).toEqual([]);
  });

  it.each([
    ['another parent', '2202001001,2202002,village,东一社区', 'import_parent_changed', { parent: '2202001' }],
    ['another level', '2202001,2202,department,东街道', 'import_level_changed', { level: 'township' }],
    ['a city beside the one that is there', '2299,,city,别的市', 'import_city_twice', { code: '2202' }],
  ])('[ORG1] that gives what is there %s is named', (_, row, reason, params) => {
    expect(plan(file(row), world).refused).toMatchObject([{ row: 2, reason, params }]);
  });

  it('[ORG1] rows are counted as a spreadsheet does, empty lines and quoted line breaks included', () => {
    const csv = file(city, '', '2203,2202,township,"甲\n乙"', '', 'x,2202,township,丙');
    expect(plan(csv).refused).toMatchObject([{ row: 6, code: 'x' }]);
  });

  it.each([
    ['no header', '2202,,city,甲', 'import_header', 1],
    ['nothing', '', 'import_header', 1],
    ['a header only', 'code,parent,level,name\n\n', 'import_empty', 2],
    ['an open quote', file(city, '2203,2202,township,"甲'), 'import_not_csv', 3],
    ['a quote in a cell', file(city, '2203,2202,township,甲"乙', '2204,2202,township,丙'), 'import_not_csv', 3],
  ])('[ORG1] a file with %s is refused as a whole', (_, csv, reason, row) => {
    expect(plan(csv).refused).toMatchObject([{ reason, row }]);
  });

  it('[ORG1] more than 10,000 rows are refused', () => {
    const rows = Array.from({ length: 10_001 }, (_, i) => `D${i + 1000},2202,department,部门`);
    const { refused } = plan(file(...rows));
    expect(refused).toMatchObject([{ row: 10_002, reason: 'import_too_many_rows', params: { maximum: 10_000 } }]);
  });
});

describe('a file that is right', () => {
  it('[ORG4] may name parents after what is below them', () => {
    const lines = worldCsv.trim().split('\n');
    const [header = '', ...rows] = lines;
    const { refused, created } = plan([header, ...rows.reverse()].join('\n'));
    expect(refused).toEqual([]);
    expect(created).toEqual(plan(worldCsv).created);
  });

  it('[ORG5] may have a byte order mark, CRLF, quotes, blanks and empty lines', () => {
    const csv =
      '\uFEFFcode,parent,level,name\r\n"2202",,city,"测试市, ""中心"""\r\n\r\n 2203 , 2202 ,township, 甲 \r\n';
    expect(plan(csv).created).toMatchObject([
      { id: '2202', name: '测试市, "中心"', path: '/2202/' },
      { id: '2203', name: '甲', path: '/2202/2203/', parentId: '2202' },
    ]);
  });

  it('[ORG3] makes nothing the second time, renames what has another name, and leaves what it does not name', () => {
    expect(plan(worldCsv, world)).toMatchObject({ created: [], renamed: [], unchanged: 7 });
    const renamed = plan(file('2202001,2202,township,东风街道'), world);
    expect(renamed).toMatchObject({ created: [], unchanged: 0 });
    expect(renamed.renamed).toMatchObject([{ id: '2202001', pinyin: 'dongfengjiedao dfjd', path: '/2202/2202001/' }]);
  });
});

const township = fc.integer({ min: 100, max: 104 }).map((n) => `2202${n}`);
const anyRow = fc.oneof(
  fc.constant(city),
  township.map((code) => `${code},2202,township,乡${code}`),
  fc.tuple(township, fc.integer({ min: 100, max: 109 })).map(([at, n]) => `${at}${n},${at},village,村${n}`),
  fc.tuple(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 })).map(([a, b]) => `${a},${b},village,x`),
);

describe('any file', () => {
  it('[ORG2] is planned whole or not at all, and what is planned is a tree, parents first', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 30 }), (rows) => {
        const { refused, created } = plan(file(...rows));
        if (refused.length > 0) return created.length === 0;
        const seen = new Set<string>();
        for (const { id, parentId, path } of created) {
          expect(parentId === null || seen.has(parentId)).toBe(true);
          expect(path.endsWith(`/${id}/`)).toBe(true);
          seen.add(id);
        }
        return seen.size === created.length;
      }),
      { seed: 20261124 },
    );
  });

  it('[ORG3] that was imported once is unchanged the second time', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyRow, { maxLength: 30 }), (rows) => {
        const csv = file(...rows);
        const first = plan(csv);
        if (first.refused.length > 0) return true;
        const second = plan(csv, orgTree(first.created));
        return second.unchanged === first.created.length && second.created.length + second.renamed.length === 0;
      }),
      { seed: 20261124 },
    );
  });

  it('[ORG1] never brings the reader down', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(plan(text).refused.length).toBeGreaterThan(0);
        plan(file(text));
      }),
      { seed: 20261124 },
    );
  });
});

describe('names', () => {
  it('[ORG9] are spelt in full and by initials', () => {
    expect(spell('北城街道')).toBe('beichengjiedao bcjd');
    expect(spell('绿水村01')).toBe('lvshuicun01 lsc01');
  });
});
