import { createHash } from 'node:crypto';
import type { CallerRole } from '#shared/kit/caller.ts';
import type { ErrorCode } from '#shared/kit/errors.ts';

/** What the binder knows of a call when it is over. */
export type AuditRow = {
  entry: string;
  callerRole: CallerRole;
  /** Account or hall; null for nobody. */
  callerId: string | null;
  address: string;
  objectId: string | null;
  result: 'ok' | ErrorCode;
  reason: string | null;
  fields: Record<string, unknown>;
  key: string | null;
};

/** A row with everything that its hash covers. */
export type LinkedRow = {
  seq: number;
  at: Date;
  entry: string;
  callerRole: string;
  callerId: string | null;
  address: string;
  objectId: string | null;
  result: string;
  reason: string | null;
  fieldsJson: string;
  key: string | null;
  previous: string;
};
export type ChainedRow = LinkedRow & { hash: string };

export type Head = { seq: number; hash: string };

/** Before the first row. */
export const emptyHead: Head = { seq: 0, hash: '0'.repeat(64) };

/** SHA-256 over the row's own values and the hash before, as JSON in one fixed order. */
export function hashOf(row: LinkedRow): string {
  const values = [
    row.seq,
    row.at.toISOString(),
    row.entry,
    row.callerRole,
    row.callerId,
    row.address,
    row.objectId,
    row.result,
    row.reason,
    row.fieldsJson,
    row.key,
    row.previous,
  ];
  return createHash('sha256').update(JSON.stringify(values)).digest('hex');
}

export function chain(head: Head, row: AuditRow, at: Date): ChainedRow {
  const { entry, callerRole, callerId, address, objectId, result, reason, key } = row;
  const fieldsJson = JSON.stringify(row.fields);
  const who = { entry, callerRole, callerId, address, objectId, result, reason, fieldsJson, key };
  const linked = { ...who, seq: head.seq + 1, at, previous: head.hash };
  return { ...linked, hash: hashOf(linked) };
}

/** A repeated command gets its first answer, and its row is there once; refusals are rows of their own each time. */
export function onceKeyOf({ entry, callerRole, callerId, address, result, key }: AuditRow): string | undefined {
  if (key === null || result !== 'ok') return undefined;
  return JSON.stringify([callerRole, callerId ?? address, entry, key]);
}

export type Flaw = {
  /** The row at which the chain breaks. */
  seq: number;
  problem: 'changed' | 'missing' | 'reordered';
};

/** What is wrong with `row` as the one after `head`, if anything is. Rows come in the order of their stored `seq`. */
export function flawAfter(head: Head, row: ChainedRow): Flaw | undefined {
  const expected = head.seq + 1;
  if (row.seq > expected) return { seq: expected, problem: 'missing' };
  if (hashOf(row) !== row.hash) return { seq: row.seq, problem: 'changed' };
  // The row is whole in itself, but another one stood before it when it was written.
  if (row.seq < expected || row.previous !== head.hash) return { seq: row.seq, problem: 'reordered' };
  return undefined;
}
