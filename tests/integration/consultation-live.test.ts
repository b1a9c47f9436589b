import { describe, expect, it } from 'vitest';
import type { EventPayload } from '#shared/contract.ts';
import type { Caller } from '#shared/kit/caller.ts';
import { ConsultationSuite } from '../support/consultation-suite.ts';
import { bookedSoon, iso, MINUTE, matterCaller, newPartId } from '../support/consultation-world.ts';
import { hallCaller, staff } from '../support/lecture-world.ts';
import { rejection } from '../support/outcome.ts';

const suite = new ConsultationSuite();
const { clock } = suite;
const on = (caller: Caller, connectionId: string) => ({ caller, connectionId });
const told = <K extends 'consultation:placeChanged' | 'consultation:changed' | 'consultation:chat'>(
  name: K,
  to?: string,
): EventPayload<K>[] =>
  suite.world.said
    .filter((each) => each.name === name && (to === undefined || each.to === to))
    .map(({ payload }) => payload as EventPayload<K>);

/** A talk under way: the lead expert and the citizen are in. */
async function underWay() {
  const meeting = await bookedSoon(suite.world, clock);
  const { lead, citizen, id } = meeting;
  const [desk, phone] = [suite.world.connect(), suite.world.connect()];
  await suite.join(citizen, id, phone);
  await suite.join(lead, id, desk);
  await suite.world.consultations.conduct.start(on(lead, desk), id);
  const snapshot = await suite.join(citizen, id, phone);
  return { ...meeting, desk, phone, snapshot };
}

describe('who comes in', () => {
  it('[CON15] the lead expert is in at once; others wait until admitted, and then come straight back', async () => {
    const { lead, citizen, id, desk, phone, snapshot } = await underWay();
    expect(snapshot.current?.people).toMatchObject([
      { kind: 'expert', isLead: true, place: 'in' },
      { kind: 'citizen', place: 'in' },
    ]);
    expect(snapshot.media?.routerRtpCapabilities).toBeDefined();
    expect(told('consultation:placeChanged', phone)).toMatchObject([{ place: 'in' }]);
    const guest = await suite.world.consultations.invitations.inviteGuest(citizen, id, {
      name: '小李',
      guestKind: 'family',
    });
    const [link] = suite.world.links;
    const caller = matterCaller('guest', citizen.requestId, {
      consultationId: id,
      ...(link && { sessionId: link.id }),
    });
    const tablet = suite.world.connect();
    expect(await suite.join(caller, id, tablet)).toMatchObject({ media: null, current: null });
    const admitted = await suite.world.consultations.conduct.admit(on(lead, desk), id, guest.partId);
    expect(admitted.people.find(({ name }) => name === '小李')).toMatchObject({ place: 'door', guestKind: 'family' });
    expect((await suite.join(caller, id, tablet)).media).not.toBeNull();
    suite.world.consultations.connectionClosed(tablet, clock.now());
    expect((await suite.join(caller, id)).media).not.toBeNull();
    await suite.world.consultations.conduct.remove(on(lead, desk), id, guest.partId);
    expect(await suite.join(caller, id)).toMatchObject({ media: null });
    expect(
      await rejection(suite.world.consultations.conduct.admit(on(citizen, phone), id, guest.partId)),
    ).toMatchObject({
      reason: 'not_lead_expert',
    });
  });

  it('[CON29] whoever is let in while coming in is in, and misses nothing that is said meanwhile', async () => {
    const { lead, citizen, id, desk } = await underWay();
    const { conduct, invitations } = suite.world.consultations;
    const { partId } = await invitations.inviteGuest(citizen, id, { name: '小李', guestKind: 'family' });
    const sessionId = suite.world.links.at(-1)?.id;
    const { facts } = suite.world;
    const { openSpan, newestMessages } = facts;
    Object.assign(facts, {
      openSpan: async (...span: Parameters<typeof openSpan>) => {
        await openSpan(...span);
        await conduct.admit(on(lead, desk), id, partId);
      },
      newestMessages: async (...asked: Parameters<typeof newestMessages>) => {
        const read = await newestMessages(...asked);
        await conduct.say(on(lead, desk), id, newPartId(), '请坐');
        return read;
      },
    });
    const tablet = suite.world.connect();
    const guest = matterCaller('guest', citizen.requestId, { consultationId: id, ...(sessionId && { sessionId }) });
    expect((await suite.join(guest, id, tablet)).media).not.toBeNull();
    expect(suite.world.heardBy(tablet).filter(({ name }) => name === 'consultation:chat')).toMatchObject([
      { payload: { message: { text: '请坐' } } },
    ]);
  });

  it('[CON29] nobody is left at the door of a talk that ended while they came', async () => {
    const { lead, citizen, id, desk } = await underWay();
    const { conduct } = suite.world.consultations;
    const { openSpan } = suite.world.facts;
    await suite.world.consultations.invitations.inviteGuest(citizen, id, { name: '小李', guestKind: 'family' });
    const sessionId = suite.world.links.at(-1)?.id;
    const guest = matterCaller('guest', citizen.requestId, { consultationId: id, ...(sessionId && { sessionId }) });
    Object.assign(suite.world.facts, {
      openSpan: async (...span: Parameters<typeof openSpan>) => {
        await openSpan(...span);
        await conduct.end(on(lead, desk), id);
      },
    });
    expect(await rejection(suite.join(guest, id))).toMatchObject({ reason: 'consultation_state' });
  });

  it('[CON16] only parties get in, eight at most, and everybody in the room is in the list', async () => {
    const { lead, citizen, id, desk } = await underWay();
    const strangers = [
      suite.world.expert(),
      suite.world.department(),
      matterCaller('guest', citizen.requestId, { consultationId: id }),
      hallCaller('2202002001'),
    ];
    for (const stranger of strangers) {
      expect(await rejection(suite.join(stranger, id))).toMatchObject({ reason: 'consultation_unknown' });
    }
    const others = Array.from({ length: 6 }, () => suite.world.department());
    for (const { accountId } of others) {
      await suite.world.consultations.invitations.invite(lead, id, { kind: 'department', accountId });
    }
    const ninth = suite.world.department();
    expect(
      await rejection(
        suite.world.consultations.invitations.invite(lead, id, { kind: 'department', accountId: ninth.accountId }),
      ),
    ).toMatchObject({ reason: 'meeting_full' });
    const [office] = others;
    if (office === undefined) throw new Error('nobody invited');
    const seat = suite.world.connect();
    const { ownPartId } = await suite.join(office, id, seat);
    await suite.world.consultations.conduct.admit(on(lead, desk), id, ownPartId);
    const { current } = await suite.join(office, id, seat);
    const inside = current?.people.filter(({ place }) => place === 'in').map(({ kind }) => kind);
    expect(inside).toEqual(['expert', 'citizen', 'department']);
  });

  it('[CON17] a hall sits in its citizen’s place: whoever comes second takes it over', async () => {
    const { id, phone } = await underWay();
    const snapshot = await suite.join(hallCaller('2202001001'), id);
    expect(snapshot.media).not.toBeNull();
    expect(suite.world.closed).toEqual([phone]);
  });

  it('[CON18] a supervisor comes in only while all in the room agree on screen, and is out when a newcomer has not', async () => {
    const { lead, citizen, id, desk, phone } = await underWay();
    const supervisor = staff('supervisor', { name: '督导员' });
    expect(await rejection(suite.join(supervisor, id))).toMatchObject({ code: 'forbidden', reason: 'not_agreed' });
    const { consents, conduct } = suite.world.consultations;
    const ask = await consents.ask(supervisor, id, { what: 'supervisor', reason: '例行检查' });
    const seat = suite.world.connect();
    expect(await suite.join(supervisor, id, seat)).toMatchObject({ media: null });
    expect(told('consultation:changed').at(-1)?.current.people).toContainEqual(
      expect.objectContaining({ kind: 'supervisor', place: 'door' }),
    );
    expect(await consents.answer(on(lead, desk), id, ask.askId, true)).toMatchObject({ state: 'pending' });
    expect(
      await rejection(conduct.admit(on(lead, desk), id, (await suite.join(supervisor, id, seat)).ownPartId)),
    ).toMatchObject({
      reason: 'not_agreed',
    });
    const agreed = await consents.answer(on(citizen, phone), id, ask.askId, true);
    expect(agreed).toMatchObject({
      state: 'agreed',
      answers: [{ agrees: true }, { name: '张大娘', at: iso(clock.now()) }],
    });
    expect(told('consultation:placeChanged', seat)).toMatchObject([{ place: 'in' }]);
    expect((await suite.join(supervisor, id, seat)).media).not.toBeNull();
    const { accountId } = suite.world.department();
    await suite.world.consultations.invitations.invite(lead, id, { kind: 'department', accountId });
    const newcomer = (await suite.world.repo.find(id))?.parts.at(-1)?.id;
    if (newcomer === undefined) throw new Error('nobody invited');
    await conduct.admit(on(lead, desk), id, newcomer);
    expect(told('consultation:placeChanged', seat).at(-1)).toMatchObject({ place: 'door' });
    expect(await suite.join(supervisor, id, seat)).toMatchObject({ media: null });
  });

  it('[CON19] a recording is allowed only while everybody has said yes; each answer stays, with its time', async () => {
    const { lead, citizen, id, desk, phone } = await underWay();
    const { consents } = suite.world.consultations;
    expect(
      await rejection(consents.ask(suite.world.expert(), id, { what: 'recording', reason: '留档' })),
    ).toMatchObject({
      code: 'not_found',
    });
    const ask = await consents.ask(lead, id, { what: 'recording', reason: '留档' });
    expect(ask).toMatchObject({ state: 'pending', answers: [{ name: '王律师', agrees: true }] });
    const outside = consents.answer(on(citizen, suite.world.connect()), id, ask.askId, true);
    expect(await rejection(outside)).toMatchObject({ reason: 'not_in_room' });
    expect(await consents.answer(on(citizen, phone), id, ask.askId, true)).toMatchObject({ state: 'agreed' });
    await clock.advance(MINUTE);
    const taken = await consents.answer(on(citizen, phone), id, ask.askId, false);
    expect(taken.state).toBe('refused');
    expect(taken.answers.slice(1).map(({ agrees, at }) => [agrees, at])).toEqual([
      [true, iso(clock.now() - MINUTE)],
      [false, iso(clock.now())],
    ]);
    expect(await consents.answer(on(lead, desk), id, ask.askId, true)).toMatchObject({ state: 'refused' });
  });
});

describe('the talk', () => {
  it('[CON20] what is written is stored before it is acknowledged, once, and stays with the matter', async () => {
    const { lead, citizen, id, desk, phone } = await underWay();
    const { conduct, lists } = suite.world.consultations;
    const messageId = newPartId();
    const said = await conduct.say(on(citizen, phone), id, messageId, '合同在这里');
    expect(await conduct.say(on(citizen, phone), id, messageId, '合同在这里')).toEqual(said);
    expect(told('consultation:chat')).toHaveLength(1);
    expect(await rejection(conduct.say(on(lead, desk), id, messageId, '别的'))).toMatchObject({
      reason: 'command_key_reused',
    });
    await conduct.say(on(lead, desk), id, newPartId(), '看到了');
    await conduct.end(on(lead, desk), id);
    const { rows } = await lists.chat(citizen, id, { limit: 50 });
    expect(rows.map(({ name, text }) => [name, text])).toEqual([
      ['张大娘', '合同在这里'],
      ['王律师', '看到了'],
    ]);
    const [first] = (await lists.chat(citizen, id, { limit: 1 })).rows;
    expect(first).toEqual(said);
    const { nextCursor } = await lists.chat(citizen, id, { limit: 1 });
    expect((await lists.chat(citizen, id, { limit: 1, cursor: nextCursor ?? '' })).rows).toMatchObject([
      { text: '看到了' },
    ]);
    expect(await rejection(lists.chat(staff('organizer'), id, { limit: 1 }))).toMatchObject({ code: 'not_found' });
  });

  it('[CON21] the lead expert starts and ends; the matter is told, everybody is out, guests’ links end', async () => {
    const { lead, citizen, matter, id } = await bookedSoon(suite.world, clock);
    const desk = suite.world.connect();
    await suite.join(lead, id, desk);
    const { conduct, invitations } = suite.world.consultations;
    expect(await rejection(conduct.start(on(lead, desk), id))).toMatchObject({ reason: 'nobody_there' });
    await invitations.inviteGuest(citizen, id, { name: '翻译', guestKind: 'interpreter' });
    const phone = suite.world.connect();
    await suite.join(citizen, id, phone);
    expect(await conduct.start(on(lead, desk), id)).toMatchObject({ state: 'live', startedAt: iso(clock.now()) });
    await clock.advance(20 * MINUTE);
    expect(await conduct.end(on(lead, desk), id)).toMatchObject({ state: 'held', endedAt: iso(clock.now()) });
    expect(matter.moves).toEqual(['scheduled', 'meetingStarted']);
    expect(told('consultation:placeChanged', phone).at(-1)).toMatchObject({ place: 'over' });
    expect(suite.world.revoked).toEqual(suite.world.links.map((link) => link.id));
    expect(suite.sfu.stats().rooms).toBe(0);
    expect(await rejection(suite.join(citizen, id))).toMatchObject({ reason: 'consultation_state' });
    expect(suite.world.events.map(({ name }) => name)).toEqual(['consultation.held']);
    // The rest of the quarter is the expert's again.
    expect((await suite.connection.collection('consultations').findOne({}))?.slotKeys).toBeUndefined();
  });

  it('[CON22] a server that comes back finds the talk live, and everybody who was in comes straight back', async () => {
    const { citizen, lead, id } = await underWay();
    const again = suite.newWorld();
    for (const [key, value] of suite.world.matters) again.matters.set(key, value);
    const snapshot = await suite.join(citizen, id, again.connect(), again);
    expect(snapshot.current).toMatchObject({ state: 'live' });
    expect(snapshot.media).not.toBeNull();
    expect(
      (await suite.join(lead, id, again.connect(), again)).current?.people.filter(({ place }) => place === 'in'),
    ).toHaveLength(2);
  });

  it('[CON23] a cut keeps place and media for a while: away, and back as the same participant', async () => {
    const { citizen, id, phone, snapshot } = await underWay();
    suite.world.consultations.connectionClosed(phone, clock.now());
    expect(told('consultation:changed').at(-1)?.current.people.at(1)).toMatchObject({ kind: 'citizen', place: 'away' });
    const resume = { participantId: snapshot.participantId ?? '', epoch: snapshot.media?.epoch ?? 0 };
    const back = await suite.world.consultations.entrance.join(citizen, suite.world.connect(), id, resume);
    expect(back).toMatchObject({ participantId: snapshot.participantId, media: { kept: true } });
    expect(back.current?.people.at(1)).toMatchObject({ place: 'in' });
  });

  it('[CON24] whose link was revoked is out at once', async () => {
    const { citizen, id, lead, desk } = await underWay();
    suite.world.consultations.sessionEnded(citizen.sessionId);
    const { current } = await suite.join(lead, id, desk);
    expect(current?.people.at(1)).toMatchObject({ kind: 'citizen', place: 'absent' });
  });
});
