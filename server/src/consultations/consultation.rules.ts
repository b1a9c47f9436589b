import { type AbsentSide, type ConsultationState, consultationRules } from '#shared/consultations.ts';
import type { Caller } from '#shared/kit/caller.ts';
import type { PartId } from '#shared/kit/ids.ts';
import { MINUTE_MS } from '#shared/kit/time.ts';
import { AppError } from '../kernel/app-error.ts';
import { noShowDueAt } from './absence.rules.ts';
import { activeParts, type ConsultationRecord, type HistoryRow, isOpen, type Part } from './consultation-record.ts';
import { closesAt, opensAt } from './slot.rules.ts';

/** How the one matter's citizen sits in a hall is known to the matter, so it is asked beforehand. */
export type Seat = { readonly caller: Caller; readonly isWithCitizen: boolean };

/** The caller's own place in a meeting. A hall's PC sits in the citizen's. */
export function partOf({ caller, isWithCitizen }: Seat, record: ConsultationRecord): Part | undefined {
  const find = (is: (part: Part) => boolean): Part | undefined => activeParts(record).find(is);
  switch (caller.role) {
    case 'citizen':
      return caller.requestId === record.requestId ? find(({ kind }) => kind === 'citizen') : undefined;
    case 'hall':
      return isWithCitizen ? find(({ kind }) => kind === 'citizen') : undefined;
    case 'party':
      if (caller.requestId !== record.requestId || caller.partyId === null) return undefined;
      return find(({ kind, partyId }) => kind === 'party' && partyId === caller.partyId);
    case 'guest':
      if (caller.consultationId !== record.id) return undefined;
      return find(({ kind, linkId }) => kind === 'guest' && linkId === caller.sessionId);
    case 'expert':
    case 'department':
    case 'supervisor':
      return find(({ kind, accountId }) => kind === caller.role && accountId === caller.accountId);
    default:
      return undefined;
  }
}

export type Move = 'arrive' | 'start' | 'end' | 'noShow' | 'cancel' | 'correct';

const moves: Record<Move, readonly ConsultationState[]> = {
  arrive: ['booked'],
  start: ['booked', 'waiting'],
  end: ['live'],
  noShow: ['booked', 'waiting'],
  cancel: ['booked', 'waiting'],
  correct: ['held', 'noShow'],
};

export type MoveFacts = {
  readonly to: ConsultationState;
  readonly at: number;
  /** Name of who does it; empty for the clock. */
  readonly by: string;
  readonly reason?: string;
  readonly absent?: AbsentSide | null;
};

const MAX_HISTORY = 200;

/** The meeting after the move. Throws `invalid_state` with the present state where it may not follow. */
export function moved(record: ConsultationRecord, move: Move, facts: MoveFacts): ConsultationRecord {
  if (!moves[move].includes(record.state)) throw wrongState(record);
  const { to, at, by, reason = null } = facts;
  const after = { ...record, state: to, stateAt: at, ...changedBy(record, move, facts) };
  const row = { at, by, from: record.state, to, startAt: record.startAt, reason };
  return {
    ...after,
    history: withRow(record, row),
    dueAt: dueOf(after),
    revision: record.revision + 1,
  };
}

export const withRow = (record: Pick<ConsultationRecord, 'history'>, row: HistoryRow): HistoryRow[] =>
  [...record.history, row].slice(-MAX_HISTORY);

function changedBy(
  record: ConsultationRecord,
  move: Move,
  { at, reason, absent }: MoveFacts,
): Partial<ConsultationRecord> {
  switch (move) {
    case 'start':
      return { startedAt: at };
    case 'end':
      return { endedAt: at };
    case 'noShow':
    case 'correct':
      return { absent: absent ?? null };
    case 'cancel':
      return { cancelReason: reason ?? '', sequence: record.sequence + 1 };
    case 'arrive':
      return {};
  }
}

/** When the clock looks at it next. */
export function dueOf(
  record: Pick<ConsultationRecord, 'state' | 'startAt' | 'plannedMinutes' | 'waits'>,
): number | null {
  switch (record.state) {
    case 'booked':
    case 'waiting':
      return noShowDueAt(record);
    case 'live':
      return closesAt(record);
    case 'held':
    case 'noShow':
    case 'cancelled':
      return null;
  }
}

export const wrongState = ({ state }: Pick<ConsultationRecord, 'state'>): AppError =>
  new AppError('invalid_state', 'consultation_state', { params: { state } });

/** May somebody who belongs to it come now? */
export function checkMayEnter(record: ConsultationRecord, now: number): void {
  if (!isOpen(record)) throw wrongState(record);
  const minutes = record.waits.opensBefore;
  if (now < opensAt(record)) throw new AppError('invalid_state', 'meeting_too_early', { params: { minutes } });
}

export const phoneFrom = ({ startAt, waits }: Pick<ConsultationRecord, 'startAt' | 'waits'>): number =>
  startAt + waits.phoneAfter * MINUTE_MS;

/** With one part altered. The revision is raised by whoever writes it. */
export const withPart = (record: ConsultationRecord, id: PartId, change: Partial<Part>): ConsultationRecord => ({
  ...record,
  parts: record.parts.map((part) => (part.id === id ? { ...part, ...change } : part)),
});

/** Two to eight: the supervisor who sits in counts too. */
export function checkRoomFor(record: ConsultationRecord): void {
  const maximum = consultationRules.maxPeople;
  if (activeParts(record).length >= maximum) throw new AppError('conflict', 'meeting_full', { params: { maximum } });
}
