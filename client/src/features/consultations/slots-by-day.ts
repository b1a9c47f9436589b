import { clockTime, dayKey } from '../../lib/time.ts';

export type DayOfSlots = { day: string; morning: string[]; afternoon: string[] };

/** Possible starts by Shanghai's days, each in its half, in order. */
export function slotsByDay(starts: readonly string[]): DayOfSlots[] {
  const days = new Map<string, DayOfSlots>();
  for (const start of [...starts].sort((a, b) => Date.parse(a) - Date.parse(b))) {
    const day = dayKey(start);
    const slots = days.get(day) ?? { day, morning: [], afternoon: [] };
    days.set(day, slots);
    (clockTime(start, 'en') < '12:00' ? slots.morning : slots.afternoon).push(start);
  }
  return [...days.values()];
}
