import { addOfficeMinutes } from '#shared/kit/office-time.ts';
import type { DueKind, RequestState } from '#shared/request-facts.ts';
import { officeTimeOf, type Settings } from '#shared/settings.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Actor, MoveRow, RequestRecord } from './request-record.ts';

/** Everything that can happen to a matter after its filing. */
export type RequestAct =
  | 'boardClock'
  | 'dispatchClock'
  | 'urgent'
  | 'claim'
  | 'dispatch'
  | 'release'
  | 'takeBack'
  | 'scheduled'
  | 'meetingStarted'
  | 'meetingCancelled'
  | 'noShow'
  | 'heldAfterAll'
  | 'concluded'
  | 'visited'
  | 'reopened'
  | 'closed'
  | 'withdraw'
  | 'refuse';

/** The one table of moves (states-and-rights, request). */
export const requestMoves: Record<RequestAct, { from: readonly RequestState[]; to: RequestState }> = {
  boardClock: { from: ['open'], to: 'board' },
  dispatchClock: { from: ['board'], to: 'toDispatch' },
  urgent: { from: ['open', 'board'], to: 'toDispatch' },
  claim: { from: ['open', 'board'], to: 'assigned' },
  dispatch: { from: ['open', 'board', 'toDispatch'], to: 'assigned' },
  release: { from: ['assigned'], to: 'board' },
  takeBack: { from: ['assigned', 'scheduled', 'met'], to: 'toDispatch' },
  scheduled: { from: ['assigned', 'met'], to: 'scheduled' },
  meetingStarted: { from: ['assigned', 'scheduled'], to: 'met' },
  meetingCancelled: { from: ['scheduled'], to: 'assigned' },
  noShow: { from: ['scheduled'], to: 'assigned' },
  // Not where a new meeting was agreed meanwhile: that one is still to come.
  heldAfterAll: { from: ['assigned'], to: 'met' },
  concluded: { from: ['assigned', 'met'], to: 'concluded' },
  visited: { from: ['concluded'], to: 'visited' },
  reopened: { from: ['concluded', 'visited', 'closed'], to: 'assigned' },
  closed: { from: ['visited'], to: 'closed' },
  withdraw: { from: ['open', 'board', 'toDispatch', 'assigned', 'scheduled', 'met'], to: 'withdrawn' },
  refuse: { from: ['open', 'board', 'toDispatch'], to: 'refused' },
};

export const mayFollow = (act: RequestAct, state: RequestState): boolean => requestMoves[act].from.includes(state);

export const wrongState = (state: RequestState): AppError =>
  new AppError('invalid_state', 'request_state', { params: { state } });

/** In these an expert holds one of its places. */
export const holdsPlace = (state: RequestState): boolean =>
  state === 'assigned' || state === 'scheduled' || state === 'met';

export type Due = { readonly dueAt: number | null; readonly dueKind: DueKind | null };
const noDue: Due = { dueAt: null, dueKind: null };

/** The clock that begins when a matter comes into a state; urgent ones are due for dispatch at once. */
export function dueIn(state: RequestState, at: number, isUrgent: boolean, settings: Settings): Due {
  const office = officeTimeOf(settings);
  const after = (minutes: number, dueKind: DueKind): Due => ({ dueAt: addOfficeMinutes(at, minutes, office), dueKind });
  switch (state) {
    case 'open':
      return after(settings.coveringMinutes, 'covering');
    case 'board':
      return after(settings.boardMinutes, 'board');
    case 'toDispatch':
      return isUrgent ? { dueAt: at, dueKind: 'dispatch' } : after(settings.dispatchMinutes, 'dispatch');
    case 'assigned':
      return after(settings.firstAnswerHours * 60, 'firstAnswer');
    case 'scheduled':
    case 'met':
    case 'concluded':
    case 'visited':
    case 'closed':
    case 'withdrawn':
    case 'refused':
      return noDue;
  }
}

/** Where a matter stands in lists: 3 what is overdue or cannot wait, 2 urgent, 1 enterprise, else 0. */
export function priorityOf(matter: Pick<RequestRecord, 'state' | 'isUrgent' | 'channel' | 'dueKind'>): number {
  const { state, isUrgent, channel, dueKind } = matter;
  if (dueKind === 'dispatchOverdue' || dueKind === 'firstAnswerOverdue') return 3;
  if (isUrgent && state === 'toDispatch') return 3;
  if (!isUnderWay(state)) return 0;
  if (isUrgent) return 2;
  return channel === 'enterprise' ? 1 : 0;
}

const isUnderWay = (state: RequestState): boolean => mayFollow('withdraw', state);

export type MoveFacts = { readonly at: Date; readonly by: Actor; readonly reason?: string | null };

/** What a move sets and which row it leaves; `isUrgent` as it is after the move. */
export function movedTo(
  matter: RequestRecord,
  to: RequestState,
  { at, by, reason = null }: MoveFacts,
  settings: Settings,
): { set: Pick<RequestRecord, 'state' | 'stateAt' | 'dueAt' | 'dueKind' | 'priority'>; row: MoveRow } {
  const due = dueIn(to, at.getTime(), matter.isUrgent, settings);
  const dueAt = due.dueAt === null ? null : new Date(due.dueAt);
  const { dueKind } = due;
  return {
    set: { state: to, stateAt: at, dueAt, dueKind, priority: priorityOf({ ...matter, state: to, dueKind }) },
    row: { from: matter.state, to, at, by: by.name, role: by.role, reason, dueAt },
  };
}
