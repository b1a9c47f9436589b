import { beforeEach, describe, expect, it } from 'vitest';
import { createRatingRoutes } from '../../server/src/ratings/rating.routes.ts';
import { meansOf } from '../../server/src/ratings/ratings.ts';
import { AfterWorld, callOf, citizenOf, expertId } from '../support/after-world.ts';
import { staffCaller } from '../support/notice-world.ts';
import { rejection } from '../support/outcome.ts';

const DAY = 24 * 3_600_000;
let world: AfterWorld;

beforeEach(async () => {
  world = await AfterWorld.build();
});

describe('a citizen rates once', () => {
  it('[RAT1] a matter with a result is asked for once, also after a kill, and by its citizen', async () => {
    const matter = world.conclude();
    await world.ratings.tick();
    await world.ratings.tick();
    const owed = await world.ratingRepo.takeOutbox(world.clock.date(), 10);
    expect(owed).toMatchObject([
      { kind: 'rating.asked', to: { citizen: matter.id }, params: { number: matter.number } },
    ]);
    expect(await world.ratings.ofMatter(citizenOf(matter.id))).toMatchObject({ state: 'open', faces: null });
  });

  it('[RAT2] of several ratings at once one counts, and it stays', async () => {
    const matter = world.conclude();
    const citizen = citizenOf(matter.id);
    expect(await rejection(world.ratings.give(citizen, { faces: 5, note: '' }))).toMatchObject({
      reason: 'rating_closed',
    });
    await world.ratings.tick();
    const tries = await Promise.all(
      [1, 2, 3, 4, 5].map((faces) => rejection(world.ratings.give(citizen, { faces, note: '好' }))),
    );
    expect(tries.filter((error) => error === undefined)).toHaveLength(1);
    expect(tries.find((error) => error !== undefined)).toMatchObject({ code: 'conflict', reason: 'rating_given' });
    expect(await world.ratings.ofMatter(citizen)).toMatchObject({ state: 'given', note: '好' });
  });

  it('[RAT3] after 14 days it is too late; a new result asks anew where none was given', async () => {
    const matter = world.conclude();
    const citizen = citizenOf(matter.id);
    await world.ratings.tick();
    await world.clock.advance(14 * DAY);
    expect(await rejection(world.ratings.give(citizen, { faces: 5, note: '' }))).toMatchObject({
      reason: 'rating_closed',
    });
    expect((await world.ratings.ofMatter(citizen)).state).toBe('over');
    world.setState(matter, 'concluded');
    await world.ratings.tick();
    expect((await world.ratings.give(citizen, { faces: 4, note: '' })).faces).toBe(4);
    await world.clock.advance(DAY);
    world.setState(matter, 'concluded');
    await world.ratings.tick();
    expect(await world.ratings.ofMatter(citizen)).toMatchObject({ state: 'given', faces: 4 });
  });

  it('[RAT4] an expert reads its own, newest first, a supervisor all; means are by expert', async () => {
    for (const faces of [3, 4, 5]) {
      const matter = world.conclude();
      await world.ratings.tick();
      await world.clock.advance(1_000);
      await world.ratings.give(citizenOf(matter.id), { faces, note: '' });
    }
    const own = await world.ratings.list({ ...staffCaller('expert'), accountId: expertId }, { limit: 2 });
    expect(own.rows.map(({ faces }) => faces)).toEqual([5, 4]);
    const rest = await world.ratings.list(staffCaller('supervisor'), { limit: 2, cursor: own.nextCursor ?? '' });
    expect(rest.rows.map(({ faces }) => faces)).toEqual([3]);
    const routes = createRatingRoutes(world.ratings);
    expect((await routes.listRatings({ limit: 2 }, callOf(staffCaller('expert')))).rows).toEqual([]);
    const refused = { code: 'forbidden', reason: 'role_not_allowed' };
    expect(await rejection(routes.listRatings({ limit: 2 }, callOf(staffCaller('organizer'))))).toMatchObject(refused);
    expect(await rejection(routes.matterRating({}, callOf(staffCaller('expert'))))).toMatchObject(refused);
    expect((await meansOf(world.ratingRepo)).get(expertId)).toEqual({ mean: 4, count: 3 });
  });
});
