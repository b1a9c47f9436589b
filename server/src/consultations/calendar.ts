import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { FileOutput } from '#shared/kit/define.ts';
import { type ConsultationRecord, leadOf, plannedEnd } from './consultation-record.ts';

type Facts = { readonly publicUrl: string; readonly now: number };

/**
 * The meeting for a calendar: always the same id, a sequence that rises with every change, a cancellation when it is called off. Times are
 * UTC. It names no citizen and nothing of the matter but its number, since calendars are shared.
 */
export function calendarFile(record: ConsultationRecord, { publicUrl, now }: Facts): FileOutput {
  const { hostname } = new URL(publicUrl);
  const isCancelled = record.state === 'cancelled';
  const calendar = ical({
    prodId: { company: hostname, product: 'law-hall', language: 'ZH' },
    method: isCancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
  });
  calendar.createEvent({
    id: `consultation-${record.id}@${hostname}`,
    sequence: record.sequence,
    stamp: new Date(now),
    start: new Date(record.startAt),
    end: new Date(plannedEnd(record)),
    status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    summary: `法律咨询 ${record.requestNumber}`,
    description: `专家：${leadOf(record).name}`,
    url: `${publicUrl}/consultations/${record.id}`,
  });
  const fileName = `consultation-${record.requestNumber}.ics`;
  return { fileName, contentType: 'text/calendar; charset=utf-8', content: { body: calendar.toString() } };
}
