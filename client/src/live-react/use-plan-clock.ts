import { MINUTE_MS } from '#shared/kit/time.ts';
import { useLive, useServerNow } from './use-live.ts';

export type PlanClock = {
  /** Until the planned start it is not late: 0. */
  lateMinutes: number;
  endAt: string;
  /** Past the planned end, in whole minutes; 0 before. */
  overMinutes: number;
};

const minutesSince = (ms: number, now: number): number => Math.max(0, Math.floor((now - ms) / MINUTE_MS));

/** When the lecture is to end by its plan, ms. */
export const plannedEnd = ({ startAt, plannedMinutes }: { startAt: string; plannedMinutes: number }): number =>
  Date.parse(startAt) + plannedMinutes * MINUTE_MS;

/** How the lecture stands to its plan, by the server's clock: what the report counts as late and as overrun. */
export function usePlanClock(): PlanClock | null {
  const now = useServerNow();
  const lecture = useLive((state) => state.lecture);
  if (!lecture) return null;
  const { startAt, current } = lecture;
  const endMs = plannedEnd(lecture);
  const isOn = current.state === 'live' || current.state === 'paused';
  return {
    lateMinutes: current.state === 'published' ? minutesSince(Date.parse(startAt), now) : 0,
    endAt: new Date(endMs).toISOString(),
    overMinutes: isOn ? minutesSince(endMs, now) : 0,
  };
}
