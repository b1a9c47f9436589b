import type { Connection } from 'mongoose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '#shared/kit/caller.ts';
import type { ConsultationId } from '#shared/kit/ids.ts';
import { ensureIndexes } from '../../server/src/db/indexes.ts';
import type { Sfu } from '../../server/src/media/sfu.ts';
import {
  bookedSoon,
  type ConsultationWorld,
  consultationWorld,
  iso,
  MINUTE,
  matterCaller,
} from '../support/consultation-world.ts';
import { testDatabase } from '../support/engine.ts';
import { fakeClock } from '../support/fake-clock.ts';
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

const join = (caller: Caller, id: ConsultationId, connectionId = world.connect(), over = world) =>
  over.consultations.entrance.join(caller, connectionId, id, undefined);
describe('the waiting room', () => {
  it('[CON12] opens 15 minutes before the start; who waits sees who waits for whom, and nobody in the room', async () => {
    const { lead, citizen, id, startAt } = await bookedSoon(world, clock, { minutesBefore: 16 });
    expect(await rejection(join(citizen, id))).toMatchObject({ reason: 'meeting_too_early' });
    await clock.advance(MINUTE);
    const snapshot = await join(citizen, id);
    expect(snapshot).toMatchObject({ media: null, current: null, participantId: null, chat: [] });
    expect(snapshot.waiting).toMatchObject({
      state: 'waiting',
      expert: 'notYet',
      before: 0,
      startAt: iso(startAt),
      phoneFrom: iso(startAt + 5 * MINUTE),
      isAdmitted: false,
    });
    expect(world.said.filter(({ name }) => name === 'consultation:ringing')).toMatchObject([
      { to: `account:${lead.accountId}` },
    ]);
    await clock.advance(startAt - clock.now() + 3 * MINUTE);
    expect(await world.consultations.lists.waiting(citizen, id)).toMatchObject({ expert: 'late', lateMinutes: 3 });
    await join(lead, id);
    expect(await world.consultations.lists.waiting(citizen, id)).toMatchObject({ expert: 'here', lateMinutes: 0 });
  });

  it('[CON13] the place belongs to the matter: another browser, a reload, a restart find the same turn', async () => {
    const lead = world.expert();
    const first = await bookedSoon(world, clock, { lead });
    const matter = world.matter(lead.accountId);
    const citizen = matterCaller('citizen', matter.id);
    const { consultations } = world;
    const second = await consultations.booking.meetNow(citizen, matter.id).catch(() => undefined);
    expect(second).toMatchObject({ state: 'booked' });
    const id = (await world.repo.openOf(matter.id))?.id;
    if (id === undefined) throw new Error('no meeting');
    await join(citizen, id);
    // The one on the spot began earlier than the booked one will.
    expect(await consultations.lists.waiting(first.citizen, first.id)).toMatchObject({ before: 1 });
    world.consultations.connectionClosed('phone', clock.now());
    const again = newWorld();
    for (const [key, value] of world.matters) again.matters.set(key, value);
    expect(await again.consultations.lists.waiting(first.citizen, first.id)).toMatchObject({ before: 1 });
    const snapshot = await join(first.citizen, first.id, again.connect(), again);
    expect(snapshot.waiting).toMatchObject({ before: 1, expert: 'notYet' });
  });

  it('[CON14] the telephone is offered five minutes after the start, and the expert is rung at most once a minute', async () => {
    const { lead, citizen, id, startAt } = await bookedSoon(world, clock);
    const { waitingHelp } = world.consultations;
    await join(citizen, id);
    const rings = () => world.said.filter(({ name }) => name === 'consultation:ringing').length;
    const before = rings();
    await waitingHelp.ring(citizen, id);
    expect(rings()).toBe(before);
    await clock.advance(2 * MINUTE);
    await waitingHelp.ring(citizen, id);
    await waitingHelp.ring(citizen, id);
    expect(rings()).toBe(before + 1);
    expect(await rejection(waitingHelp.askForPhone(citizen, id))).toMatchObject({ reason: 'phone_too_early' });
    await clock.advance(startAt + 5 * MINUTE - clock.now());
    expect(await waitingHelp.askForPhone(citizen, id)).toMatchObject({ phoneAskedAt: iso(clock.now()) });
    expect(await waitingHelp.notePhone(lead, id)).toMatchObject({ phoneNotedAt: iso(clock.now()) });
    const owed = (await world.repo.find(id))?.outbox.filter(({ kind }) => kind === 'consultation.waiting') ?? [];
    expect(owed.map(({ to }) => to)).toEqual(Array(2).fill({ account: lead.accountId }));
  });
});
