import type { ConsultationRepo } from './consultation.repo.ts';
import { isOpen } from './consultation-record.ts';
import { slotKeysOf } from './slot.rules.ts';

/** The quarters and the matter that each meeting holds, against what its state and its people say. */
export async function verifyConsultations(repo: Pick<ConsultationRepo, 'eachWithKeys'>): Promise<string[]> {
  const problems: string[] = [];
  await repo.eachWithKeys((record, stored, openKey) => {
    const derived = slotKeysOf(record);
    const isSame = derived.length === stored.length && derived.every((key) => stored.includes(key));
    if (!isSame)
      problems.push(`meeting ${record.id} holds ${stored.length} quarters, but should hold ${derived.length}`);
    if ((openKey === record.requestId) !== isOpen(record))
      problems.push(`meeting ${record.id} is ${record.state} and holds its matter wrongly`);
  });
  return problems;
}
