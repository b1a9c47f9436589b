import { beforeEach, describe, expect, it } from 'vitest';
import { visitId } from '#shared/kit/ids.ts';
import { createVisitRoutes } from '../../server/src/visits/visit.routes.ts';
import { resultsOf } from '../../server/src/visits/visits.ts';
import { AfterWorld, callOf, citizenOf, type Matter } from '../support/after-world.ts';
import { staffCaller } from '../support/notice-world.ts';
import { rejection } from '../support/outcome.ts';

const DAY = 24 * 3_600_000;
const clerk = staffCaller('clerk');
let world: AfterWorld;

const idOf = ({ id, at }: Matter) => visitId.parse(`${id}-${at.getTime()}`);
const call = (result: 'holds' | 'doesNotHold' | 'unreachable', note = '') => ({ result, note });

beforeEach(async () => {
  world = await AfterWorld.build();
});

describe('after a while somebody asks whether it holds', () => {
  it('[VIS1] it is due 7 days after an answer, 30 after an agreement; clerks of the branch are told then', async () => {
    const answered = world.conclude();
    world.conclude('agreement');
    await world.visits.tick();
    await world.visits.tick();
    await world.clock.advance(7 * DAY - 1);
    expect((await world.visits.list(clerk, 'open')).due).toBe(0);
    expect(await world.visitRepo.takeOutbox(world.clock.date(), 10)).toEqual([]);
    await world.clock.advance(1);
    const { visits, due } = await world.visits.list(clerk, 'open');
    expect(due).toBe(1);
    expect(visits.map(({ requestId, state }) => [requestId === answered.id, state])).toEqual([
      [true, 'due'],
      [false, 'planned'],
    ]);
    const owed = await world.visitRepo.takeOutbox(world.clock.date(), 10);
    expect(owed).toMatchObject([{ kind: 'visit.due', to: { role: 'clerk', branch: answered.branch } }]);
    await world.clock.advance(23 * DAY);
    expect((await world.visits.list(clerk, 'open')).due).toBe(2);
  });

  it('[VIS2] whoever is of another branch finds nothing; the number is masked until it is asked for', async () => {
    const matter = world.conclude();
    await world.visits.tick();
    const stranger = staffCaller('clerk', '/2202/2202002/');
    expect((await world.visits.list(stranger, 'open')).visits).toEqual([]);
    expect(await rejection(world.visits.phone(stranger, idOf(matter)))).toMatchObject({ reason: 'visit_unknown' });
    const routes = createVisitRoutes(world.visits);
    expect((await routes.listVisits({ show: 'open' }, callOf(clerk))).visits[0]?.phone).toBe('138****5678');
    const nobody = callOf({ role: 'nobody', address: 'test' });
    expect(await rejection(routes.listVisits({ show: 'open' }, nobody).then())).toMatchObject({ code: 'forbidden' });
    expect(await world.visits.phone(clerk, idOf(matter))).toBe('13812345678');
  });

  it('[VIS3] it holds: the matter is visited, and closed once it is rated', async () => {
    const matter = world.conclude();
    const id = idOf(matter);
    await world.visits.tick();
    await world.ratings.tick();
    expect(await world.visits.record(clerk, id, call('holds', '已履行'))).toMatchObject({
      state: 'done',
      result: 'holds',
    });
    expect(world.moves).toEqual(['visited']);
    expect(await rejection(world.visits.record(clerk, id, call('doesNotHold')))).toMatchObject({
      reason: 'visit_done',
    });
    await world.visits.tick();
    expect(matter.state).toBe('visited');
    await world.ratings.give(citizenOf(matter.id), { faces: 5, note: '' });
    await world.visits.tick();
    expect(world.moves).toEqual(['visited', 'closed']);
  });

  it('[VIS4] unrated, it is closed after 14 days', async () => {
    const matter = world.conclude();
    await world.visits.tick();
    await world.visits.record(clerk, idOf(matter), call('holds'));
    await world.clock.advance(14 * DAY - 1);
    await world.visits.tick();
    expect(matter.state).toBe('visited');
    await world.clock.advance(1);
    await world.visits.tick();
    expect(matter.state).toBe('closed');
  });

  it('[VIS5] it does not hold: the matter is open again, and the organizers of the branch are told', async () => {
    const matter = world.conclude('agreement');
    const id = idOf(matter);
    await world.visits.tick();
    await world.visits.record(clerk, id, call('doesNotHold', '又吵起来了'));
    expect(matter.state).toBe('assigned');
    const owed = await world.visitRepo.takeOutbox(world.clock.date(), 10);
    expect(owed).toMatchObject([{ kind: 'visit.failed', to: { role: 'organizer', branch: matter.branch } }]);
    expect((await resultsOf(world.visitRepo, [matter.id])).get(matter.id)).toMatchObject([{ result: 'doesNotHold' }]);
  });

  it('[VIS6] the third call in vain ends it; two who note the same call count it once', async () => {
    const matter = world.conclude();
    const id = idOf(matter);
    await world.visits.tick();
    const twice = await Promise.all([1, 2].map(() => rejection(world.visits.record(clerk, id, call('unreachable')))));
    const visit = (await world.visits.list(clerk, 'open')).visits[0];
    expect(visit?.tries).toHaveLength(2 - twice.filter((error) => error !== undefined).length);
    while (matter.state === 'concluded') await world.visits.record(clerk, id, call('unreachable'));
    expect(matter.state).toBe('visited');
    expect((await world.visits.list(clerk, 'done')).visits).toMatchObject([{ result: 'unreachable', maxTries: 3 }]);
    expect((await world.visits.list(clerk, 'done')).visits[0]?.tries).toHaveLength(3);
  });

  it('[VIS7] a matter that was reopened before is not called; what a kill left undone is done later', async () => {
    const reopened = world.conclude();
    const matter = world.conclude();
    await world.visits.tick();
    const offId = idOf(reopened);
    await world.clock.advance(1_000);
    world.setState(reopened, 'assigned');
    await world.visits.tick();
    expect(await rejection(world.visits.record(clerk, offId, call('holds')))).toMatchObject({ reason: 'visit_off' });
    expect((await world.visits.list(clerk, 'open')).visits).toHaveLength(1);
    const id = idOf(matter);
    world.isDying = true;
    expect(await rejection(world.visits.record(clerk, id, call('holds')))).toMatchObject({ message: 'killed' });
    world.isDying = false;
    expect(matter.state).toBe('concluded');
    await world.visits.tick();
    expect(matter.state).toBe('visited');
  });
});
