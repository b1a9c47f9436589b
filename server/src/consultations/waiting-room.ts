import type { WaitingInfo } from '#shared/consultations.ts';
import { HOUR_MS, MINUTE_MS } from '#shared/kit/time.ts';
import { phoneFrom } from './consultation.rules.ts';
import { iso, isoOrNull } from './consultation.views.ts';
import type { ConsultationsDeps } from './consultation-ports.ts';
import { type ConsultationRecord, leadOf, type Part } from './consultation-record.ts';
import { opensAt } from './slot.rules.ts';

/** Where a lead expert is now, as the rooms know it. */
export type Whereabouts = (record: ConsultationRecord) => 'here' | 'busy' | 'elsewhere';

/** What is so for somebody who waits: read from the stored meetings, so that it outlives sockets, reloads and restarts. */
export type WaitingRoom = { infoFor(record: ConsultationRecord, part: Part): Promise<WaitingInfo> };

type Deps = Pick<ConsultationsDeps, 'repo' | 'clock'> & { readonly whereabouts: Whereabouts };

/** Meetings of before that nobody ended in this time are no queue any more. */
const QUEUE_MS = 2 * HOUR_MS;

export function createWaitingRoom({ repo, clock, whereabouts }: Deps): WaitingRoom {
  const before = async (record: ConsultationRecord, now: number): Promise<number> => {
    const { id, leadId, startAt } = record;
    const since = Math.min(now, startAt) - QUEUE_MS;
    const others = await repo.openOfLead(leadId, startAt);
    return others.filter((other) => other.id !== id && other.startAt >= since && isFirst(other, record)).length;
  };

  return {
    infoFor: async (record, part) => {
      const now = clock.now();
      const where = record.state === 'live' ? 'here' : whereabouts(record);
      const isLate = where !== 'here' && now >= record.startAt;
      return {
        state: record.state,
        startAt: iso(record.startAt),
        opensAt: iso(opensAt(record)),
        leadName: leadOf(record).name,
        expert: where === 'elsewhere' ? (isLate ? 'late' : 'notYet') : where,
        lateMinutes: isLate ? Math.floor((now - record.startAt) / MINUTE_MS) : 0,
        before: record.state === 'live' ? 0 : await before(record, now),
        rungAt: isoOrNull(record.rungAt),
        phoneFrom: iso(phoneFrom(record)),
        phoneAskedAt: isoOrNull(record.phoneAskedAt),
        isAdmitted: part.admittedAt !== null,
      };
    },
  };
}

/** A talk that runs comes first whatever its hour was; then the order of the booked starts. */
function isFirst(other: ConsultationRecord, own: ConsultationRecord): boolean {
  if (other.state === 'live') return true;
  return other.startAt < own.startAt || (other.startAt === own.startAt && other.id < own.id);
}
