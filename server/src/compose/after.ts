import type { AccountId } from '#shared/kit/ids.ts';
import { createFigureRoutes } from '../figures/figure.routes.ts';
import { createFigures } from '../figures/figures.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Disposer } from '../kernel/disposer.ts';
import type { Logger } from '../kernel/logger.ts';
import { createRatingRoutes } from '../ratings/rating.routes.ts';
import { createRatings, meansOf } from '../ratings/ratings.ts';
import type { RequestRepo } from '../requests/request.repo.ts';
import { type Actor, type RequestRecord, theClock } from '../requests/request-record.ts';
import { createVisitRoutes } from '../visits/visit.routes.ts';
import { createVisits, type VisitsDeps } from '../visits/visits.ts';
import { figureEvents, mapped } from './figure-events.ts';
import type { People } from './people.ts';
import type { RequestsPart } from './requests.ts';
import type { Stores } from './stores.ts';

type AfterDeps = {
  stores: Stores;
  people: People;
  matters: RequestsPart;
  clock: Clock;
  log: Logger;
  owner: Disposer;
};

/** What follows a result: the citizen's rating, the return visit, and the figures that come of all of it. */
export function composeAfter({ stores, people, matters, clock, log, owner }: AfterDeps) {
  const ratings = owner.own(
    'ratings',
    createRatings({
      repo: stores.ratings,
      concluded: () => mapped(stores.requests.eachIn('concluded'), concludedMatter),
      ratingDays: async () => matters.settings.now().ratingDays,
      clock,
    }),
  );
  const visits = owner.own(
    'return visits',
    createVisits({
      repo: stores.visits,
      matters: mattersFace(stores.requests, matters),
      isRated: (id) => ratings.isGiven(id),
      settings: async () => matters.settings.now(),
      clock,
      log,
    }),
  );
  const events = figureEvents(stores, (id) => people.orgs.townshipOf(id));
  const figures = createFigures({ repo: stores.figures, events, clock });
  return {
    ratings,
    visits,
    routes: { ...createRatingRoutes(ratings), ...createVisitRoutes(visits), ...createFigureRoutes(figures) },
    start: (): void => {
      ratings.start();
      visits.start();
    },
  };
}

export type AfterPart = ReturnType<typeof composeAfter>;

const concludedMatter = ({ id, number, expertId, expertName, stateAt, outcome, ownerOrgPath }: RequestRecord) => ({
  ...{ id, number, expertId, outcome },
  expertName: expertName ?? '',
  branch: ownerOrgPath,
  concludedAt: stateAt,
});

function mattersFace(repo: RequestRepo, { requests }: RequestsPart): VisitsDeps['matters'] {
  return {
    concluded: () => mapped(repo.eachIn('concluded'), concludedMatter),
    visited: () => mapped(repo.eachIn('visited'), ({ id, stateAt }) => ({ id, visitedAt: stateAt })),
    isConcluded: async (id, at) => {
      const matter = await repo.find(id);
      return matter?.state === 'concluded' && matter.stateAt.getTime() === at.getTime();
    },
    person: async (id) => {
      const matter = await repo.find(id);
      return matter && { ...matter.citizen, placeName: matter.placeName };
    },
    mayRead: async (caller, id) => (await requests.mayRead(caller, id)) !== 'none',
    move: async (id, act, { role, name, reason }) => {
      const by: Actor = role === null ? theClock : { role, id: null, name };
      try {
        await requests.routing.move(id, act, by, reason === null ? {} : { reason });
        return true;
      } catch (error) {
        if (error instanceof AppError && (error.code === 'invalid_state' || error.code === 'not_found')) return false;
        throw error;
      }
    },
  };
}

const STANDINGS_MS = 30_000;

/** What each expert's work has come to. The public list asks with every visitor, so one count serves all for a while. */
export function countStandings({ requests, ratings }: Stores, clock: Clock) {
  const count = async () => {
    const [answered, means] = await Promise.all([requests.answeredMatters(), meansOf(ratings)]);
    const standing = (id: AccountId) => ({
      answered: answered.get(id) ?? 0,
      rating: means.get(id) ?? { mean: 0, count: 0 },
    });
    return new Map([...answered.keys(), ...means.keys()].map((id) => [id, standing(id)] as const));
  };
  let last: { at: number; counted: ReturnType<typeof count> } | undefined;
  return (): ReturnType<typeof count> => {
    if (last !== undefined && clock.now() - last.at < STANDINGS_MS) return last.counted;
    const counted = count();
    const fresh = { at: clock.now(), counted };
    last = fresh;
    counted.catch(() => {
      if (last === fresh) last = undefined;
    });
    return counted;
  };
}
