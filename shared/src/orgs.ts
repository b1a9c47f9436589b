import { z } from 'zod';
import { accountRoles } from './kit/caller.ts';
import { route } from './kit/define.ts';
import { reasonParams } from './kit/errors.ts';
import { orgId } from './kit/ids.ts';

export const orgLevels = ['city', 'township', 'village', 'department'] as const;
export const orgLevel = z.enum(orgLevels);
export type OrgLevel = z.infer<typeof orgLevel>;

/** A node of the tree. `pinyin` is what a search by letters looks in: full spelling and initials. `path` ends in a slash. */
export const org = z.object({
  id: orgId,
  parentId: orgId.nullable(),
  level: orgLevel,
  name: z.string(),
  pinyin: z.string(),
  path: z.string(),
});
export type Org = z.infer<typeof org>;

/** The levels whose places have a hall. */
export const hallLevels: readonly OrgLevel[] = ['city', 'township', 'village'];

/** A row that was refused: `row` counts from 1 with the header as row 1, as a spreadsheet does. */
export const refusedRow = z.object({
  row: z.number().int(),
  code: z.string(),
  reason: z.string(),
  params: reasonParams.optional(),
});

export const importResult = z.object({
  /** True if the tree now is as the file says; false if rows were refused, or on a dry run. */
  applied: z.boolean(),
  created: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  hallsCreated: z.number().int(),
  refused: z.array(refusedRow),
});
export type ImportResult = z.infer<typeof importResult>;

/** Limits of an import; the whole province's villages would be about 9,000 rows. */
export const importLimits = { maxChars: 1_000_000, maxRows: 10_000, maxRefusedShown: 200 };

export const orgRoutes = {
  /** The whole tree as a flat list, parents first: names are no secret to staff, what one may act on is checked elsewhere. */
  orgTree: route({
    method: 'GET',
    path: '/api/orgs',
    input: z.strictObject({}),
    output: z.object({ orgs: z.array(org) }),
    roles: accountRoles,
    audit: false,
    repeat: 'natural',
  }),
  /**
   * CSV with the header `code,parent,level,name`. Nothing is imported unless every row is right. Repeating the same file changes
   * nothing; a code that exists with another name is renamed. Codes that are missing in the file stay.
   */
  importOrgs: route({
    method: 'POST',
    path: '/api/orgs/import',
    input: z.strictObject({ csv: z.string().min(1).max(importLimits.maxChars), dryRun: z.boolean() }),
    output: importResult,
    roles: ['admin'],
    audit: { object: null, fields: ['dryRun'] },
    repeat: 'natural',
  }),
};
