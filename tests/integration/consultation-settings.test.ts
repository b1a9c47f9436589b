import { beforeEach, describe, expect, it } from 'vitest';
import { ConsultationSuite } from '../support/consultation-suite.ts';
import { bookedSoon, HOUR, iso, MINUTE, matterCaller } from '../support/consultation-world.ts';
import { rejection } from '../support/outcome.ts';

const suite = new ConsultationSuite();
const { clock } = suite;
const DAY = 24 * HOUR;

beforeEach(() => {
  Object.assign(suite.world.settings, {
    consultationMinutes: 45,
    bookableFromHours: 4,
    bookableUntilDays: 2,
    waitingRoomMinutes: 30,
    telephoneOfferedMinutes: 10,
    noShowMinutes: 20,
    firstReminderHours: 3,
    lastReminderMinutes: 30,
  });
});

/** A full hour while the world's experts keep hours. */
const hourAfter = (ms: number): number => {
  const next = Math.ceil((clock.now() + ms) / HOUR) * HOUR;
  return new Date(next).getUTCHours() < 8 ? next : Math.ceil(next / DAY) * DAY;
};

describe('what the county has set for meetings', () => {
  it('[SET4] how long one is, and between which moments it may be booked', async () => {
    const { world } = suite;
    const { booking } = world.consultations;
    const lead = world.expert();
    const matter = world.matter(lead.accountId);
    const citizen = matterCaller('citizen', matter.id);
    const { minutes, slots } = await booking.slots(citizen, matter.id, undefined);
    expect(minutes).toBe(45);
    expect(Date.parse(slots[0] ?? '')).toBeGreaterThanOrEqual(clock.now() + 4 * HOUR);
    expect(Date.parse(slots.at(-1) ?? '')).toBeLessThanOrEqual(clock.now() + 2 * DAY);
    const refused = { fields: [{ reason: 'start_not_bookable', params: { hours: 4, days: 2 } }] };
    for (const ahead of [3 * HOUR, 3 * DAY])
      expect(await rejection(booking.book(lead, matter.id, iso(hourAfter(ahead)), 30))).toMatchObject(refused);
    const booked = await booking.book(citizen, matter.id, slots[0] ?? '', undefined);
    expect(booked).toMatchObject({ plannedMinutes: 45 });
  });

  it('[SET4] when people are reminded, the waiting room opens, the telephone is offered and nobody came', async () => {
    const { world } = suite;
    Object.assign(world.settings, { bookableFromHours: 2 });
    const { id, citizen, startAt } = await bookedSoon(world, clock, { minutesBefore: 31 });
    const owed = (await world.repo.find(id))?.outbox ?? [];
    const reminded = (kind: string) => owed.filter((one) => one.kind === kind).map(({ at }) => at.getTime());
    expect(new Set(reminded('consultation.reminderLast'))).toEqual(new Set([startAt - 30 * MINUTE]));
    expect(await rejection(suite.join(citizen, id))).toMatchObject({
      reason: 'meeting_too_early',
      params: { minutes: 30 },
    });
    // What was told when the time was agreed holds, whatever is set later.
    Object.assign(world.settings, { waitingRoomMinutes: 5, noShowMinutes: 5, telephoneOfferedMinutes: 1 });
    await clock.advance(MINUTE);
    const { waiting } = await suite.join(citizen, id);
    expect(waiting).toMatchObject({ phoneFrom: iso(startAt + 10 * MINUTE), opensAt: iso(startAt - 30 * MINUTE) });
    expect((await world.repo.find(id))?.dueAt).toBe(startAt + 20 * MINUTE);
  });
});
