import type { Caller, StaffCaller } from '#shared/kit/caller.ts';
import type { AccountId, RequestId } from '#shared/kit/ids.ts';
import type { LegalField } from '#shared/kit/legal-field.ts';
import type { Outcome, RequestDetail } from '#shared/request-facts.ts';
import { AppError } from '../kernel/app-error.ts';
import { mayDo, mayEver, readLevel } from './reading.rules.ts';
import { priorityOf } from './request.rules.ts';
import { detailView } from './request.views.ts';
import { toCitizen } from './request-notices.ts';
import type { RequestsDeps } from './request-ports.ts';
import type { Actor, RequestRecord } from './request-record.ts';
import type { RequestRouting } from './request-routing.ts';

/** What staff do with matters; each answer is as this reader may see it. */
export type RequestDesk = {
  get(caller: StaffCaller, id: RequestId): Promise<RequestDetail>;
  inspect(caller: StaffCaller, id: RequestId, reason: string): Promise<RequestDetail>;
  phone(caller: StaffCaller, id: RequestId): Promise<string>;
  claim(caller: StaffCaller, id: RequestId): Promise<RequestDetail>;
  release(caller: StaffCaller, id: RequestId, reason: string, isConflict: boolean): Promise<void>;
  dispatch(caller: StaffCaller, id: RequestId, expertId: AccountId, note: string): Promise<RequestDetail>;
  /** A meeting that was agreed is called off first; refused while one runs. */
  takeBack(caller: StaffCaller, id: RequestId, from: AccountId, reason: string): Promise<RequestDetail>;
  sort(caller: StaffCaller, id: RequestId, field: LegalField | null, isUrgent: boolean): Promise<RequestDetail>;
  refuse(caller: StaffCaller, id: RequestId, reason: string): Promise<RequestDetail>;
  answer(caller: StaffCaller, id: RequestId, answer: string, outcome: Outcome): Promise<RequestDetail>;
  resendLink(caller: StaffCaller, id: RequestId, endOthers: boolean): Promise<void>;
  /** The matter, for who may look at its files or add one. */
  forFiles(caller: StaffCaller, id: RequestId, act: 'addFile' | 'seeFiles'): Promise<RequestRecord>;
};

export const actorOf = ({ role, accountId, name }: StaffCaller): Actor => ({ role, id: accountId, name });

export function createRequestDesk(deps: RequestsDeps, routing: RequestRouting): RequestDesk {
  const { repo, links, clock, callOffMeeting } = deps;
  const find = (caller: Caller, id: RequestId): Promise<RequestRecord> => readable(deps, caller, id);
  /** For an act that `may` names; who may read but not act is told so. */
  const forAct = async (
    caller: StaffCaller,
    id: RequestId,
    act: keyof RequestDetail['may'],
  ): Promise<RequestRecord> => {
    const matter = await find(caller, id);
    const level = readLevel(caller, matter);
    if (!mayEver(caller, matter, act)) throw new AppError('forbidden', 'role_not_allowed');
    if (!mayDo(caller, matter, level)[act]) {
      throw new AppError('invalid_state', 'request_state', { params: { state: matter.state } });
    }
    return matter;
  };
  const shown = (caller: StaffCaller, matter: RequestRecord): RequestDetail => {
    const level = readLevel(caller, matter);
    return detailView(matter, caller, level === 'none' ? 'outcome' : level);
  };

  return {
    get: async (caller, id) => shown(caller, await find(caller, id)),
    inspect: async (caller, id, reason) => {
      const matter = await find(caller, id);
      const { state, dueAt } = matter;
      const row = { from: state, to: state, at: clock.date(), by: caller.name, role: caller.role, reason, dueAt };
      const after = await repo.change(id, {}, { row });
      return detailView(after ?? matter, caller, 'full');
    },
    phone: async (caller, id) => (await forAct(caller, id, 'revealPhone')).citizen.phone ?? '',
    claim: async (caller, id) => shown(caller, await routing.claim(caller, id)),
    release: async (caller, id, reason, isConflict) => {
      await forAct(caller, id, 'release');
      await routing.release(id, caller.accountId, actorOf(caller), { reason, isConflict, isAskedByCitizen: false });
    },
    dispatch: async (caller, id, expertId, note) => {
      await find(caller, id);
      return shown(caller, await routing.dispatch(actorOf(caller), id, expertId, note));
    },
    takeBack: async (caller, id, from, reason) => {
      const matter = await forAct(caller, id, 'takeBack');
      if (matter.expertId !== from) throw new AppError('conflict', 'request_changed');
      await callOffMeeting(id, caller.name, reason);
      return shown(caller, await routing.move(id, 'takeBack', actorOf(caller), { reason, from }));
    },
    sort: async (caller, id, field, isUrgent) => {
      const matter = await forAct(caller, id, 'sort');
      const sorted = { ...matter, field, isUrgent };
      const after = await repo.change(
        id,
        { states: [matter.state] },
        { set: { field, isUrgent, priority: priorityOf(sorted) } },
      );
      if (after === null) throw new AppError('conflict', 'request_changed');
      const mustRise = isUrgent && (after.state === 'open' || after.state === 'board');
      return shown(caller, mustRise ? await routing.makeUrgent(after, actorOf(caller)) : after);
    },
    refuse: async (caller, id, reason) => {
      await forAct(caller, id, 'refuse');
      return shown(caller, await routing.move(id, 'refuse', actorOf(caller), { reason }));
    },
    answer: async (caller, id, answer, outcome) => {
      await forAct(caller, id, 'answer');
      return shown(caller, await routing.move(id, 'concluded', actorOf(caller), { answer, outcome }));
    },
    forFiles: forAct,
    resendLink: async (caller, id, endOthers) => {
      const matter = await forAct(caller, id, 'resendLink');
      if (endOthers) await links.revokeAll(id);
      await repo.change(
        id,
        {},
        {
          owed: toCitizen(matter, 'matter.linkRenewed', { number: matter.number, requestId: matter.id }, clock.date()),
        },
      );
    },
  };
}

/** The matter, for a caller who may read it; else rejects with `not_found/request_unknown`. */
export async function readable(
  { repo }: Pick<RequestsDeps, 'repo'>,
  caller: Caller,
  id: RequestId,
): Promise<RequestRecord> {
  const matter = await repo.find(id);
  if (matter === null || readLevel(caller, matter) === 'none') throw new AppError('not_found', 'request_unknown');
  return matter;
}
