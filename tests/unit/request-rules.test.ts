import { describe, expect, it } from 'vitest';
import { requestStates } from '#shared/request-facts.ts';
import { usualSettings } from '#shared/settings.ts';
import { dueIn, holdsPlace, mayFollow, requestMoves } from '../../server/src/requests/request.rules.ts';

const at = (wallClock: string): number => Date.parse(`${wallClock}:00+08:00`);

describe('[REQ1] what may follow what', () => {
  it('is the table of the design, and what an organizer takes back', () => {
    const pairs = Object.values(requestMoves).flatMap(({ from, to }) => from.map((state) => `${state} ${to}`));
    expect([...new Set(pairs)].sort()).toEqual(
      [
        // Taken back from an expert who does not go on: the design has no move for it.
        'assigned toDispatch',
        'scheduled toDispatch',
        'met toDispatch',
        'open board',
        'open assigned',
        'open toDispatch',
        'board toDispatch',
        'board assigned',
        'toDispatch assigned',
        'assigned scheduled',
        'assigned met',
        'assigned concluded',
        'assigned board',
        'scheduled met',
        'scheduled assigned',
        'met scheduled',
        'met concluded',
        'concluded visited',
        'concluded assigned',
        'visited closed',
        'visited assigned',
        'closed assigned',
        ...['open', 'board', 'toDispatch', 'assigned', 'scheduled', 'met'].map((state) => `${state} withdrawn`),
        ...['open', 'board', 'toDispatch'].map((state) => `${state} refused`),
      ].sort(),
    );
  });

  it('ends with a withdrawal or a refusal', () => {
    for (const { from } of Object.values(requestMoves)) {
      expect(from).not.toContain('withdrawn');
      expect(from).not.toContain('refused');
    }
    expect(mayFollow('claim', 'assigned')).toBe(false);
  });

  it('an expert holds a place from the claim to the conclusion', () => {
    expect(requestStates.filter(holdsPlace)).toEqual(['assigned', 'scheduled', 'met']);
  });
});

describe('[REQ2] the clocks of a matter', () => {
  it('run in office time', () => {
    const friday = at('2026-11-27T16:55');
    expect(dueIn('open', friday, false, usualSettings)).toEqual({ dueAt: at('2026-11-30T08:35'), dueKind: 'covering' });
    expect(dueIn('board', friday, false, usualSettings).dueAt).toBe(at('2026-11-30T08:55'));
  });

  it('an urgent matter is due for dispatch at once, at any hour', () => {
    const night = at('2026-11-28T23:10');
    expect(dueIn('toDispatch', night, true, usualSettings)).toEqual({ dueAt: night, dueKind: 'dispatch' });
    expect(dueIn('toDispatch', night, false, usualSettings).dueAt).toBe(at('2026-11-30T09:00'));
  });

  it('rest once a meeting is booked and for good at the end', () => {
    for (const state of ['scheduled', 'met', 'concluded', 'visited', 'closed', 'withdrawn', 'refused'] as const)
      expect(dueIn(state, at('2026-11-24T09:00'), false, usualSettings).dueAt).toBeNull();
  });
});
