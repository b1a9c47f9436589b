import readExcelFile, { readSheet } from 'read-excel-file/node';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Figures as FiguresView, Measure } from '#shared/figures.ts';
import type { FileOutput } from '#shared/kit/define.ts';
import { type RequestId, requestId } from '#shared/kit/ids.ts';
import { ensureIndexes } from '../../server/src/db/indexes.ts';
import { figuresCsv, figuresXlsx } from '../../server/src/figures/figure.files.ts';
import { createFigureRepo } from '../../server/src/figures/figure.repo.ts';
import { createFigureRoutes } from '../../server/src/figures/figure.routes.ts';
import type { MatterEvents } from '../../server/src/figures/figure.rules.ts';
import { createFigures, type Figures } from '../../server/src/figures/figures.ts';
import { callOf } from '../support/after-world.ts';
import { testDatabase } from '../support/engine.ts';
import { type FakeClock, fakeClock } from '../support/fake-clock.ts';
import { staffCaller } from '../support/notice-world.ts';
import { rejection, textOf } from '../support/outcome.ts';

const MINUTE = 60_000;
const quarter = '2026Q4';
const supervisor = staffCaller('supervisor', '/');
const expert = staffCaller('expert');

type Events = Omit<MatterEvents, 'id'>;
let clock: FakeClock;
let matters: (MatterEvents & { id: RequestId })[];
let figures: Figures;
let spoil: (change: Record<string, unknown>) => Promise<void>;

const nothing: Events = {
  ...{ number: '2026-0001', branch: '/2202/2202001/2202001001/', townshipId: '2202001', townshipName: '=东街道' },
  ...{ channel: 'app', field: null, expertId: null, expertName: '', openedAt: 0 },
  ...{ claimedAt: null, outcome: null, meetings: [], agreements: [], rating: null, visits: [] },
};

function file(number: string, changed: (at: (minutes: number) => number) => Partial<Events>): void {
  const openedAt = clock.now();
  const at = (minutes: number): number => openedAt + minutes * MINUTE;
  matters.push({
    ...nothing,
    openedAt,
    number,
    ...changed(at),
    id: requestId.parse(String(matters.length + 1).padStart(24, '0')),
  });
}

const of = async <T>(pick: (matter: MatterEvents) => T | null, ids: readonly RequestId[]) =>
  new Map(
    matters.flatMap((matter) => {
      const found = ids.includes(matter.id) ? pick(matter) : null;
      return found === null ? [] : [[matter.id, found] as const];
    }),
  );

beforeEach(async () => {
  clock = fakeClock();
  matters = [];
  const database = await testDatabase();
  figures = createFigures({
    repo: createFigureRepo(database.connection),
    events: {
      filed: async function* (from, to) {
        yield* matters.filter(({ openedAt }) => openedAt >= from && openedAt < to);
      },
      meetings: (ids) => of(({ meetings }) => meetings, ids),
      agreements: (ids) => of(({ agreements }) => agreements, ids),
      ratings: (ids) => of(({ rating }) => rating, ids),
      visits: (ids) => of(({ visits }) => visits, ids),
    },
    clock,
  });
  await ensureIndexes(database);
  spoil = async (change) =>
    void (await database.connection.collection('matterFigures').updateOne({ number: '2026-0001' }, { $set: change }));
});

function fileSome(): void {
  file('2026-0001', (at) => ({
    ...{ field: 'land', expertId: expert.accountId, expertName: '孙志刚', claimedAt: at(10) },
    outcome: { at: at(200), until: null, outcome: 'agreement' },
    meetings: [
      { at: at(60), kind: 'noShow', startedAt: null, until: null },
      { at: at(150), kind: 'held', startedAt: at(120), until: null },
    ],
    ...{ agreements: [at(200)], rating: { at: at(210), faces: 5 } },
    visits: [
      { at: at(300), result: 'doesNotHold' },
      { at: at(400), result: 'holds' },
    ],
  }));
  file('2026-0002', (at) => ({ claimedAt: at(30), channel: 'hotline', rating: { at: at(50), faces: 4 } }));
  file('2026-0003', (at) => ({
    ...{ claimedAt: at(21), branch: '/2202/2202002/', townshipId: '2202002', townshipName: '西街道' },
    outcome: { at: at(100), until: null, outcome: 'answered' },
  }));
  file('2026-0004', () => ({}));
}

const valueIn = (view: FiguresView, by: string, key: string, measure: Measure) =>
  view.groups.find((group) => group.by === by)?.cells.find((cell) => cell.key === key)?.values[measure];

describe('figures of a quarter', () => {
  it('[FIG1] counts, medians and means are those of the events, by every group', async () => {
    fileSome();
    await clock.advance(1_000 * MINUTE);
    const view = await figures.of(supervisor, quarter);
    const total = (measure: Measure) => valueIn(view, 'total', 'all', measure);
    expect([total('requests'), total('claimMinutes'), total('meetingMinutes')]).toEqual([4, 21, 120]);
    expect([total('held'), total('noShow'), total('agreements'), total('rating')]).toEqual([1, 1, 1, 4.5]);
    expect([total('visitHolds'), total('visitFails'), total('answered'), total('agreement')]).toEqual([1, 0, 1, 1]);
    expect(valueIn(view, 'township', '2202001', 'claimMinutes')).toBe(20);
    expect(valueIn(view, 'channel', 'hotline', 'requests')).toBe(1);
    expect(valueIn(view, 'field', 'none', 'requests')).toBe(3);
    expect(valueIn(view, 'expert', expert.accountId, 'rating')).toBe(5);
    expect(valueIn(await figures.of(supervisor, '2026Q3'), 'total', 'all', 'requests')).toBe(0);
  });

  it('[FIG2] an organizer reads the branch, an expert the own matters', async () => {
    fileSome();
    await clock.advance(1_000 * MINUTE);
    const routes = createFigureRoutes(figures);
    const branch = await routes.getFigures({ quarter }, callOf(staffCaller('organizer', '/2202/2202002/')));
    expect(await rejection(routes.getFigures({ quarter }, callOf(staffCaller('clerk'))))).toMatchObject({
      reason: 'role_not_allowed',
    });
    expect(valueIn(branch, 'total', 'all', 'requests')).toBe(1);
    expect(valueIn(await figures.of(expert, quarter), 'total', 'all', 'requests')).toBe(1);
  });

  it('[FIG3] behind each figure stand the matters that make it', async () => {
    fileSome();
    await clock.advance(1_000 * MINUTE);
    const rows = async (measure: Measure, by: 'total' | 'township' = 'total', key = 'all') =>
      (await figures.rows(supervisor, { quarter, by, key, measure, limit: 50 })).rows.map(({ number }) => number);
    expect(await rows('requests')).toEqual(['2026-0001', '2026-0002', '2026-0003', '2026-0004']);
    expect(await rows('claimMinutes', 'township', '2202001')).toEqual(['2026-0001', '2026-0002']);
    expect(await rows('visitFails')).toEqual([]);
    const first = await figures.rows(supervisor, { quarter, by: 'total', key: 'all', measure: 'requests', limit: 3 });
    const cursor = first.nextCursor ?? '';
    const next = await figures.rows(supervisor, {
      quarter,
      by: 'total',
      key: 'all',
      measure: 'requests',
      limit: 3,
      cursor,
    });
    expect(next).toMatchObject({ rows: [{ number: '2026-0004' }], nextCursor: null });
  });

  it('[FIG4] counted again from the events there is no difference; a changed count is found', async () => {
    fileSome();
    await clock.advance(70 * MINUTE);
    await figures.of(supervisor, quarter);
    // What happened since is in the events, and not yet in the counts.
    await clock.advance(1_000 * MINUTE);
    expect(await figures.verify()).toEqual([]);
    await spoil({ 'counts.held': 3 });
    expect(await figures.verify()).toEqual(['figures of 2026-0001 differ from its events in held']);
    await figures.of(supervisor, quarter);
    expect(await figures.verify()).toEqual([]);
    await spoil({ quarter: '2026Q1' });
    expect(await figures.verify()).toEqual(['figures of 2026Q1 count 2026-0001, which is no matter of that quarter']);
  });

  it('[FIG5] CSV and XLSX hold the figures of the page, and nothing that a spreadsheet would run', async () => {
    fileSome();
    await clock.advance(1_000 * MINUTE);
    const view = await figures.of(supervisor, quarter);
    const csv = textOf(figuresCsv(view, 'zh-CN').content);
    expect(csv.startsWith('\uFEFF分组,项目,受理事项')).toBe(true);
    expect(csv).toContain('合计,全部,4,21,120,1,1,');
    expect(csv).toContain("'=东街道");
    const xlsx = await figuresXlsx(view, await figures.matters(supervisor, quarter), 'zh-CN');
    const bytes = bytesOf(xlsx.content);
    const sheets = await readExcelFile(bytes);
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['合计', '乡镇街道', '领域', '来源', '专家', '明细']);
    expect((await readSheet(bytes, '合计'))[1]?.slice(0, 4)).toEqual(['全部', 4, 21, 120]);
    expect(await readSheet(bytes, '明细')).toHaveLength(5);
  });
});

function bytesOf(content: FileOutput['content']): Buffer {
  if (!('body' in content) || typeof content.body === 'string') throw new Error('no bytes');
  return Buffer.from(content.body);
}
