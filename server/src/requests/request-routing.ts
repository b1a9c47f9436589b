import type { AccountId, RequestId } from '#shared/kit/ids.ts';
import type { Outcome, RequestState } from '#shared/request-facts.ts';
import { AppError } from '../kernel/app-error.ts';
import { type OwedNotice, owe } from '../kernel/outbox.ts';
import type { RequestChange, RequestCondition } from './request.repo.ts';
import { holdsPlace, movedTo, type RequestAct, requestMoves, wrongState } from './request.rules.ts';
import { createRequestAssigning, found, type RequestAssigning } from './request-assigning.ts';
import { boardNotices, toCitizen, toOrganizers } from './request-notices.ts';
import type { RequestsDeps } from './request-ports.ts';
import type { Actor, RequestRecord } from './request-record.ts';

export type MoveExtra = {
  readonly reason?: string;
  readonly outcome?: Outcome;
  readonly answer?: string;
  /** Refused where another expert has the matter by now. */
  readonly from?: AccountId;
};
export type Release = {
  readonly reason: string | null;
  readonly isConflict: boolean;
  readonly isAskedByCitizen: boolean;
};

export type RequestRouting = RequestAssigning & {
  /** Back to the board; for the expert, or for the citizen who asks for another one. */
  release(id: RequestId, expertId: AccountId, by: Actor, how: Release): Promise<RequestRecord>;
  /** To dispatch at once, wherever it waits. */
  makeUrgent(matter: RequestRecord, by: Actor): Promise<RequestRecord>;
  /** The moves that meetings, answers and visits cause. */
  move(id: RequestId, act: RequestAct, by: Actor, extra?: MoveExtra): Promise<RequestRecord>;
};

export function createRequestRouting(deps: RequestsDeps): RequestRouting {
  const { repo, experts, clock, settings } = deps;
  const moved = (matter: RequestRecord, to: RequestState, by: Actor, reason: string | null = null) =>
    movedTo(matter, to, { at: clock.date(), by, reason }, settings());
  const write = async (
    matter: RequestRecord,
    condition: RequestCondition,
    change: RequestChange,
  ): Promise<RequestRecord> => {
    const after = await repo.change(matter.id, { states: [matter.state], ...condition }, change);
    if (after === null) throw new AppError('conflict', 'request_changed');
    return after;
  };

  return {
    ...createRequestAssigning(deps),
    release: async (id, expertId, by, { reason, isConflict, isAskedByCitizen }) => {
      const matter = await found(deps, id);
      if (matter.expertId !== expertId) throw new AppError('not_found', 'request_unknown');
      if (matter.state !== 'assigned') throw wrongState(matter.state);
      const { set, row } = moved(matter, 'board', by, reason);
      const params = { number: matter.number, requestId: matter.id };
      const at = clock.date();
      const told = isAskedByCitizen
        ? owe({ kind: 'request.otherExpertAsked', to: { account: expertId }, params, at })
        : toOrganizers(matter, 'request.released', { ...params, expert: matter.expertName ?? '' }, at);
      const owed = [told, ...(await boardNotices(matter, deps))];
      const after = await write(
        matter,
        { expertId, ...(isAskedByCitizen && { mayAskOther: true as const }) },
        {
          set: { ...set, expertId: null, expertName: null, ...(isAskedByCitizen && { hasAskedOther: true }) },
          row,
          owed,
          ...((isConflict || isAskedByCitizen) && { conflicted: expertId }),
        },
      );
      await experts.giveBack(expertId);
      return after;
    },
    makeUrgent: async (matter, by) => {
      const urgent = { ...matter, isUrgent: true };
      const { set, row } = moved(urgent, 'toDispatch', by);
      const owed = [
        toOrganizers(matter, 'request.urgent', { number: matter.number, requestId: matter.id }, clock.date()),
      ];
      const after = await write(matter, {}, { set: { ...set, isUrgent: true }, row, owed });
      return after;
    },
    move: async (id, act, by, extra = {}) => {
      const matter = await found(deps, id);
      const { from, to } = requestMoves[act];
      const { outcome, answer, from: expertId } = extra;
      const isAnothers = expertId !== undefined && expertId !== matter.expertId;
      if (isAnothers || !from.includes(matter.state)) throw wrongState(matter.state);
      const { set, row } = moved(matter, to, by, extra.reason ?? null);
      const change = {
        set: {
          ...set,
          ...(outcome && { outcome }),
          ...(answer !== undefined && { answer }),
          ...(act === 'takeBack' && { expertId: null, expertName: null }),
        },
        row,
        owed: actNotices(matter, act, clock.date()),
      };
      const after = await write(matter, expertId === undefined ? {} : { expertId }, change);
      await followPlace(deps, matter, after);
      return after;
    },
  };
}

/** The lead expert's count of open matters; what a crash leaves wrong is mended by the recount of the experts. */
async function followPlace({ experts }: RequestsDeps, before: RequestRecord, after: RequestRecord): Promise<void> {
  if (before.expertId === null || holdsPlace(before.state) === holdsPlace(after.state)) return;
  if (holdsPlace(before.state)) await experts.giveBack(before.expertId);
  else await experts.reserveCase(before.expertId);
}

function actNotices(matter: RequestRecord, act: RequestAct, at: Date): OwedNotice[] {
  const params = { number: matter.number, requestId: matter.id };
  const lead = matter.expertId;
  if (act === 'concluded') return toCitizen(matter, 'request.concluded', params, at);
  if (act === 'refuse') return toCitizen(matter, 'request.refused', params, at);
  if (act === 'withdraw' && lead) return [owe({ kind: 'request.withdrawn', to: { account: lead }, params, at })];
  if (act === 'takeBack' && lead) return [owe({ kind: 'request.takenBack', to: { account: lead }, params, at })];
  if (act === 'reopened' && lead) return [owe({ kind: 'request.reopened', to: { account: lead }, params, at })];
  return [];
}
