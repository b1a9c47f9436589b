import { describe, expect, it } from 'vitest';
import { consultationCommands, consultationEvents } from '#shared/consultation-live.ts';
import { consultationRoutes } from '#shared/consultation-routes.ts';

const id = 'a'.repeat(24);

describe('what is asked of a meeting', () => {
  it('[CON1] a meeting takes whole quarters of an hour, from one to eight', () => {
    const booking = (minutes: number) =>
      consultationRoutes.bookConsultation.input.safeParse({
        requestId: id,
        startAt: '2026-11-25T01:00:00.000Z',
        minutes,
      }).success;
    expect([15, 30, 120].map(booking)).toEqual([true, true, true]);
    expect([0, 20, 135, 30.5].map(booking)).toEqual([false, false, false, false]);
    // Without it the county's setting holds.
    const usual = { requestId: id, startAt: '2026-11-25T01:00:00Z' };
    expect(consultationRoutes.bookConsultation.input.parse(usual)).not.toHaveProperty('minutes');
  });

  it('[CON2] an entry that changes a meeting is either safe to repeat or carries a key, and says who did it', () => {
    const commands = Object.entries(consultationCommands).filter(
      ([name]) => !/:(join|leave|say|ring|report)$/.test(name),
    );
    const routes = Object.entries(consultationRoutes).filter(([, { method }]) => method !== 'GET');
    expect([...commands, ...routes].filter(([, { audit }]) => audit === false).map(([name]) => name)).toEqual([]);
  });

  it('[CON3] what is told in the room is told to nobody who cannot be in it', () => {
    const inMeeting = new Set(consultationCommands['consultation:join'].roles);
    const outsiders = Object.values(consultationEvents).flatMap(({ roles }) =>
      roles.filter((role) => !inMeeting.has(role)),
    );
    expect(outsiders).toEqual([]);
  });
});
