import { type AccountRole, type Caller, isWithin, type StaffCaller } from '#shared/kit/caller.ts';
import { type RequestId, requestId, type VisitId, visitId } from '#shared/kit/ids.ts';
import { DAY_MS } from '#shared/kit/time.ts';
import type { Outcome } from '#shared/request-facts.ts';
import type { Visit, VisitResult } from '#shared/visits.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Closable } from '../kernel/disposer.ts';
import type { Logger } from '../kernel/logger.ts';
import { maskPhone } from '../kernel/mask-phone.ts';
import { type OwedNotice, owe } from '../kernel/outbox.ts';
import type { VisitDocument } from './visit.model.ts';
import type { VisitRepo } from './visit.repo.ts';

export type ConcludedMatter = {
  id: RequestId;
  number: string;
  branch: string;
  outcome: Outcome | null;
  concludedAt: Date;
};
export type VisitSettings = {
  visitAfterAnswerDays: number;
  visitAfterAgreementDays: number;
  visitTries: number;
  ratingDays: number;
};
/** `role` null: the clock. */
export type VisitActor = { role: AccountRole | null; name: string; reason: string | null };
type Person = { name: string; phone: string | null; placeName: string };

export type VisitsDeps = {
  repo: VisitRepo;
  matters: {
    /** Every matter that is concluded now. */
    concluded(): AsyncIterable<ConcludedMatter>;
    /** Every matter that was visited and is not closed, with the moment of the visit. */
    visited(): AsyncIterable<{ id: RequestId; visitedAt: Date }>;
    isConcluded(id: RequestId, concludedAt: Date): Promise<boolean>;
    person(id: RequestId): Promise<Person | null>;
    mayRead(caller: Caller, id: RequestId): Promise<boolean>;
    /** False if the matter's state does not allow it any more. */
    move(id: RequestId, act: 'visited' | 'reopened' | 'closed', by: VisitActor): Promise<boolean>;
  };
  isRated(id: RequestId): Promise<boolean>;
  settings(): Promise<VisitSettings>;
  clock: Clock;
  log: Logger;
};

export type Visits = Closable & {
  start(): void;
  /** Plans what is to be visited, calls off what was reopened, does what is owed to the matters, closes those that are over. */
  tick(): Promise<void>;
  list(caller: StaffCaller, show: 'open' | 'done'): Promise<{ visits: Visit[]; due: number }>;
  ofRequest(caller: Caller, id: RequestId): Promise<Visit[]>;
  /** As the citizen is told of it: the last one that stands. */
  ofMatter(id: RequestId): Promise<{ dueAt: string; doneAt: string | null } | null>;
  phone(caller: StaffCaller, id: VisitId): Promise<string>;
  record(caller: StaffCaller, id: VisitId, call: { result: VisitResult; note: string }): Promise<Visit>;
};

const LOOK_EVERY_MS = 60_000;
const ROWS = 200;
const byClock: VisitActor = { role: null, name: '', reason: null };

export function createVisits(deps: VisitsDeps): Visits {
  const { repo, matters, settings, clock } = deps;
  let timer: Closable | undefined;

  const owned = async ({ orgPath }: StaffCaller, id: VisitId): Promise<VisitDocument> => {
    const found = await repo.find(id);
    if (found === null || !isWithin(found.branch, orgPath)) throw new AppError('not_found', 'visit_unknown');
    return found;
  };
  const view = async (visit: VisitDocument): Promise<Visit> =>
    viewOf(visit, await matters.person(requestId.parse(visit.requestId)), (await settings()).visitTries, clock.now());

  return {
    start() {
      timer ??= clock.every(LOOK_EVERY_MS, 'return visits', () => look(deps));
    },
    close: () => timer?.close(),
    tick: () => look(deps),
    list: async ({ orgPath }, show) => {
      const open = await repo.open(orgPath, ROWS);
      const due = open.filter(({ dueAt }) => dueAt.getTime() <= clock.now()).length;
      const shown = show === 'open' ? open : await repo.done(orgPath, ROWS);
      return { visits: await Promise.all(shown.map(view)), due };
    },
    ofRequest: async (caller, id) => {
      if (!(await matters.mayRead(caller, id))) throw new AppError('not_found', 'visit_unknown');
      return Promise.all((await repo.ofRequests([id])).map(view));
    },
    ofMatter: async (id) => {
      const last = (await repo.ofRequests([id])).findLast(({ state }) => state !== 'off');
      return last ? { dueAt: last.dueAt.toISOString(), doneAt: last.doneAt?.toISOString() ?? null } : null;
    },
    phone: async (caller, id) => {
      const { requestId: of } = await owned(caller, id);
      return (await matters.person(requestId.parse(of)))?.phone ?? '';
    },
    record: async (caller, id, { result, note }) => {
      const visit = await owned(caller, id);
      if (visit.state === 'off') throw new AppError('invalid_state', 'visit_off');
      const changed = visit.state === 'open' ? await write(visit, caller, { result, note }, deps) : null;
      if (changed === null) throw new AppError('conflict', 'visit_done');
      await doMove(changed, deps);
      return view(changed);
    },
  };
}

/** Results of the visits of these matters, in time. */
export async function resultsOf(
  repo: VisitRepo,
  ids: readonly RequestId[],
): Promise<ReadonlyMap<RequestId, { at: number; result: VisitResult }[]>> {
  const found = new Map<RequestId, { at: number; result: VisitResult }[]>();
  for (const { requestId: of, result, doneAt } of await repo.ofRequests(ids)) {
    if (result === null || doneAt === null) continue;
    const id = requestId.parse(of);
    found.set(id, [...(found.get(id) ?? []), { at: doneAt.getTime(), result }]);
  }
  return found;
}

async function write(
  visit: VisitDocument,
  { name, role }: StaffCaller,
  { result, note }: { result: VisitResult; note: string },
  { repo, settings, clock }: VisitsDeps,
): Promise<VisitDocument | null> {
  const at = clock.date();
  const row = result === 'unreachable' ? { at, by: name, note } : null;
  const before = visit.tries.length;
  const isLastTry = before + 1 >= (await settings()).visitTries;
  if (row !== null && !isLastTry) return repo.addTry(visit._id, before, row);
  const moveOwed = result === 'doesNotHold' ? 'reopened' : 'visited';
  const outbox = result === 'doesNotHold' ? [failedNotice(visit, at)] : [];
  return repo.finish(visit._id, { result, note, doneAt: at, by: name, byRole: role, moveOwed, outbox }, before, row);
}

const failedNotice = ({ requestId: of, number, branch }: VisitDocument, at: Date): OwedNotice =>
  owe({ kind: 'visit.failed', to: { role: 'organizer', branch }, params: { number, requestId: of }, at });

/** The matter follows its visit; what a kill left undone is done by the next round. */
async function doMove(visit: VisitDocument, { repo, matters, log }: VisitsDeps): Promise<void> {
  if (visit.moveOwed === null) return;
  const by = { role: visit.byRole, name: visit.by, reason: visit.note === '' ? null : visit.note };
  const isDone = await matters.move(requestId.parse(visit.requestId), visit.moveOwed, by);
  if (!isDone) log.info({ visitId: visit._id, act: visit.moveOwed }, 'the matter had moved on before its return visit');
  await repo.moveDone(visit._id);
}

async function look(deps: VisitsDeps): Promise<void> {
  const { repo, matters, isRated, settings, clock } = deps;
  for (const visit of await repo.movesOwed()) await doMove(visit, deps);
  const rules = await settings();
  const concluded = new Map<string, number>();
  for await (const matter of matters.concluded()) {
    concluded.set(matter.id, matter.concludedAt.getTime());
    await repo.plan(planned(matter, rules));
  }
  for await (const { _id, requestId: of, concludedAt } of repo.allOpen()) {
    const isStill = concluded.get(of) === concludedAt.getTime();
    if (!isStill && !(await matters.isConcluded(requestId.parse(of), concludedAt))) await repo.callOff(_id);
  }
  for await (const { id, visitedAt } of matters.visited()) {
    const isOver = visitedAt.getTime() + rules.ratingDays * DAY_MS <= clock.now();
    if (isOver || (await isRated(id))) await matters.move(id, 'closed', byClock);
  }
}

function planned({ id, number, branch, outcome, concludedAt }: ConcludedMatter, rules: VisitSettings): VisitDocument {
  const days = outcome === 'agreement' ? rules.visitAfterAgreementDays : rules.visitAfterAnswerDays;
  const dueAt = new Date(concludedAt.getTime() + days * DAY_MS);
  const params = { number, dueAt: new Date(dueAt.getTime() + DAY_MS).toISOString(), requestId: id };
  return {
    ...{ _id: `${id}-${concludedAt.getTime()}`, requestId: id, number, branch, outcome, concludedAt, dueAt },
    ...{ state: 'open', result: null, note: '', doneAt: null, by: '', byRole: null, tries: [], moveOwed: null },
    outbox: [owe({ kind: 'visit.due', to: { role: 'clerk', branch }, params, at: dueAt })],
  };
}

const viewOf = (visit: VisitDocument, person: Person | null, maxTries: number, now: number): Visit => ({
  id: visitId.parse(visit._id),
  requestId: requestId.parse(visit.requestId),
  number: visit.number,
  citizenName: person?.name ?? '',
  phone: maskPhone(person?.phone ?? ''),
  placeName: person?.placeName ?? '',
  outcome: visit.outcome,
  concludedAt: visit.concludedAt.toISOString(),
  dueAt: visit.dueAt.toISOString(),
  state: visit.state === 'open' ? (visit.dueAt.getTime() <= now ? 'due' : 'planned') : visit.state,
  result: visit.result,
  note: visit.note,
  doneAt: visit.doneAt?.toISOString() ?? null,
  by: visit.by,
  tries: visit.tries.map(({ at, by, note }) => ({ at: at.toISOString(), by, note })),
  maxTries,
});
