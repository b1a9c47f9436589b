import type { RecordRepo } from './record.repo.ts';
import { addendumHash, hashOf } from './record.rules.ts';
import type { RecordData } from './record-data.ts';

/** Whether a closed record and all its addenda are what they were when they were written. */
export function isIntact(record: RecordData): boolean {
  const { hash, addenda } = record;
  if (hash === null || hashOf(record) !== hash) return false;
  return addenda.every((each, n) => addendumHash(addenda[n - 1]?.hash ?? hash, each) === each.hash);
}

/** Closed records whose bytes are not those that were closed, in sentences. */
export async function verifyRecords(repo: Pick<RecordRepo, 'eachWithHash'>): Promise<string[]> {
  const problems: string[] = [];
  await repo.eachWithHash((record) => {
    if (!isIntact(record)) problems.push(`record ${record.number ?? record.id} is not what was closed`);
  });
  return problems;
}
