import { type SettingChange, type Settings, settings } from '#shared/settings.ts';

export type ChangedValue = Pick<SettingChange, 'key' | 'from' | 'to'>;

const keys = settings.keyof().options;
const MAX_TEXT = 4_000;

/** What is otherwise in `after`, key by key. */
export function changedValues(before: Settings, after: Settings): ChangedValue[] {
  return keys.flatMap((key) => {
    const [from, to] = key === 'calendar' ? calendarChange(before, after) : [before[key], after[key]];
    const [was, is] = [textOf(from), textOf(to)];
    return was === is ? [] : [{ key, from: was, to: is }];
  });
}

const textOf = (value: unknown): string => JSON.stringify(value).slice(0, MAX_TEXT);

/** The days that went and those that came: a year's calendar is long, and one day of it is changed. */
function calendarChange(before: Settings, after: Settings) {
  const without = (those: Settings['calendar'], these: Settings['calendar']) => {
    const known = new Set(these.map(textOf));
    return those.filter((row) => !known.has(textOf(row)));
  };
  return [without(before.calendar, after.calendar), without(after.calendar, before.calendar)];
}
