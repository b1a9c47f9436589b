import type { Caller, StaffCaller } from '#shared/kit/caller.ts';
import type { AgreementId, RequestId } from '#shared/kit/ids.ts';
import { AppError } from '../kernel/app-error.ts';
import type { OwedNotice } from '../kernel/outbox.ts';
import { type AgreementAct, mayAct } from './agreement.rules.ts';
import type { AgreementData, PartyData } from './agreement-data.ts';
import type { AgreementMatter, AgreementsDeps } from './agreement-ports.ts';

/** What a caller may do with one agreement; `own`: the party that the caller is. */
export type Access = { isLead: boolean; mayRead: boolean; isDepartment: boolean; own: PartyData | null };
export const noAccess: Access = { isLead: false, mayRead: false, isDepartment: false, own: null };

export type Made = { after: AgreementData; owed?: readonly OwedNotice[] };

export type AgreementStore = {
  /** `not_found/agreement_unknown` for whoever may know nothing of it. */
  load(caller: Caller, id: AgreementId): Promise<{ agreement: AgreementData; access: Access }>;
  accessOf(caller: Caller, agreement: AgreementData): Promise<Access>;
  matterForLead(caller: Caller, id: RequestId): Promise<{ matter: AgreementMatter; lead: StaffCaller }>;
  /** As the lead expert, else `forbidden/not_lead_expert`. */
  loadAsLead(caller: Caller, id: AgreementId): Promise<AgreementData>;
  /** Writes what `make` makes of the newest state; another writer in between makes it look again. */
  change(id: AgreementId, make: (before: AgreementData) => Made): Promise<AgreementData>;
};

const TRIES = 40;
const unknown = (): AppError => new AppError('not_found', 'agreement_unknown');

export function createAgreementStore({ repo, matterOf, isCalledIn }: AgreementsDeps): AgreementStore {
  const accessOf = async (caller: Caller, agreement: AgreementData): Promise<Access> => {
    const { requestId, parties, state } = agreement;
    if (caller.role === 'citizen' || caller.role === 'party') {
      if (caller.requestId !== requestId || state === 'draft') return noAccess;
      const isOwn = ({ id, isCitizen }: PartyData) => (caller.role === 'citizen' ? isCitizen : id === caller.partyId);
      const own = parties.find(isOwn) ?? null;
      return { ...noAccess, own, mayRead: own !== null };
    }
    if (caller.role !== 'expert' && caller.role !== 'department') return noAccess;
    const matter = await matterOf(requestId);
    const isLead = caller.role === 'expert' && matter?.expertId === caller.accountId;
    const isWriter = caller.role === 'expert' && agreement.expertId === caller.accountId;
    const mayRead = isLead || isWriter || (await isCalledIn(requestId, caller.accountId));
    return { ...noAccess, isLead, mayRead, isDepartment: mayRead && caller.role === 'department' };
  };
  const find = async (id: AgreementId): Promise<AgreementData> => {
    const agreement = await repo.find(id);
    if (agreement === null) throw unknown();
    return agreement;
  };
  const load = async (caller: Caller, id: AgreementId) => {
    const agreement = await find(id);
    const access = await accessOf(caller, agreement);
    if (!access.mayRead) throw unknown();
    return { agreement, access };
  };

  return {
    load,
    accessOf,
    async matterForLead(caller, id) {
      const matter = await matterOf(id);
      if (caller.role !== 'expert' || matter === null) throw unknown();
      if (matter.expertId === caller.accountId) return { matter, lead: caller };
      if (await isCalledIn(id, caller.accountId)) throw new AppError('forbidden', 'not_lead_expert');
      throw unknown();
    },
    async loadAsLead(caller, id) {
      const { agreement, access } = await load(caller, id);
      if (!access.isLead) throw new AppError('forbidden', 'not_lead_expert');
      return agreement;
    },
    async change(id, make) {
      for (let attempt = 0; attempt < TRIES; attempt += 1) {
        const before = await find(id);
        const { after, owed } = make(before);
        const next = { ...after, revision: before.revision + 1 };
        if (await repo.replace(next, owed)) return next;
      }
      throw new AppError('conflict', 'agreement_busy');
    },
  };
}

export function checkAct({ state }: AgreementData, act: AgreementAct): void {
  if (!mayAct(state, act)) throw new AppError('invalid_state', `agreement_${state}`);
}

export function moved(
  agreement: AgreementData,
  to: AgreementData['state'],
  { at, by, reason = null }: { at: number; by: string; reason?: string | null },
): AgreementData {
  return { ...agreement, state: to, timeline: [...agreement.timeline, { from: agreement.state, to, at, by, reason }] };
}

export function withParty(agreement: AgreementData, id: PartyData['id'], change: Partial<PartyData>): AgreementData {
  const parties = agreement.parties.map((party) => (party.id === id ? { ...party, ...change } : party));
  return { ...agreement, parties };
}
