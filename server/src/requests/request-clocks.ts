import { type OwedNotice, owe } from '../kernel/outbox.ts';
import type { RequestChange } from './request.repo.ts';
import { movedTo } from './request.rules.ts';
import { boardNotices, toOrganizers } from './request-notices.ts';
import type { RequestsDeps } from './request-ports.ts';
import { type RequestRecord, theClock } from './request-record.ts';

const TICK_ROWS = 200;

/** Takes what the clocks have run out on one step on. Two ticks at once, or a tick after a restart, do no harm. */
export async function tickRequests(deps: RequestsDeps): Promise<void> {
  const { repo, clock } = deps;
  for (const matter of await repo.due(clock.date(), TICK_ROWS)) {
    const { state, dueKind } = matter;
    const change = await stepOf(matter, deps);
    if (dueKind !== null && change !== null) await repo.change(matter.id, { states: [state], dueKind }, change);
  }
}

async function stepOf(matter: RequestRecord, deps: RequestsDeps): Promise<RequestChange | null> {
  const facts = { at: deps.clock.date(), by: theClock };
  switch (matter.dueKind) {
    case 'covering':
      return { ...movedTo(matter, 'board', facts, deps.settings()), owed: await boardNotices(matter, deps) };
    case 'board':
      return { ...movedTo(matter, 'toDispatch', facts, deps.settings()), owed: overdueNotices(matter, deps) };
    case 'dispatch':
      return { set: { dueKind: 'dispatchOverdue', priority: 3 }, owed: overdueNotices(matter, deps) };
    case 'firstAnswer':
      return { set: { dueKind: 'firstAnswerOverdue', priority: 3 }, owed: overdueNotices(matter, deps) };
    case 'dispatchOverdue':
    case 'firstAnswerOverdue':
    case null:
      return null;
  }
}

function overdueNotices(matter: RequestRecord, { clock }: RequestsDeps): OwedNotice[] {
  const at = clock.date();
  const params = { number: matter.number, requestId: matter.id };
  if (matter.dueKind === 'board') return [toOrganizers(matter, 'request.toDispatch', params, at)];
  const organizers = toOrganizers(matter, 'request.overdue', params, at);
  const lead = matter.expertId;
  return lead === null
    ? [organizers]
    : [organizers, owe({ kind: 'request.overdue', to: { account: lead }, params, at })];
}
