import { isWholeFile, type ReadFile } from '../kernel/file-whole.ts';
import type { AgreementRepo } from './agreement.repo.ts';
import { hashOf, textHashOf } from './agreement.rules.ts';
import type { AgreementData } from './agreement-data.ts';

/** Whether text, parties, signatures and scans are what they were when it was concluded. */
export async function isIntact(agreement: AgreementData, readFile: ReadFile): Promise<boolean> {
  if (agreement.textHash !== textHashOf(agreement) || agreement.hash !== hashOf(agreement)) return false;
  const scans = [agreement.signedPaper, agreement.seal].flatMap((scan) => (scan === null ? [] : [scan.hash]));
  const whole = await Promise.all(scans.map((hash) => isWholeFile(hash, readFile)));
  return whole.every(Boolean);
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
