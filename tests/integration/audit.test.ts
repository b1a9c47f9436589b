import { beforeEach, describe, expect, it } from 'vitest';
import type { AuditDocument } from '../../server/src/audit/audit.model.ts';
import { type AuditRepo, createAuditRepo } from '../../server/src/audit/audit.repo.ts';
import type { AuditRow } from '../../server/src/audit/audit.rules.ts';
import { type Audit, createAudit } from '../../server/src/audit/audit.service.ts';
import { ensureIndexes } from '../../server/src/db/indexes.ts';
import { AppError } from '../../server/src/kernel/app-error.ts';
import { testDatabase, testLog } from '../support/engine.ts';
import { fakeClock } from '../support/fake-clock.ts';
import { rejection } from '../support/outcome.ts';

const clock = fakeClock();
let repo: AuditRepo;
let audit: Audit;
let rows: ReturnType<typeof collectionOf>;
const database = testDatabase();

const collectionOf = ({ connection }: Awaited<typeof database>) => connection.collection<AuditDocument>('auditRows');
const newAudit = (over: Partial<AuditRepo> = {}) => createAudit({ repo: { ...repo, ...over }, clock, log: testLog });

function row(change: Partial<AuditRow> = {}): AuditRow {
  return {
    entry: 'lockAccount',
    callerRole: 'admin',
    callerId: 'a'.repeat(24),
    address: '192.0.2.1',
    objectId: 'b'.repeat(24),
    result: 'ok',
    reason: null,
    fields: { roles: ['clerk', '督导'], nested: { z: 1, a: null } },
    key: null,
    ...change,
  };
}

const writeRows = async (count: number): Promise<void> => {
  for (let i = 1; i <= count; i++) await audit.write(row({ objectId: `row ${i}` }));
};
const stored = () => rows.find().sort({ seq: 1 }).toArray();

beforeEach(async () => {
  const opened = await database;
  repo = createAuditRepo(opened.connection);
  await ensureIndexes(opened);
  rows = collectionOf(opened);
  await rows.deleteMany({});
  await opened.connection.collection('auditHeads').deleteMany({});
  audit = newAudit();
});

describe('the log', () => {
  it('[AUD1] chains rows in the order in which they were written, however many write at once', async () => {
    const numbers = Array.from({ length: 500 }, (_, i) => i + 1);
    await Promise.all(numbers.map((n) => audit.write(row({ objectId: String(n) }))));
    const all = await stored();
    expect(all.map(({ seq }) => seq)).toEqual(numbers);
    expect(all.map(({ objectId }) => Number(objectId))).toEqual(numbers);
    expect(await audit.verify()).toEqual({ rows: 500, flaw: null });
  });

  it('[AUD1] goes on with the chain after a restart', async () => {
    await writeRows(3);
    await newAudit().write(row());
    expect(await newAudit().verify()).toEqual({ rows: 4, flaw: null });
  });

  it.each([
    ['who', { callerId: 'c'.repeat(24) }],
    ['what', { fieldsJson: '{"roles":[]}' }],
    ['the result', { result: 'forbidden' }],
    ['when', { at: new Date(0) }],
    ['the address', { address: '192.0.2.2' }],
    ['its own hash', { hash: 'f'.repeat(64) }],
  ])('[AUD2] finds the row in which %s was changed', async (_, change) => {
    await writeRows(5);
    await rows.updateOne({ seq: 3 }, { $set: change });
    expect(await audit.verify()).toMatchObject({ flaw: { seq: 3, problem: 'changed' } });
  });

  it.each([1, 3, 5])('[AUD3] finds that row %i of 5 was taken out', async (seq) => {
    await writeRows(5);
    await expect.poll(async () => (await repo.notedHead()).seq).toBe(5);
    await rows.deleteOne({ seq });
    expect(await audit.verify()).toMatchObject({ flaw: { seq, problem: 'missing' } });
  });

  it('[AUD3] finds that a row was taken out and the later ones moved up', async () => {
    await writeRows(5);
    await rows.deleteOne({ seq: 3 });
    await rows.updateOne({ seq: 4 }, { $set: { seq: 3 } });
    await rows.updateOne({ seq: 5 }, { $set: { seq: 4 } });
    expect(await audit.verify()).toMatchObject({ flaw: { seq: 3 } });
  });

  it('[AUD4] finds two rows that changed places', async () => {
    await writeRows(5);
    await rows.updateOne({ seq: 2 }, { $set: { seq: 99 } });
    await rows.updateOne({ seq: 3 }, { $set: { seq: 2 } });
    await rows.updateOne({ seq: 99 }, { $set: { seq: 3 } });
    expect(await audit.verify()).toMatchObject({ flaw: { seq: 2 } });
  });

  it('[AUD4] finds a chain that was written anew from the middle on', async () => {
    await writeRows(5);
    await expect.poll(async () => (await repo.notedHead()).seq).toBe(5);
    await rows.deleteMany({ seq: { $gt: 2 } });
    const forged = newAudit({ head: async () => ({ seq: 2, hash: (await rows.findOne({ seq: 2 }))?.hash ?? '' }) });
    for (let i = 0; i < 3; i++) await forged.write(row({ objectId: 'forged' }));
    expect(await audit.verify()).toMatchObject({ flaw: { seq: 5, problem: 'changed' } });
  });
});

describe('writers', () => {
  it('[AUD5] of two processes at once make one chain without a gap', async () => {
    const two = [newAudit(), newAudit()];
    for (let round = 0; round < 5; round++) {
      const each = two.flatMap((one) => Array.from({ length: 20 }, () => one.write(row())));
      await Promise.all(each);
    }
    expect(await audit.verify()).toEqual({ rows: 200, flaw: null });
    expect(new Set((await stored()).map(({ _id }) => _id)).size).toBe(200);
  });

  it('[AUD6] store the row of a repeated command once, also from two processes, and each refusal', async () => {
    const keyed = row({ key: 'key-of-a-command-1' });
    await Promise.all([audit.write(keyed), audit.write(keyed), newAudit().write(keyed)]);
    await newAudit().write(keyed);
    expect(await stored()).toHaveLength(1);
    const refused = row({ key: 'key-of-a-command-2', result: 'conflict', reason: 'last_admin' });
    await audit.write(refused);
    await audit.write(refused);
    await audit.write({ ...refused, result: 'ok', reason: null });
    expect(await stored()).toHaveLength(4);
    expect((await audit.verify()).flaw).toBeNull();
  });

  it('[AUD7] are told when the database is away, and go on with the chain afterwards', async () => {
    await writeRows(2);
    let isAway = true;
    const away = newAudit({
      append: (more) => {
        if (isAway) throw new AppError('unavailable', 'database_away');
        return repo.append(more);
      },
    });
    const lost = await Promise.all([rejection(away.write(row())), rejection(away.write(row()))]);
    for (const error of lost) expect(error).toMatchObject({ reason: 'database_away' });
    isAway = false;
    await away.write(row());
    expect(await audit.verify()).toEqual({ rows: 3, flaw: null });
  });

  it('[AUD7] that lost the answer to a batch do not store it twice', async () => {
    let isFirst = true;
    const cut = newAudit({
      append: async (more) => {
        const isDone = await repo.append(more);
        const isLost = isFirst;
        isFirst = false;
        return isLost ? false : isDone;
      },
    });
    await Promise.all([cut.write(row()), cut.write(row())]);
    expect(await audit.verify()).toEqual({ rows: 2, flaw: null });
  });
});
