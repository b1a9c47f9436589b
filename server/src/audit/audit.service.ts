import { randomBytes } from 'node:crypto';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { AuditRepo, NewRow } from './audit.repo.ts';
import { type AuditRow, chain, emptyHead, type Flaw, flawAfter, type Head, onceKeyOf } from './audit.rules.ts';

export type Audit = {
  /** Resolves when the row is stored; rows are chained in the order of these calls. Rejects when it is not known to be stored. */
  write(row: AuditRow): Promise<void>;
  /** Reads the whole log. `flaw` names the first row that was changed, taken out or put elsewhere. */
  verify(): Promise<{ rows: number; flaw: Flaw | null }>;
};

type Waiting = { id: string; row: AuditRow; at: Date; done: () => void; failed: (error: unknown) => void };

const MOST_AT_ONCE = 200;
/** Two writers that meet go on in turns; more rounds than this mean that something else is wrong. */
const MOST_ROUNDS = 20;

export type AuditDeps = { repo: AuditRepo; clock: Clock; log: Logger };

export function createAudit({ repo, clock, log }: AuditDeps): Audit {
  const queue: Waiting[] = [];
  let isWriting = false;
  /** Unknown at the start and after each failure: then it is read. */
  let head: Head | undefined;

  const append = async (batch: readonly Waiting[]): Promise<void> => {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const isAgain = round > 0;
      head ??= await repo.head();
      const missing = await notStored(repo, batch, isAgain);
      const rows = chained(head, missing);
      const last = rows.at(-1);
      if (last === undefined) return;
      if (await repo.append(rows)) {
        head = { seq: last.seq, hash: last.hash };
        return;
      }
      head = undefined;
    }
    throw new AppError('unavailable', 'database_away');
  };

  const writeAll = async (): Promise<void> => {
    if (isWriting) return;
    isWriting = true;
    while (queue.length > 0) {
      const batch = queue.splice(0, MOST_AT_ONCE);
      try {
        await append(batch);
        for (const { done } of batch) done();
      } catch (error) {
        head = undefined;
        for (const { failed } of batch) failed(error);
      }
      await noteHead(repo, head, log);
    }
    isWriting = false;
  };

  return {
    write: (row) =>
      new Promise((done, failed) => {
        queue.push({ id: randomBytes(12).toString('hex'), row, at: clock.date(), done, failed });
        void writeAll();
      }),
    verify: () => verify(repo),
  };
}

/** The noted head only guards against rows cut off at the end; that it could not be written loses no row. */
async function noteHead(repo: AuditRepo, head: Head | undefined, log: Logger): Promise<void> {
  if (head === undefined) return;
  try {
    await repo.noteHead(head);
  } catch (error) {
    log.warn({ err: error }, 'audit head not noted');
  }
}

/** Without those that an earlier try of the same rows, or an earlier run of the same command, has brought in. */
async function notStored(repo: AuditRepo, batch: readonly Waiting[], isAgain: boolean): Promise<Waiting[]> {
  const keys = batch.flatMap(({ row }) => onceKeyOf(row) ?? []);
  if (!isAgain && keys.length === 0) return [...batch];
  const known = await repo.stored(isAgain ? batch.map(({ id }) => id) : [], keys);
  return batch.filter(({ id, row }) => {
    const onceKey = onceKeyOf(row);
    if (known.ids.has(id) || (onceKey !== undefined && known.onceKeys.has(onceKey))) return false;
    // The same command twice within one batch.
    if (onceKey !== undefined) known.onceKeys.add(onceKey);
    return true;
  });
}

function chained(start: Head, batch: readonly Waiting[]): NewRow[] {
  let head = start;
  return batch.map(({ id, row, at }) => {
    const next = chain(head, row, at);
    head = next;
    return { ...next, id, onceKey: onceKeyOf(row) };
  });
}

async function verify(repo: AuditRepo): Promise<{ rows: number; flaw: Flaw | null }> {
  const noted = await repo.notedHead();
  let head = emptyHead;
  let hashAtNoted: string | undefined = noted.seq === 0 ? emptyHead.hash : undefined;
  for await (const row of repo.rows()) {
    const flaw = flawAfter(head, row);
    if (flaw !== undefined) return { rows: head.seq, flaw };
    head = { seq: row.seq, hash: row.hash };
    if (row.seq === noted.seq) hashAtNoted = row.hash;
  }
  if (hashAtNoted === undefined) return { rows: head.seq, flaw: { seq: head.seq + 1, problem: 'missing' } };
  // Everything behind a changed row was written anew to fit: the noted hash does not.
  if (hashAtNoted !== noted.hash) return { rows: head.seq, flaw: { seq: noted.seq, problem: 'changed' } };
  return { rows: head.seq, flaw: null };
}
