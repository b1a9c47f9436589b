import type { figureRoutes } from '#shared/figures.ts';
import type { CallerRole } from '#shared/kit/caller.ts';
import type { ratingRoutes } from '#shared/ratings.ts';
import { visitRoutes } from '#shared/visits.ts';
import { filedMatter } from '../request-world.ts';
import { places } from '../world.ts';
import type { Fixture, Input, Which } from './fixture.ts';
import { type MatrixWorld, none } from './matrix-world.ts';

type After = typeof ratingRoutes & typeof visitRoutes & typeof figureRoutes;

const concludedAt = new Date();

/** A matter with its result, in the own branch or in another, and its return visit. */
async function freshVisit({ world }: MatrixWorld, which: Which): Promise<string> {
  const expertId = world.idOf(which === 'own' ? 'expert' : 'lecturer2');
  const requestId = await filedMatter(world, {
    by: which === 'own' ? 'clerk' : 'organizer2',
    placeId: which === 'own' ? places.ownHall : places.foreignHall,
    set: { state: 'concluded', stateAt: concludedAt, outcome: 'answered', expertId, expertName: '测试专家' },
  });
  await world.app.app.after.visits.tick();
  return requestId;
}

const onVisit = (more: Input = {}): Fixture<MatrixWorld> => ({
  input: async (m, which, role) => ({ visitId: await visitFor(m, which, role), ...more }),
  hasForeign: true,
});
async function visitFor(m: MatrixWorld, which: Which, role: CallerRole): Promise<string> {
  const mayTry = visitRoutes.recordVisit.roles.some((each) => each === role);
  const requestId = mayTry ? await freshVisit(m, which) : 'a'.repeat(24);
  return `${requestId}-${concludedAt.getTime()}`;
}

const quarter = '2026Q4';

export const afterFixtures: { [K in keyof After]: Fixture<MatrixWorld> } = {
  matterRating: none(),
  rateMatter: none({ faces: 5, note: '' }),
  listRatings: none(),
  listVisits: none(),
  requestVisits: {
    input: async (m, which, role) => {
      const mayTry = visitRoutes.requestVisits.roles.some((each) => each === role);
      return { requestId: mayTry ? await freshVisit(m, which) : 'a'.repeat(24) };
    },
    hasForeign: true,
    reachesAll: ['supervisor'],
  },
  matterVisit: none(),
  revealVisitPhone: onVisit(),
  recordVisit: onVisit({ result: 'holds', note: '' }),
  getFigures: none({ quarter }),
  figureRows: none({ quarter, by: 'total', key: 'all', measure: 'requests' }),
  figuresCsv: none({ quarter }),
  figuresXlsx: none({ quarter }),
};
