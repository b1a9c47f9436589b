import { beforeAll, describe, expect, it } from 'vitest';
import type { HelpFacts } from '#shared/help.ts';
import { startTestApp } from '../support/harness.ts';
import { clientId, lecturesOnAir } from '../support/lecture-on-air.ts';
import { places, World } from '../support/world.ts';

let world: World;
const onAir = lecturesOnAir();

beforeAll(async () => {
  world = await World.build(await startTestApp());
});

const test = { at: '2026-11-24T01:00:00.000Z', heard: 'trouble', camera: 'fine', microphone: 'untested' } as const;
const facts: HelpFacts = { quality: 'poor', sound: 'off', picture: 'none', test };

describe('a hall asks for help', () => {
  it('[HELP1] one tap reaches the directors with hall and self-test; asked again it is the same call', async () => {
    const { hall, organizer, lecturer, lectureId } = await onAir(world);
    const helpId = clientId();
    await Promise.all([1, 2].map(() => hall.call('help:ask', { lectureId, helpId, facts })));
    for (const director of [organizer, lecturer]) {
      const { calls } = await director.event('help:changed', ({ calls: [call] }) => call?.id === helpId);
      expect(calls).toMatchObject([{ hallId: places.ownHall, name: '东一社区', facts, done: null }]);
    }
    const later = { ...facts, sound: 'on' as const };
    await hall.call('help:ask', { lectureId, helpId: clientId(), facts: later });
    const { calls } = await organizer.event('help:changed', ({ calls: [call] }) => call?.facts.sound === 'on');
    expect(calls.map(({ id }) => id)).toEqual([helpId]);
  });

  it('[HELP2] it stays listed, also for who comes later, until it is done; the first of two who end it stands', async () => {
    const { hall, organizer, lecturer, lectureId } = await onAir(world);
    const helpId = clientId();
    await hall.call('help:ask', { lectureId, helpId, facts });
    const colleague = await (await world.signedIn('organizer')).connect();
    const seen = async () => (await colleague.call('lecture:join', { lectureId })).extras.help.calls;
    expect((await seen()).map(({ id, done }) => ({ id, done }))).toEqual([{ id: helpId, done: null }]);
    await Promise.all([lecturer, organizer].map((director) => director.call('help:done', { lectureId, helpId })));
    const { calls } = await hall.event('help:changed', ({ calls: [call] }) => call?.done !== null);
    await hall.call('help:ask', { lectureId, helpId, facts });
    expect((await seen()).map(({ done }) => done)).toEqual([calls[0]?.done]);
    colleague.close();
  });

  it('[HELP3] a hall ends its own call only, sees no others, and nobody asks from outside or after the end', async () => {
    const { hall, hall2, lecturer, lectureId, outcome } = await onAir(world);
    const helpId = clientId();
    await hall.call('help:ask', { lectureId, helpId, facts });
    expect(await outcome(hall2, 'help:done', { helpId })).toBe('help_unknown');
    expect(await outcome(hall2, 'help:ask', { helpId, facts })).toBe('help_unknown');
    expect(hall2.heard.some(({ name }) => name === 'help:changed')).toBe(false);
    expect(await outcome(hall, 'help:done', { helpId })).toBe('ok');
    await lecturer.event('help:changed', ({ calls: [call] }) => call?.done?.by === '东一社区');
    const outside = await (await world.paired(places.foreignHall)).connect();
    expect(await outcome(outside, 'help:ask', { helpId: clientId(), facts })).toBe('not_in_audience');
    outside.close();
    await lecturer.call('lecture:end', { lectureId });
    expect(await outcome(hall, 'help:ask', { helpId: clientId(), facts })).toBe('lecture_state');
  });

  it('[HELP4] a hall that waits for the start may ask, and is told the telephone of the county', async () => {
    const by = await world.signedIn('planner');
    const lecturerId = await world.addAccount(`help-${clientId().slice(0, 8)}`, ['lecturer'], places.own);
    const lectureId = await world.publishedLecture({ title: '候场', by, lecturerId, audience: [places.own] });
    const pc = await world.paired(places.ownHall);
    const waiting = await pc.connect();
    await waiting.call('lecture:join', { lectureId });
    await waiting.call('help:ask', { lectureId, helpId: clientId(), facts });
    waiting.close();
    expect((await pc.call('hallHome', {})).helpTelephone).toMatch(/^[0-9+\- ]+$/);
  });
});

describe('a message to one hall', () => {
  it('[MSG1] it stands on that hall only, also after a reload, until it was read; the directors see when', async () => {
    const { hall, hall2, organizer, lecturer, lectureId, outcome } = await onAir(world);
    const messageId = clientId();
    const message = { lectureId, messageId, hallId: places.ownHall, text: '请把音箱打开' };
    await Promise.all([1, 2].map(() => organizer.call('message:send', message)));
    await hall.event('messages:changed', ({ messages: [told] }) => told?.id === messageId && told.readAt === null);
    expect(hall2.heard.some(({ name }) => name === 'messages:changed')).toBe(false);
    const pc = await world.paired(places.ownHall);
    const back = await pc.connect();
    const { extras } = await back.call('lecture:join', { lectureId });
    expect(extras.messages.messages.map(({ text }) => text)).toEqual(['请把音箱打开']);
    expect(await outcome(hall2, 'message:read', { messageId })).toBe('message_unknown');
    await back.call('message:read', { lectureId, messageId });
    const { messages } = await lecturer.event('messages:changed', ({ messages: [told] }) => told?.readAt !== null);
    await back.call('message:read', { lectureId, messageId });
    expect((await back.call('lecture:join', { lectureId })).extras.messages.messages).toEqual([]);
    expect(messages).toHaveLength(1);
    back.close();
  });

  it('[MSG2] directors send to expected halls only, and halls send none', async () => {
    const { hall, organizer, outcome } = await onAir(world);
    const to = { messageId: clientId(), text: '您好' };
    expect(await outcome(organizer, 'message:send', { ...to, hallId: places.foreignHall })).toBe('hall_unknown');
    expect(await outcome(hall, 'message:send', { ...to, hallId: places.ownHall2 })).toBe('role_not_allowed');
  });
});
