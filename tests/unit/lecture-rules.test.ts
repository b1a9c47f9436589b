import { describe, expect, it } from 'vitest';
import { accountId, lectureId, orgId } from '#shared/kit/ids.ts';
import { type LectureState, lectureStates } from '#shared/lectures.ts';
import { AppError } from '../../server/src/kernel/app-error.ts';
import { type Move, moved, slotKeysOf } from '../../server/src/lectures/lecture.rules.ts';
import { LectureDesk } from '../../server/src/lectures/lecture-desk.ts';
import type { LectureRecord } from '../../server/src/lectures/lecture-record.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 23, 1, 0, 0);

const lecture = (over: Partial<LectureRecord> = {}): LectureRecord => ({
  id: lectureId.parse('a'.repeat(24)),
  title: '讲堂',
  topic: '',
  lecturerId: accountId.parse('b'.repeat(24)),
  lecturerName: '王建国',
  spareId: null,
  spareName: null,
  startAt: START,
  plannedMinutes: 60,
  state: 'published',
  stateAt: START - 60 * MINUTE,
  ownerOrgId: orgId.parse('220283'),
  ownerOrgName: '',
  ownerOrgPath: '/220283/',
  audience: [orgId.parse('220283')],
  expectedHalls: 1,
  expectedSetId: null,
  startedAt: null,
  endedAt: null,
  resumesAt: null,
  cancelReason: null,
  livePeriods: [],
  substitute: null,
  timeline: [],
  taught: [],
  searchable: '',
  revision: 3,
  ...over,
});

const result: Record<Move, LectureState> = {
  publish: 'published',
  cancel: 'cancelled',
  start: 'live',
  pause: 'paused',
  resume: 'live',
  end: 'ended',
  reopen: 'live',
  lapse: 'lapsed',
};
const allowed: Record<Move, LectureState[]> = {
  publish: ['draft'],
  cancel: ['draft', 'published'],
  start: ['published'],
  pause: ['live'],
  resume: ['paused'],
  end: ['live', 'paused'],
  reopen: ['ended'],
  lapse: ['published'],
};
const moves = Object.keys(result) as Move[];
const table = lectureStates.flatMap((state) =>
  moves.map((move) => ({ state, move, may: allowed[move].includes(state) })),
);

function refusal(work: () => unknown): AppError {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

describe('the states of a lecture', () => {
  it.each(table)('[LEC1] $move of a lecture that is $state: allowed $may', ({ state, move, may }) => {
    const before = lecture({ state, stateAt: START });
    const facts = { at: START, by: '李淑兰', reason: '因故' };
    if (!may) {
      const error = refusal(() => moved(before, move, facts));
      expect(error).toMatchObject({ code: 'invalid_state', reason: 'lecture_state', params: { state } });
      return;
    }
    const after = moved(before, move, facts);
    expect(after).toMatchObject({ state: result[move], stateAt: START, revision: 4 });
    expect(after.timeline).toEqual([{ from: state, to: result[move], at: START, by: '李淑兰', reason: '因故' }]);
  });

  it('[LEC2] is started from 15 minutes before its planned start', () => {
    const early = { at: START - 15 * MINUTE - 1, by: '' };
    expect(refusal(() => moved(lecture(), 'start', early))).toMatchObject({
      reason: 'too_early',
      params: { minutes: 15 },
    });
    expect(moved(lecture(), 'start', { at: START - 15 * MINUTE, by: '' }).state).toBe('live');
  });

  it('[LEC3] is reopened within 10 minutes and not later', () => {
    const ended = lecture({
      state: 'ended',
      stateAt: START,
      endedAt: START,
      livePeriods: [{ from: START - 1, to: START }],
    });
    const at = START + 10 * MINUTE;
    expect(moved(ended, 'reopen', { at, by: '' })).toMatchObject({ state: 'live', endedAt: null });
    expect(refusal(() => moved(ended, 'reopen', { at: at + 1, by: '' })).reason).toBe('reopen_too_late');
  });

  it('[LEC4] its live time leaves the pauses out', () => {
    const at = (minute: number) => ({ at: START + minute * MINUTE, by: '' });
    const started = moved(lecture(), 'start', at(0));
    const paused = moved(started, 'pause', at(20));
    const resumed = moved(paused, 'resume', at(30));
    const ended = moved(resumed, 'end', at(60));
    expect(started.livePeriods).toEqual([{ from: START, to: null }]);
    expect(ended.livePeriods.map(({ from, to }) => [(from - START) / MINUTE, ((to ?? 0) - START) / MINUTE])).toEqual([
      [0, 20],
      [30, 60],
    ]);
    expect(moved(paused, 'end', at(40)).livePeriods).toEqual(paused.livePeriods);
  });

  it('[LEC5] that nobody ended has its live time until somebody was on air last', () => {
    const started = moved(lecture(), 'start', { at: START, by: '' });
    const facts = { at: START + 125 * MINUTE, by: '', liveUntil: START + 62 * MINUTE };
    const ended = moved(started, 'end', facts);
    expect(ended).toMatchObject({ endedAt: facts.liveUntil, stateAt: facts.at });
    expect(ended.livePeriods).toEqual([{ from: START, to: facts.liveUntil }]);
  });
});

describe('the slots of a lecturer', () => {
  it('[LEC6] are shared by two lectures exactly if they overlap, on starts of five minutes', () => {
    const share = (a: LectureRecord, b: LectureRecord) => slotKeysOf(a).some((key) => slotKeysOf(b).includes(key));
    const at = (minute: number) => lecture({ startAt: START + minute * MINUTE });
    expect(share(at(0), at(60))).toBe(false);
    expect(share(at(0), at(-60))).toBe(false);
    expect(share(at(0), at(55))).toBe(true);
    expect(share(at(0), { ...at(0), lecturerId: accountId.parse('c'.repeat(24)) })).toBe(false);
  });

  it('[LEC6] are held while a lecture may still take place', () => {
    const holding = lectureStates.filter((state) => slotKeysOf(lecture({ state })).length > 0);
    expect(holding).toEqual(['draft', 'published', 'live', 'paused']);
  });
});

describe('[TAK8] after a restart in mid-lecture', () => {
  const stintOf = (over: Partial<LectureRecord>, startedBy: string) => {
    const start = { from: 'published', to: 'live', at: START, by: startedBy, reason: null } as const;
    const record = lecture({ state: 'live', startedAt: START, timeline: [start], ...over });
    const room = { phaseOf: () => undefined, isSending: () => false, now: () => START + 30 * MINUTE };
    return new LectureDesk(record, room).onAir.stint;
  };

  it('the lecturer who started it is taken to have taught', () => {
    expect(stintOf({}, '王建国')).toEqual({ from: START, to: START + 30 * MINUTE });
  });

  it('one for whom somebody else started it is not', () => {
    expect(stintOf({}, '李淑兰')).toBeNull();
  });
});
