import { createHash } from 'node:crypto';
import type { FileHash } from '#shared/kit/ids.ts';
import type { AgreementRepo } from './agreement.repo.ts';
import { hashOf, textHashOf } from './agreement.rules.ts';
import type { AgreementData } from './agreement-data.ts';

type ReadFile = (hash: FileHash) => Promise<Uint8Array>;

/** Whether text, parties, signatures and scans are what they were when it was concluded. */
export async function isIntact(agreement: AgreementData, readFile: ReadFile): Promise<boolean> {
  if (agreement.textHash !== textHashOf(agreement) || agreement.hash !== hashOf(agreement)) return false;
  const scans = [agreement.signedPaper, agreement.seal].flatMap((scan) => (scan === null ? [] : [scan.hash]));
  const whole = await Promise.all(scans.map((hash) => isWholeFile(hash, readFile)));
  return whole.every(Boolean);
}

async function isWholeFile(hash: FileHash, readFile: ReadFile): Promise<boolean> {
  const bytes = await readFile(hash).catch(() => null);
  return bytes !== null && createHash('sha256').update(bytes).digest('hex') === hash;
}

/** Concluded agreements whose bytes are not those that were signed, in sentences. */
export async function verifyAgreements(
  repo: Pick<AgreementRepo, 'eachConcluded'>,
  readFile: ReadFile,
): Promise<string[]> {
  const problems: string[] = [];
  await repo.eachConcluded(async (agreement) => {
    if (await isIntact(agreement, readFile)) return;
    problems.push(`agreement ${agreement.number ?? agreement.id} is not what was signed`);
  });
  return problems;
}
