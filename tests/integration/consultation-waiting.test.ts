import { describe, expect, it } from 'vitest';
import { ConsultationSuite } from '../support/consultation-suite.ts';
import { bookedSoon, iso, MINUTE, matterCaller } from '../support/consultation-world.ts';
import { rejection } from '../support/outcome.ts';

const suite = new ConsultationSuite();
const { clock } = suite;
describe('the waiting room', () => {
  it('[CON12] opens 15 minutes before the start; who waits sees who waits for whom, and nobody in the room', async () => {
    const { lead, citizen, id, startAt } = await bookedSoon(suite.world, clock, { minutesBefore: 16 });
    expect(await rejection(suite.join(citizen, id))).toMatchObject({ reason: 'meeting_too_early' });
    await clock.advance(MINUTE);
    const snapshot = await suite.join(citizen, id);
    expect(snapshot).toMatchObject({ media: null, current: null, participantId: null, chat: [] });
    expect(snapshot.waiting).toMatchObject({
      state: 'waiting',
      expert: 'notYet',
      before: 0,
      startAt: iso(startAt),
      phoneFrom: iso(startAt + 5 * MINUTE),
      isAdmitted: false,
    });
    expect(suite.world.said.filter(({ name }) => name === 'consultation:ringing')).toMatchObject([
      { to: `account:${lead.accountId}` },
    ]);
    await clock.advance(startAt - clock.now() + 3 * MINUTE);
    expect(await suite.world.consultations.lists.waiting(citizen, id)).toMatchObject({
      expert: 'late',
      lateMinutes: 3,
    });
    await suite.join(lead, id);
    expect(await suite.world.consultations.lists.waiting(citizen, id)).toMatchObject({
      expert: 'here',
      lateMinutes: 0,
    });
  });

  it('[CON13] the place belongs to the matter: another browser, a reload, a restart find the same turn', async () => {
    const lead = suite.world.expert();
    const first = await bookedSoon(suite.world, clock, { lead });
    const matter = suite.world.matter(lead.accountId);
    const citizen = matterCaller('citizen', matter.id);
    const { consultations } = suite.world;
    const second = await consultations.booking.meetNow(citizen, matter.id).catch(() => undefined);
    expect(second).toMatchObject({ state: 'booked' });
    const id = (await suite.world.repo.openOf(matter.id))?.id;
    if (id === undefined) throw new Error('no meeting');
    await suite.join(citizen, id);
    // The one on the spot began earlier than the booked one will.
    expect(await consultations.lists.waiting(first.citizen, first.id)).toMatchObject({ before: 1 });
    suite.world.consultations.connectionClosed('phone', clock.now());
    const again = suite.newWorld();
    for (const [key, value] of suite.world.matters) again.matters.set(key, value);
    expect(await again.consultations.lists.waiting(first.citizen, first.id)).toMatchObject({ before: 1 });
    const snapshot = await suite.join(first.citizen, first.id, again.connect(), again);
    expect(snapshot.waiting).toMatchObject({ before: 1, expert: 'notYet' });
  });

  it('[CON14] the telephone is offered five minutes after the start, and the expert is rung at most once a minute', async () => {
    const { lead, citizen, id, startAt } = await bookedSoon(suite.world, clock);
    const { waitingHelp } = suite.world.consultations;
    await suite.join(citizen, id);
    const rings = () => suite.world.said.filter(({ name }) => name === 'consultation:ringing').length;
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
    const owed = (await suite.world.repo.find(id))?.outbox.filter(({ kind }) => kind === 'consultation.waiting') ?? [];
    expect(owed.map(({ to }) => to)).toEqual(Array(2).fill({ account: lead.accountId }));
  });
});
