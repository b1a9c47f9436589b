import type { StaffCaller } from '#shared/kit/caller.ts';
import type { AccountId, RequestId } from '#shared/kit/ids.ts';
import { AppError } from '../kernel/app-error.ts';
import { type OwedNotice, owe } from '../kernel/outbox.ts';
import type { RequestCondition } from './request.repo.ts';
import { holdsPlace, movedTo, requestMoves, wrongState } from './request.rules.ts';
import { claimedNotices } from './request-notices.ts';
import type { RequestsDeps, RoutedExpert } from './request-ports.ts';
import type { Actor, RequestRecord } from './request-record.ts';

export type RequestAssigning = {
  /** One winner; `conflict/request_taken` for the others, `conflict/expert_full` for whoever has no place. Repeatable. */
  claim(expert: StaffCaller, id: RequestId): Promise<RequestRecord>;
  dispatch(by: Actor, id: RequestId, expertId: AccountId, note: string): Promise<RequestRecord>;
};

type Assigned = { condition: RequestCondition; by: Actor; reason: string | null; owed: readonly OwedNotice[] };

type Deps = Pick<RequestsDeps, 'repo' | 'experts' | 'settings' | 'clock'>;

export function createRequestAssigning(deps: Deps): RequestAssigning {
  const { experts, clock } = deps;
  return {
    claim: async (caller, id) => {
      const matter = await found(deps, id);
      const { accountId: expertId, name } = caller;
      if (holdsPlace(matter.state)) {
        if (matter.expertId === expertId) return matter;
        throw new AppError('conflict', 'request_taken');
      }
      const isOffered = matter.state === 'board' || (matter.state === 'open' && matter.coveringExpertId === expertId);
      if (!isOffered || matter.conflicted.includes(expertId)) throw new AppError('forbidden', 'request_not_offered');
      await reserveOr(deps, expertId, (cap) => new AppError('conflict', 'expert_full', { params: { cap } }));
      return assign(
        deps,
        matter,
        { accountId: expertId, name },
        {
          condition: { offeredTo: expertId },
          by: { role: 'expert', id: expertId, name },
          reason: null,
          owed: claimedNotices(matter, name, clock.date()),
        },
      );
    },
    dispatch: async (by, id, expertId, note) => {
      const matter = await found(deps, id);
      const { from } = requestMoves.dispatch;
      if (!from.includes(matter.state)) throw wrongState(matter.state);
      if (matter.conflicted.includes(expertId)) throw new AppError('conflict', 'expert_has_conflict');
      const expert = await experts.find(expertId);
      if (expert === null) throw new AppError('conflict', 'expert_not_available');
      await reserveOr(deps, expertId, () => new AppError('conflict', 'expert_not_available'));
      const at = clock.date();
      const told = owe({
        kind: 'request.dispatched',
        to: { account: expertId },
        params: { number: matter.number, requestId: matter.id },
        at,
      });
      return assign(deps, matter, expert, {
        condition: { states: from, notConflicted: expertId },
        by,
        reason: note === '' ? null : note,
        owed: [told, ...claimedNotices(matter, expert.name, at)],
      });
    },
  };
}

export async function found({ repo }: Pick<RequestsDeps, 'repo'>, id: RequestId): Promise<RequestRecord> {
  const matter = await repo.find(id);
  if (matter === null) throw new AppError('not_found', 'request_unknown');
  return matter;
}

/** Assigns to an expert whose place is reserved already; gives it back where somebody else was first. */
async function assign(
  deps: Deps,
  matter: RequestRecord,
  expert: Pick<RoutedExpert, 'accountId' | 'name'>,
  { condition, by, reason, owed }: Assigned,
): Promise<RequestRecord> {
  const { repo, experts, clock, settings } = deps;
  const { set, row } = movedTo(matter, 'assigned', { at: clock.date(), by, reason }, settings());
  const lead = { expertId: expert.accountId, expertName: expert.name };
  try {
    const won = await repo.change(matter.id, condition, { set: { ...set, ...lead }, row, owed });
    if (won !== null) return won;
  } catch (error) {
    await experts.giveBack(expert.accountId).catch(() => undefined);
    throw error;
  }
  await experts.giveBack(expert.accountId);
  const now = await found(deps, matter.id);
  // The first try's answer was lost, not its act.
  if (now.state === 'assigned' && now.expertId === expert.accountId) return now;
  throw new AppError('conflict', 'request_taken');
}

async function reserveOr(
  { experts }: Pick<Deps, 'experts'>,
  id: AccountId,
  refusal: (cap: number) => AppError,
): Promise<void> {
  const got = await experts.reserveCase(id);
  if (got === 'reserved') return;
  if (got === 'inactive') throw new AppError('conflict', 'expert_not_available');
  throw refusal((await experts.find(id))?.cap ?? 0);
}
