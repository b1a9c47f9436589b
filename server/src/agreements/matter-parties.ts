import type { PartId, RequestId } from '#shared/kit/ids.ts';
import type { AgreementRepo } from './agreement.repo.ts';

export type MatterParty = { partyId: PartId; name: string; phone: string | null };

/** The other parties of a matter, as its agreements name them; each once, as it was named last. */
export type MatterParties = (id: RequestId) => Promise<MatterParty[]>;

export const createMatterParties =
  (repo: Pick<AgreementRepo, 'ofRequest'>): MatterParties =>
  async (id) => {
    const named = (await repo.ofRequest(id)).flatMap(({ parties }) => parties).filter(({ isCitizen }) => !isCitizen);
    return [...new Map(named.map(({ id: partyId, name, phone }) => [partyId, { partyId, name, phone }])).values()];
  };
