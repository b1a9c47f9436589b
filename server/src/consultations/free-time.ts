import { consultationRules } from '#shared/consultations.ts';
import type { AccountId } from '#shared/kit/ids.ts';
import { MINUTE_MS } from '#shared/kit/time.ts';
import { AppError } from '../kernel/app-error.ts';
import type { ConsultationsDeps } from './consultation-ports.ts';
import type { ConsultationRecord } from './consultation-record.ts';
import { type Ahead, bookable, expertsOf, freeStarts, isBookable, quartersOf } from './slot.rules.ts';

export type Wanted = {
  readonly experts: readonly AccountId[];
  readonly minutes: number;
  /** Starts that the lead expert offered, in or out of the weekly hours. */
  readonly offered: readonly number[];
  /** The meeting that is to be moved: its own time is free for it. */
  readonly exceptId: string | null;
};

/** When all experts of a meeting have time. */
export type FreeTime = {
  of(wanted: Wanted): Promise<{ slots: number[]; offered: number[] }>;
  /** `conflict/slot_taken`, with the next free starts for people and for pages. */
  taken(wanted: Wanted, startAt: number, known?: readonly number[]): Promise<AppError>;
};

const SHOWN = 3;
const LONGEST_MS = consultationRules.maxMinutes * MINUTE_MS;

export function createFreeTime({
  repo,
  experts,
  settings,
  clock,
}: Pick<ConsultationsDeps, 'repo' | 'experts' | 'settings' | 'clock'>): FreeTime {
  const of: FreeTime['of'] = async ({ experts: ids, minutes, offered, exceptId }) => {
    const now = clock.now();
    const { from, to } = bookable(now, settings());
    const isAhead = (startAt: number): boolean => isBookable(startAt, now, settings());
    const kept = await Promise.all(ids.map((id) => experts.availability(id, from, to + minutes * MINUTE_MS)));
    const [first = [], ...others] = kept.map((quarters) => new Set(quarters));
    const open = new Set([...first].filter((quarter) => others.every((set) => set.has(quarter))));
    const busy = await repo.openOfAccounts(ids, Math.min(from, ...offered) - LONGEST_MS, to + minutes * MINUTE_MS);
    const taken = new Set(busy.filter(({ id }) => id !== exceptId).flatMap((other) => takenIn(other, ids)));
    const isFree = (startAt: number): boolean =>
      isAhead(startAt) && quartersOf(startAt, minutes).every((quarter) => !taken.has(quarter));
    const freeOffered = offered.filter(isFree).sort((a, b) => a - b);
    const slots = new Set([...freeStarts(open, taken, minutes, isAhead), ...freeOffered]);
    return { slots: [...slots].sort((a, b) => a - b), offered: freeOffered };
  };

  return {
    of,
    taken: async (wanted, startAt, known) => {
      const slots = known ?? (await of(wanted)).slots;
      const later = slots.filter((slot) => slot > startAt);
      const next = (later.length > 0 ? later : slots).slice(0, SHOWN);
      const params = {
        next: next.map(spoken).join('、'),
        free: next.map((slot) => new Date(slot).toISOString()).join(','),
      };
      const reason = next.length > 0 ? 'slot_taken' : 'slot_taken_none_free';
      return new AppError('conflict', reason, { params, fields: [{ path: 'startAt', reason, params }] });
    },
  };
}

const takenIn = (other: ConsultationRecord, ids: readonly AccountId[]): number[] =>
  expertsOf(other).some((id) => ids.includes(id)) ? quartersOf(other.startAt, other.plannedMinutes) : [];

/** As people in the county read it: the month, the day and the hour in Asia/Shanghai. */
const spokenFormat = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const spoken = (at: number): string => spokenFormat.format(at);

/** What a meeting that is there needs, or one of this lead alone that is to be. */
export const wantedBy = (
  record: ConsultationRecord | null,
  lead: AccountId,
  minutes: number,
  offered: readonly number[],
): Wanted =>
  record === null
    ? { experts: [lead], minutes, offered, exceptId: null }
    : { experts: expertsOf(record), minutes: record.plannedMinutes, offered, exceptId: record.id };

export function checkBookable(startAt: number, now: number, ahead: Ahead, path = 'startAt'): void {
  if (isBookable(startAt, now, ahead)) return;
  const { bookableFromHours: hours, bookableUntilDays: days } = ahead;
  const fields = [{ path, reason: 'start_not_bookable', params: { hours, days } }];
  throw new AppError('invalid_input', 'invalid_input', { fields });
}
