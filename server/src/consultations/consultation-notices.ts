import { HOUR_MS, MINUTE_MS } from '#shared/kit/time.ts';
import type { NoticeKind } from '#shared/notices.ts';
import { type NoticeRecipient, type OwedNotice, owe } from '../kernel/outbox.ts';
import { activeParts, type ConsultationRecord, type Part } from './consultation-record.ts';
import type { MeetingSettings } from './meeting-settings.ts';

type TimedKind = Extract<
  NoticeKind,
  | 'consultation.booked'
  | 'consultation.invited'
  | 'consultation.moved'
  | 'consultation.cancelled'
  | 'consultation.noShow'
  | 'consultation.reminderFirst'
  | 'consultation.reminderLast'
>;

/** Who can be told of a meeting; a guest has nothing but the link, and a supervisor is told by nobody. */
export function recipientOf(
  record: ConsultationRecord,
  { kind, accountId, partyId }: Part,
): NoticeRecipient | undefined {
  if (kind === 'citizen') return { citizen: record.requestId };
  if (kind === 'party' && partyId !== null) return { party: partyId, of: record.requestId };
  return (kind === 'expert' || kind === 'department') && accountId !== null ? { account: accountId } : undefined;
}

const recipients = (record: ConsultationRecord, parts: readonly Part[]): NoticeRecipient[] =>
  parts.flatMap((part) => recipientOf(record, part) ?? []);

/** The matter's number, and where a row of the bell leads. */
export const paramsOf = ({ requestNumber, requestId, id }: ConsultationRecord) => ({
  number: requestNumber,
  requestId,
  consultationId: id,
});

export function notice(record: ConsultationRecord, kind: TimedKind, to: NoticeRecipient, at: number): OwedNotice {
  const params = { ...paramsOf(record), startAt: new Date(record.startAt).toISOString() };
  return owe({ kind, to, params, at: new Date(at) });
}

/** For everybody, those who caused it too: a calendar and a second device learn of it. */
export const noticesTo = (record: ConsultationRecord, kind: TimedKind, now: number, parts = activeParts(record)) =>
  recipients(record, parts).map((to) => notice(record, kind, to, now));

export type Remind = Pick<MeetingSettings, 'firstReminderHours' | 'lastReminderMinutes'>;

/** Twice before, as far as these lie ahead; they wait in the outbox for their moment. */
export function reminders(
  record: ConsultationRecord,
  now: number,
  { firstReminderHours, lastReminderMinutes }: Remind,
  parts = activeParts(record),
): OwedNotice[] {
  const times: [TimedKind, number][] = [
    ['consultation.reminderFirst', record.startAt - firstReminderHours * HOUR_MS],
    ['consultation.reminderLast', record.startAt - lastReminderMinutes * MINUTE_MS],
  ];
  return times.flatMap(([kind, at]) => (at > now ? noticesTo(record, kind, at, parts) : []));
}

/** Notices that still hold when the time or the meeting itself has changed. */
export const withoutReminders = (outbox: readonly OwedNotice[]): OwedNotice[] =>
  outbox.filter(({ kind }) => kind !== 'consultation.reminderFirst' && kind !== 'consultation.reminderLast');

/** Nothing more for somebody who is no longer called. */
export function withoutRecipient(record: ConsultationRecord, part: Part): OwedNotice[] {
  const gone = JSON.stringify(recipientOf(record, part));
  return record.outbox.filter(({ to }) => JSON.stringify(to) !== gone);
}
