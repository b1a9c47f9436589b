import { type Caller, isWithin } from '#shared/kit/caller.ts';
import { MINUTE_MS } from '#shared/kit/time.ts';
import { type LectureState, lectureRules } from '#shared/lectures.ts';
import { AppError } from '../kernel/app-error.ts';
import type { LectureScope } from './lecture.repo.ts';
import { keyAs, type LectureRecord, plannedEnd, teacherKey } from './lecture-record.ts';
import { type Stint, withStint } from './taught.rules.ts';

/** The staff who may see this lecture; halls are asked by the set of expected halls. */
export function maySee(caller: Caller, lecture: LectureRecord): boolean {
  switch (caller.role) {
    case 'lecturer':
      return caller.accountId === lecture.lecturerId || caller.accountId === lecture.spareId;
    case 'organizer':
      return isWithin(lecture.ownerOrgPath, caller.orgPath);
    case 'supervisor':
    case 'admin':
      return true;
    default:
      return false;
  }
}

export const mayPlan = (caller: Caller, lecture: LectureRecord): boolean =>
  caller.role === 'organizer' && maySee(caller, lecture);

/** The spare directs from the moment of taking over. */
export function mayDirect(caller: Caller, lecture: LectureRecord): boolean {
  if (caller.role === 'organizer') return maySee(caller, lecture);
  if (caller.role !== 'lecturer') return false;
  return caller.accountId === lecture.lecturerId || keyAs(caller.role, caller.accountId) === teacherKey(lecture);
}

export const mayTakeOver = (caller: Caller, lecture: LectureRecord): boolean =>
  (caller.role === 'organizer' || caller.role === 'lecturer') && maySee(caller, lecture);

/** Which lectures this caller's list is of. */
export function scopeOf(caller: Caller): LectureScope {
  switch (caller.role) {
    case 'lecturer':
      return { teacherId: caller.accountId };
    case 'organizer':
      return { branch: caller.orgPath };
    case 'supervisor':
    case 'admin':
      return { all: true };
    default:
      throw new AppError('forbidden', 'role_not_allowed');
  }
}

export type Move = 'publish' | 'cancel' | 'start' | 'pause' | 'resume' | 'end' | 'reopen' | 'lapse';

const moves: Record<Move, { from: readonly LectureState[]; to: LectureState }> = {
  publish: { from: ['draft'], to: 'published' },
  cancel: { from: ['draft', 'published'], to: 'cancelled' },
  start: { from: ['published'], to: 'live' },
  pause: { from: ['live'], to: 'paused' },
  resume: { from: ['paused'], to: 'live' },
  end: { from: ['live', 'paused'], to: 'ended' },
  reopen: { from: ['ended'], to: 'live' },
  lapse: { from: ['published'], to: 'lapsed' },
};

export type MoveFacts = {
  readonly at: number;
  /** Name of who does it; empty for the clock. */
  readonly by: string;
  readonly reason?: string;
  /** For `end`: the end of the live time, where it is known to lie before `at`. */
  readonly liveUntil?: number;
  /** For `end`: when whoever teaches did, where it is known. */
  readonly stint?: Stint;
};

const MAX_TIMELINE = 200;
/** Each pause makes one; nobody needs that many. */
const MAX_PERIODS = 200;

/** The lecture after the move. Throws `invalid_state` with the present state where it may not follow. */
export function moved(lecture: LectureRecord, move: Move, facts: MoveFacts): LectureRecord {
  const { from, to } = moves[move];
  if (!from.includes(lecture.state)) throw wrongState(lecture);
  checkTime(lecture, move, facts.at);
  const row = { from: lecture.state, to, at: facts.at, by: facts.by, reason: facts.reason ?? null };
  return {
    ...lecture,
    state: to,
    stateAt: facts.at,
    timeline: [...lecture.timeline, row].slice(-MAX_TIMELINE),
    revision: lecture.revision + 1,
    ...changedBy(lecture, move, facts),
  };
}

function changedBy(lecture: LectureRecord, move: Move, facts: MoveFacts): Partial<LectureRecord> {
  const { livePeriods } = lecture;
  switch (move) {
    case 'start':
      return { startedAt: facts.at, livePeriods: [{ from: facts.at, to: null }] };
    case 'pause':
      return { livePeriods: closedAt(livePeriods, facts.at), resumesAt: null };
    case 'resume':
    case 'reopen':
      if (livePeriods.length >= MAX_PERIODS) throw wrongState(lecture);
      return { endedAt: null, resumesAt: null, livePeriods: [...livePeriods, { from: facts.at, to: null }] };
    case 'end': {
      const closed = closedAt(livePeriods, facts.liveUntil ?? facts.at);
      return {
        livePeriods: closed,
        resumesAt: null,
        taught: withStint(lecture, facts.stint ?? null),
        endedAt: facts.liveUntil === undefined ? facts.at : (closed.at(-1)?.to ?? facts.at),
      };
    }
    case 'cancel':
      return { cancelReason: facts.reason ?? null };
    case 'publish':
    case 'lapse':
      return {};
  }
}

/** In a pause everybody is told when it is to go on; `minutes` null: it is not known any more. */
export function returning(lecture: LectureRecord, minutes: number | null, at: number): LectureRecord {
  if (lecture.state !== 'paused') throw wrongState(lecture);
  const resumesAt = minutes === null ? null : at + minutes * MINUTE_MS;
  return { ...lecture, resumesAt, revision: lecture.revision + 1 };
}

function closedAt(periods: LectureRecord['livePeriods'], at: number): LectureRecord['livePeriods'] {
  return periods.map((period) => (period.to === null ? { from: period.from, to: Math.max(period.from, at) } : period));
}

function checkTime(lecture: LectureRecord, move: Move, at: number): void {
  const { reopenMinutes } = lectureRules;
  if (move === 'start') checkNotTooEarly(lecture, at);
  if (move === 'reopen' && at - lecture.stateAt > reopenMinutes * MINUTE_MS) {
    throw new AppError('invalid_state', 'reopen_too_late', { params: { minutes: reopenMinutes } });
  }
}

export function checkNotTooEarly({ startAt }: LectureRecord, at: number): void {
  const minutes = lectureRules.enterBeforeMinutes;
  if (at < startAt - minutes * MINUTE_MS) throw new AppError('invalid_state', 'too_early', { params: { minutes } });
}

export const wrongState = ({ state }: LectureRecord): AppError =>
  new AppError('invalid_state', 'lecture_state', { params: { state } });

/** A lecture in these states is announced, waited for or under way. */
export const currentStates: readonly LectureState[] = ['published', 'live', 'paused'];
export const isOnAirState = (state: LectureState): boolean => state === 'live' || state === 'paused';

export const isReopenable = ({ state, stateAt }: LectureRecord, at: number): boolean =>
  state === 'ended' && at - stateAt <= lectureRules.reopenMinutes * MINUTE_MS;

/** May somebody be let in now? Staff come to prepare at any time, and to look again while it can still be reopened. */
export function checkMayEnter(lecture: LectureRecord, caller: Caller, at: number): void {
  if (isOnAirState(lecture.state)) return;
  if (lecture.state === 'published') {
    if (caller.role === 'hall') checkNotTooEarly(lecture, at);
    return;
  }
  if (caller.role !== 'hall' && isReopenable(lecture, at)) return;
  throw wrongState(lecture);
}

/** 60 minutes after its planned end and never started. */
export const isLapsed = (lecture: LectureRecord, now: number): boolean =>
  lecture.state === 'published' && now >= plannedEnd(lecture) + lectureRules.lapseAfterMinutes * MINUTE_MS;

/** 60 minutes after its planned end: over, unless somebody is on air. */
export const isOverdue = (lecture: LectureRecord, now: number): boolean =>
  isOnAirState(lecture.state) && now >= plannedEnd(lecture) + lectureRules.endAfterMinutes * MINUTE_MS;

const SLOT_MS = 5 * MINUTE_MS;

/** The lecturer's and the spare's time as keys of five minutes, rounded outwards; two lectures that share one collide in the database. */
export function slotKeysOf(lecture: LectureRecord): string[] {
  if (lecture.state !== 'draft' && !currentStates.includes(lecture.state)) return [];
  const first = Math.floor(lecture.startAt / SLOT_MS);
  const end = Math.ceil(plannedEnd(lecture) / SLOT_MS);
  const people = [lecture.lecturerId, ...(lecture.spareId === null ? [] : [lecture.spareId])];
  const starts = Array.from({ length: end - first }, (_, n) =>
    new Date((first + n) * SLOT_MS).toISOString().slice(0, 16),
  );
  return people.flatMap((person) => starts.map((start) => `${person}|${start}`));
}
