import type { Connection } from 'mongoose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ensureIndexes } from '../../server/src/db/indexes.ts';
import type { Sfu } from '../../server/src/media/sfu.ts';
import {
  type ConsultationWorld,
  consultationWorld,
  HOUR,
  idOf,
  iso,
  MINUTE,
  matterCaller,
  newRequestId,
} from '../support/consultation-world.ts';
import { testDatabase } from '../support/engine.ts';
import { fakeClock } from '../support/fake-clock.ts';
import { staff } from '../support/lecture-world.ts';
import { openTestSfu } from '../support/media-world.ts';
import { rejection } from '../support/outcome.ts';

let connection: Connection;
let sfu: Sfu;
let world: ConsultationWorld;
const clock = fakeClock();

beforeAll(async () => {
  const database = await testDatabase();
  connection = database.connection;
  sfu = await openTestSfu();
  world = consultationWorld({ connection, sfu, clock });
  await ensureIndexes(database);
});
afterEach(async () => {
  for (const name of ['consultations', 'consultationOffers']) await connection.collection(name).deleteMany({});
});
afterAll(async () => {
  await world.close();
  await sfu.close();
});

/** The next full hour from three hours ahead on, while offices are open. */
const soon = (ahead = 3 * HOUR): number => Math.ceil((clock.now() + ahead) / HOUR) * HOUR;
const booking = () => world.consultations.booking;

describe('booking', () => {
  it('[CON4] of 100 who want one slot one gets it; 99 are told the next free times', { timeout: 60_000 }, async () => {
    const lead = world.expert();
    const startAt = soon();
    const tries = Array.from({ length: 100 }, () => {
      const { id } = world.matter(lead.accountId);
      return booking().book(matterCaller('citizen', id), id, iso(startAt), 30);
    });
    const ended = await Promise.allSettled(tries);
    expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = ended.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
    expect(refused).toHaveLength(99);
    const free = [2, 3, 4].map((quarters) => iso(startAt + quarters * 15 * MINUTE)).join(',');
    for (const error of refused) {
      expect(error).toMatchObject({
        code: 'conflict',
        reason: 'slot_taken',
        fields: [{ path: 'startAt', params: { free } }],
      });
    }
    expect(await connection.collection('consultations').countDocuments()).toBe(1);
    expect(await world.consultations.verify()).toEqual([]);
  });

  it('[CON5] only quarters from two hours to fourteen days ahead, in the expert’s hours, can be booked by the citizen', async () => {
    const lead = world.expert();
    const { id } = world.matter(lead.accountId);
    const citizen = matterCaller('citizen', id);
    const { slots, minutes } = await booking().slots(citizen, id, 30);
    expect(minutes).toBe(30);
    const times = slots.map((slot) => Date.parse(slot));
    expect(Math.min(...times)).toBeGreaterThanOrEqual(clock.now() + 2 * HOUR);
    expect(Math.max(...times)).toBeLessThanOrEqual(clock.now() + 14 * 24 * HOUR);
    // 08:45 to 09:15 UTC would pass the end of the office day.
    expect(times.filter((at) => at % (24 * HOUR) === 8 * HOUR + 45 * MINUTE)).toEqual([]);
    const refusedAt = [clock.now() + HOUR, soon() + 7 * MINUTE, clock.now() + 15 * 24 * HOUR];
    for (const at of refusedAt) {
      expect(await rejection(booking().book(citizen, id, iso(at), 30))).toMatchObject({
        fields: [{ path: 'startAt', reason: 'start_not_bookable' }],
      });
    }
    const evening = soon(24 * HOUR) - (soon(24 * HOUR) % (24 * HOUR)) + 12 * HOUR;
    expect(await rejection(booking().book(citizen, id, iso(evening), 30))).toMatchObject({ reason: 'slot_taken' });
    // The expert's own evening is his to give; what he offers, the citizen may take.
    const { offered } = await booking().offer(lead, id, [iso(evening)]);
    expect(offered).toEqual([iso(evening)]);
    expect(await booking().book(citizen, id, iso(evening), 30)).toMatchObject({
      state: 'booked',
      startAt: iso(evening),
    });
    expect((await world.facts.outbox.takeOutbox(clock.date(), 10)).map(({ kind }) => kind)).toEqual([
      'consultation.offered',
    ]);
  });

  it('[CON6] nobody is double-booked, joint meetings included: every invited expert’s quarter is taken', async () => {
    const [lead, other] = [world.expert('甲'), world.expert('乙')];
    const [first, second, third] = [lead, other, other].map(({ accountId }) => world.matter(accountId).id);
    if (first === undefined || second === undefined || third === undefined) throw new Error('no matters');
    const startAt = soon();
    const meeting = await booking().book(lead, first, iso(startAt), 30);
    await world.consultations.invitations.invite(lead, idOf(meeting), { kind: 'expert', accountId: other.accountId });
    expect(await rejection(booking().book(other, second, iso(startAt + 15 * MINUTE), 30))).toMatchObject({
      reason: 'slot_taken',
    });
    const later = await booking().book(other, second, iso(startAt + 30 * MINUTE), 30);
    // The joint meeting cannot be moved onto the other expert's own one either.
    expect(
      await rejection(world.consultations.rebooking.move(lead, idOf(meeting), iso(startAt + 30 * MINUTE), undefined)),
    ).toMatchObject({ reason: 'slot_taken' });
    expect((await booking().slots(lead, first, 30)).slots).not.toContain(iso(startAt + 30 * MINUTE));
    // Uninvited, his time is his again.
    const joint = await world.consultations.lists.get(lead, idOf(meeting));
    const part = joint.parts.find(({ name }) => name === '乙');
    if (part === undefined) throw new Error('not invited');
    await world.consultations.invitations.uninvite(lead, idOf(meeting), part.partId);
    await world.consultations.rebooking.cancel(other, idOf(later), '改日');
    expect(await booking().book(other, third, iso(startAt), 30)).toMatchObject({ state: 'booked' });
    expect(await world.consultations.verify()).toEqual([]);
  });

  it('[CON7] moving keeps the meeting, frees the old time at once, tells everybody and counts up for calendars', async () => {
    const lead = world.expert();
    const matter = world.matter(lead.accountId);
    const citizen = matterCaller('citizen', matter.id);
    const startAt = soon();
    const booked = await booking().book(citizen, matter.id, iso(startAt), 30);
    const id = idOf(booked);
    const moved = await world.consultations.rebooking.move(citizen, id, iso(startAt + HOUR), '孩子有事');
    expect(moved).toMatchObject({ id, state: 'booked', startAt: iso(startAt + HOUR) });
    expect(moved.history.map(({ startAt: at, reason }) => [at, reason])).toEqual([
      [iso(startAt), null],
      [iso(startAt + HOUR), '孩子有事'],
    ]);
    const other = world.matter(lead.accountId);
    expect(await booking().book(lead, other.id, iso(startAt), 30)).toMatchObject({ state: 'booked' });
    const owed = (await world.repo.find(id))?.outbox ?? [];
    expect(owed.filter(({ kind }) => kind === 'consultation.moved').map(({ to }) => Object.keys(to)[0])).toEqual([
      'account',
      'citizen',
    ]);
    const reminder = owed.filter(({ kind }) => kind === 'consultation.reminderLast');
    expect(reminder.map(({ at }) => at.getTime())).toEqual(Array(2).fill(startAt + HOUR - 10 * MINUTE));
    const file = await world.consultations.lists.calendar(citizen, id);
    const ics = 'body' in file.content ? String(file.content.body) : '';
    const start = iso(startAt + HOUR).replace(/[-:]|\.000/g, '');
    expect(ics).toContain(`DTSTART:${start}`);
    expect(ics).toContain('SEQUENCE:1');
    expect(ics).not.toContain('张大娘');
    const cancelled = await world.consultations.rebooking.cancel(citizen, id, '已经和解');
    expect(cancelled).toMatchObject({ state: 'cancelled', cancelReason: '已经和解' });
    const after = await world.consultations.lists.calendar(lead, id);
    const gone = 'body' in after.content ? String(after.content.body) : '';
    expect(gone).toContain('METHOD:CANCEL');
    expect(gone.match(/UID:.*/)?.[0]).toBe(ics.match(/UID:.*/)?.[0]);
    const left = (await world.repo.find(id))?.outbox ?? [];
    expect(left.filter(({ kind }) => kind.startsWith('consultation.reminder'))).toEqual([]);
    expect(matter.moves).toEqual(['scheduled', 'meetingCancelled']);
  });

  it('[CON8] a matter has one open meeting, and none without an expert', async () => {
    const lead = world.expert();
    const { id } = world.matter(lead.accountId);
    const citizen = matterCaller('citizen', id);
    const tries = [3, 4, 5, 6].map((hours) => booking().book(citizen, id, iso(soon(hours * HOUR)), 30));
    const ended = await Promise.allSettled(tries);
    expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const each of ended) {
      if (each.status === 'rejected') expect(each.reason).toMatchObject({ reason: 'already_booked' });
    }
    const open = world.matter(lead.accountId, { state: 'board', leadId: null });
    expect(await rejection(booking().slots(matterCaller('citizen', open.id), open.id, 30))).toMatchObject({
      reason: 'matter_not_assigned',
    });
  });

  it('[CON9] whoever is nobody of the matter does not even learn that it is there', async () => {
    const lead = world.expert();
    const { id } = world.matter(lead.accountId);
    const meeting = await booking().book(lead, id, iso(soon()), 30);
    const strangers = [
      matterCaller('citizen', newRequestId()),
      matterCaller('party', id),
      world.expert(),
      staff('clerk', { orgPath: '/2202/2202002/' }),
    ];
    for (const stranger of strangers) {
      expect(await rejection(booking().slots(stranger, id, 30))).toMatchObject({ reason: 'request_unknown' });
      const cancel = world.consultations.rebooking.cancel(stranger, idOf(meeting), '不行');
      expect(await rejection(cancel)).toMatchObject({ code: 'not_found' });
    }
    const clerk = staff('clerk');
    expect(await world.consultations.lists.get(clerk, idOf(meeting))).toMatchObject({ mayMove: true, ownPartId: null });
  });

  it('[CON10] a matter that was away when its meeting was booked is told by the clock, once', async () => {
    const lead = world.expert();
    const matter = world.matter(lead.accountId);
    world.setMatterAway(true);
    await booking().book(lead, matter.id, iso(soon()), 30);
    expect(matter.moves).toEqual([]);
    world.setMatterAway(false);
    await clock.advance(MINUTE);
    await world.consultations.tick();
    await world.consultations.tick();
    expect(matter.moves).toEqual(['scheduled']);
  });

  it('[CON11] a meeting on the spot needs both sides, and takes the running quarter where the next one is taken', async () => {
    const lead = world.expert();
    const [now, next] = [world.matter(lead.accountId), world.matter(lead.accountId)];
    const meeting = await booking().meetNow(lead, now.id);
    expect(meeting).toMatchObject({ state: 'booked', isNow: true, startAt: iso(clock.now()), plannedMinutes: 30 });
    expect(await rejection(booking().meetNow(lead, next.id))).toMatchObject({ reason: 'slot_taken' });
    await world.consultations.rebooking.cancel(lead, idOf(meeting), '改日');
    expect(await booking().meetNow(matterCaller('citizen', next.id), next.id)).toMatchObject({ isNow: true });
    expect(world.said.filter(({ name }) => name === 'consultation:ringing')).toMatchObject([
      { to: `account:${lead.accountId}`, payload: { requestNumber: '2026-0137' } },
    ]);
  });
});
