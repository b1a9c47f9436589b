import type { Caller, MatterCaller } from '#shared/kit/caller.ts';
import { accountId, type RequestId, requestId, sessionId } from '#shared/kit/ids.ts';
import type { Outcome, RequestState } from '#shared/request-facts.ts';
import { usualSettings } from '#shared/settings.ts';
import { ensureIndexes } from '../../server/src/db/indexes.ts';
import type { RouteCall } from '../../server/src/kernel/call.ts';
import { createRatingRepo, type RatingRepo } from '../../server/src/ratings/rating.repo.ts';
import { createRatings, type Ratings } from '../../server/src/ratings/ratings.ts';
import { createVisitRepo, type VisitRepo } from '../../server/src/visits/visit.repo.ts';
import { createVisits, type Visits } from '../../server/src/visits/visits.ts';
import { testDatabase, testLog } from './engine.ts';
import { type FakeClock, fakeClock } from './fake-clock.ts';
import { newHex } from './owing-things.ts';

export type Matter = {
  id: RequestId;
  number: string;
  state: RequestState;
  /** When it came into the state. */
  at: Date;
  outcome: Outcome;
  branch: string;
};

export const expertId = accountId.parse('e'.repeat(24));

/** What follows a result, over a real database; the matters themselves are of the test. */
export class AfterWorld {
  readonly clock: FakeClock = fakeClock();
  readonly matters = new Map<RequestId, Matter>();
  readonly moves: string[] = [];
  readonly ratings: Ratings;
  readonly visits: Visits;
  readonly ratingRepo: RatingRepo;
  readonly visitRepo: VisitRepo;
  /** The matters cannot be written: as if the process ended there. */
  isDying = false;

  private constructor(ratingRepo: RatingRepo, visitRepo: VisitRepo) {
    this.ratingRepo = ratingRepo;
    this.visitRepo = visitRepo;
    this.ratings = createRatings({
      repo: ratingRepo,
      concluded: () => this.concluded(),
      ratingDays: async () => usualSettings.ratingDays,
      clock: this.clock,
    });
    this.visits = createVisits({
      repo: visitRepo,
      matters: {
        concluded: () => this.concluded(),
        visited: () => this.visited(),
        isConcluded: async (id, at) => {
          const matter = this.matters.get(id);
          return matter?.state === 'concluded' && matter.at.getTime() === at.getTime();
        },
        person: async () => ({ name: '李大娘', phone: '13812345678', placeName: '东一社区' }),
        mayRead: async () => true,
        move: async (id, act) => this.move(id, act),
      },
      isRated: (id) => this.ratings.isGiven(id),
      settings: async () => usualSettings,
      clock: this.clock,
      log: testLog,
    });
  }

  static async build(): Promise<AfterWorld> {
    const database = await testDatabase();
    const world = new AfterWorld(createRatingRepo(database.connection), createVisitRepo(database.connection));
    await ensureIndexes(database);
    return world;
  }

  conclude(outcome: Outcome = 'answered'): Matter {
    const id = requestId.parse(newHex());
    const branch = '/2202/2202001/2202001001/';
    const matter: Matter = { id, number: '2026-0137', state: 'concluded', at: this.clock.date(), outcome, branch };
    this.matters.set(id, matter);
    return matter;
  }

  setState(matter: Matter, state: RequestState): void {
    Object.assign(matter, { state, at: this.clock.date() });
  }

  private move(id: RequestId, act: 'visited' | 'reopened' | 'closed'): boolean {
    if (this.isDying) throw new Error('killed');
    const matter = this.matters.get(id);
    if (matter === undefined || (act === 'visited' && matter.state !== 'concluded')) return false;
    this.moves.push(act);
    this.setState(matter, act === 'reopened' ? 'assigned' : act);
    return true;
  }

  private async *concluded() {
    for (const matter of this.matters.values())
      if (matter.state === 'concluded') yield { ...matter, concludedAt: matter.at, expertId, expertName: '孙志刚' };
  }

  private async *visited() {
    for (const matter of this.matters.values())
      if (matter.state === 'visited') yield { id: matter.id, visitedAt: matter.at };
  }
}

export const citizenOf = (id: RequestId): MatterCaller => ({
  role: 'citizen',
  requestId: id,
  consultationId: null,
  partyId: null,
  name: '李大娘',
  sessionId: sessionId.parse(newHex()),
  address: 'test',
});

/** What a handler is told of a call. */
export const callOf = (caller: Caller): RouteCall => ({
  caller,
  language: 'zh-CN',
  callId: 'test',
  userAgent: 'test',
  cookies: { set: () => undefined, clear: () => undefined },
  receiveFile: () => Promise.reject(new Error('no file')),
});
