import type { ErrorReason } from '#shared/error-text.ts';
import type { ReasonParams } from '#shared/kit/errors.ts';
import { type OrgId, orgId } from '#shared/kit/ids.ts';
import { type Org, type OrgLevel, orgLevel } from '#shared/orgs.ts';
import { type FileRow, type Refused, readFile, shown } from './import-file.rules.ts';
import type { OrgTree } from './org-tree.ts';

/** What an import would do. Nothing of it may be done unless `refused` is empty. */
export type ImportPlan = {
  refused: Refused[];
  /** Parents before what is below them. */
  created: Org[];
  renamed: Org[];
  unchanged: number;
};

const nameMax = 60;

/** On which levels the parent may be; the city has none. */
const parentLevels: Record<OrgLevel, readonly OrgLevel[]> = {
  city: [],
  township: ['city'],
  village: ['township'],
  department: ['city', 'township'],
};

type Checked = { row: number; id: OrgId; parentId: OrgId | null; level: OrgLevel; name: string };
/** What may be a parent: of the tree, or of this file wherever it stands. */
type Known = { level: string; parentId: string | null };

export function planImport(csv: string, tree: OrgTree, spell: (name: string) => string): ImportPlan {
  const { rows, refused } = readFile(csv);
  const known = new Map<string, Known>(tree.all.map(({ id, level, parentId }) => [id, { level, parentId }]));
  for (const { code, level, parent } of rows)
    if (!known.has(code)) known.set(code, { level, parentId: parent || null });
  const checked: Checked[] = [];
  const firstAt = new Map<string, number>();
  let city = tree.root?.id.toString();
  for (const row of rows) {
    const result = checkRow(row, { tree, known, firstAt, city });
    if ('reason' in result) refused.push(result);
    else checked.push(result);
    if (!firstAt.has(row.code)) firstAt.set(row.code, row.row);
    if (row.level === 'city') city ??= row.code;
  }
  refused.sort((a, b) => a.row - b.row);
  if (refused.length > 0) return { refused, created: [], renamed: [], unchanged: 0 };
  return { refused, ...changesOf(checked, tree, spell) };
}

type Surroundings = {
  tree: OrgTree;
  known: ReadonlyMap<string, Known>;
  firstAt: ReadonlyMap<string, number>;
  city: string | undefined;
};

function checkRow(file: FileRow, around: Surroundings): Checked | Refused {
  const { row, code, parent, name } = file;
  const no = (reason: ErrorReason, params?: ReasonParams): Refused =>
    params === undefined ? { row, code: shown(code), reason } : { row, code: shown(code), reason, params };
  const id = orgId.safeParse(code);
  if (!id.success) return no('import_code', { code: shown(code) });
  const before = around.firstAt.get(code);
  if (before !== undefined) return no('import_code_twice', { code, row: before });
  const level = orgLevel.safeParse(file.level);
  if (!level.success) return no('import_level', { level: shown(file.level) });
  if (name === '' || [...name].length > nameMax) return no('import_name');
  const there = around.tree.get(code);
  if (there !== undefined && there.level !== level.data) return no('import_level_changed', { level: there.level });
  if (there !== undefined && (there.parentId ?? '') !== parent) {
    return no('import_parent_changed', { parent: there.parentId ?? '' });
  }
  const refusal = level.data === 'city' ? checkCity(file, around) : checkParent(level.data, parent, around.known);
  if (refusal !== undefined) return no(refusal.reason, refusal.params);
  return { row, id: id.data, parentId: level.data === 'city' ? null : orgId.parse(parent), level: level.data, name };
}

type Refusal = { reason: ErrorReason; params?: ReasonParams };

function checkCity({ code, parent }: FileRow, { city }: Surroundings): Refusal | undefined {
  if (parent !== '') return { reason: 'import_city_parent' };
  if (city !== undefined && city !== code) return { reason: 'import_city_twice', params: { code: city } };
  return undefined;
}

function checkParent(level: OrgLevel, parent: string, known: ReadonlyMap<string, Known>): Refusal | undefined {
  if (parent === '') return { reason: 'import_parent_needed' };
  const found = known.get(parent);
  if (found === undefined || !orgId.safeParse(parent).success) {
    return { reason: 'import_parent_missing', params: { parent: shown(parent) } };
  }
  const levelOfParent = orgLevel.safeParse(found.level);
  // A parent whose own row is refused for its level says nothing about this one.
  if (levelOfParent.success && !parentLevels[level].includes(levelOfParent.data)) {
    return { reason: 'import_parent_level', params: { parent } };
  }
  return undefined;
}

function changesOf(rows: readonly Checked[], tree: OrgTree, spell: (name: string) => string) {
  const inFile = new Map<string, Checked>(rows.map((row) => [row.id, row]));
  // Levels rise strictly towards the root, so this ends.
  const pathOf = (id: string): string => {
    const row = inFile.get(id);
    if (row === undefined) return tree.get(id)?.path ?? '/';
    return row.parentId === null ? `/${id}/` : `${pathOf(row.parentId)}${id}/`;
  };
  const created: Org[] = [];
  const renamed: Org[] = [];
  let unchanged = 0;
  for (const { id, parentId, level, name } of rows) {
    const there = tree.get(id);
    if (there !== undefined && there.name === name) unchanged++;
    else if (there !== undefined) renamed.push({ ...there, name, pinyin: spell(name) });
    else created.push({ id, parentId, level, name, pinyin: spell(name), path: pathOf(id) });
  }
  created.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { created, renamed, unchanged };
}
