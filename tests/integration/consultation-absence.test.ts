import type { Connection } from 'mongoose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '#shared/kit/caller.ts';
import type { ConsultationId } from '#shared/kit/ids.ts';
import { ensureIndexes } from '../../server/src/db/indexes.ts';
import type { Sfu } from '../../server/src/media/sfu.ts';
import { bookedSoon, type ConsultationWorld, consultationWorld, MINUTE } from '../support/consultation-world.ts';
import { testDatabase } from '../support/engine.ts';
import { fakeClock } from '../support/fake-clock.ts';
import { staff } from '../support/lecture-world.ts';
import { openTestSfu } from '../support/media-world.ts';
import { rejection } from '../support/outcome.ts';

let connection: Connection;
let sfu: Sfu;
let world: ConsultationWorld;
const worlds: ConsultationWorld[] = [];
const clock = fakeClock();

beforeAll(async () => {
  const database = await testDatabase();
  connection = database.connection;
  sfu = await openTestSfu();
  world = newWorld();
  await ensureIndexes(database);
});
afterEach(async () => {
  for (const each of worlds.splice(0)) await each.close();
  await connection.collection('consultations').deleteMany({});
  world = newWorld();
});
afterAll(async () => {
  await world.close();
  await sfu.close();
});

function newWorld(): ConsultationWorld {
  const made = consultationWorld({ connection, sfu, clock });
  worlds.push(made);
  return made;
}

const join = (caller: Caller, id: ConsultationId, connectionId: string) =>
  world.consultations.entrance.join(caller, connectionId, id, undefined);

describe('who did not come', () => {
  /** Minute by minute, so that what is written down as time passes reaches the real database. */
  const passBy = async (ms: number): Promise<void> => {
    for (let left = ms; left > 0; left -= MINUTE) {
      await clock.advance(Math.min(left, MINUTE));
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
  };
  const stateOf = async (id: ConsultationId) => {
    await world.consultations.tick();
    return (await world.repo.find(id))?.state;
  };

  it('[CON25] a citizen who waited 15 minutes for an expert who did not come has not missed it; the matter is told', async () => {
    const { citizen, matter, id, startAt } = await bookedSoon(world, clock);
    const phone = world.connect();
    await join(citizen, id, phone);
    await passBy(startAt - clock.now() + 16 * MINUTE);
    await expect.poll(() => stateOf(id), { timeout: 15_000 }).toBe('noShow');
    expect(await world.repo.find(id)).toMatchObject({ absent: 'expert' });
    expect(matter.moves).toEqual(['scheduled', 'noShow']);
    expect(world.said.filter(({ to }) => to === phone).at(-1)).toMatchObject({ payload: { place: 'over' } });
    const corrected = world.consultations.lists.correct(staff('organizer'), id, {
      to: 'noShow',
      absent: 'both',
      reason: '群众误点了别的链接',
    });
    expect(await corrected).toMatchObject({
      absent: 'both',
      history: expect.arrayContaining([expect.objectContaining({ reason: '群众误点了别的链接' })]),
    });
    const stranger = staff('organizer', { orgPath: '/2202/2202002/' });
    expect(
      await rejection(world.consultations.lists.correct(stranger, id, { to: 'held', absent: null, reason: '见过' })),
    ).toMatchObject({ code: 'not_found' });
  });

  it('[CON26] nobody came: both are absent; the quarter is free again', async () => {
    const { id, startAt } = await bookedSoon(world, clock);
    await passBy(startAt - clock.now() + 16 * MINUTE);
    await expect.poll(() => stateOf(id), { timeout: 15_000 }).toBe('noShow');
    expect((await world.repo.find(id))?.absent).toBe('both');
    expect(await world.consultations.verify()).toEqual([]);
  });

  it('[CON27] a talk that nobody ended is over an hour after its planned end, as soon as nobody is in it', async () => {
    const { lead, citizen, id, startAt } = await bookedSoon(world, clock);
    const [desk, phone] = [world.connect(), world.connect()];
    await join(citizen, id, phone);
    await join(lead, id, desk);
    await world.consultations.conduct.start({ caller: lead, connectionId: desk }, id);
    await passBy(10 * MINUTE);
    const leftAt = clock.now();
    world.consultations.connectionClosed(desk, leftAt);
    world.consultations.connectionClosed(phone, leftAt);
    await passBy(startAt + 91 * MINUTE - clock.now());
    await expect.poll(() => stateOf(id), { timeout: 15_000 }).toBe('held');
    expect((await world.repo.find(id))?.endedAt).toBe(leftAt);
  });
});
