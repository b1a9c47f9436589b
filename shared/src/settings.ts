import { z } from 'zod';
import { route } from './kit/define.ts';
import { isoTime, line } from './kit/fields.ts';
import type { OfficeTime } from './kit/office-time.ts';

/** What a number counts, so that a page can say it beside the field. */
const units = ['minutes', 'hours', 'days', 'times', 'matters', 'ratings'] as const;
type Unit = (typeof units)[number];
const groups = ['lecture', 'routing', 'consultation', 'after'] as const;

const number = (group: (typeof groups)[number], unit: Unit, usual: number, min: number, max: number) =>
  z.number().int().min(min).max(max).default(usual).meta({ group, unit });

/** `08:30` as typed. */
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const calendarDate = z.iso.date();

const numbers = {
  /** How long a photo of a hall's room is kept. */
  roomPhotoDays: number('lecture', 'days', 180, 1, 1_095),

  /** Office minutes in which the covering expert may claim before anybody else. */
  coveringMinutes: number('routing', 'minutes', 10, 1, 480),
  /** Office minutes on the claim board; then it must be dispatched. */
  boardMinutes: number('routing', 'minutes', 30, 1, 960),
  /** Office minutes in which an organizer is to dispatch; later it is overdue. */
  dispatchMinutes: number('routing', 'minutes', 30, 1, 960),
  /** Office hours in which an expert who has a matter is to answer it or to make an appointment; later it is overdue. */
  firstAnswerHours: number('routing', 'hours', 16, 1, 200),
  /** Matters that one expert may hold at once: assigned, scheduled, met. */
  openMattersPerExpert: number('routing', 'matters', 8, 1, 50),

  /** In whole quarters. */
  consultationMinutes: z
    .number()
    .int()
    .min(15)
    .max(120)
    .multipleOf(15)
    .default(30)
    .meta({ group: 'consultation', unit: 'minutes' }),
  bookableFromHours: number('consultation', 'hours', 2, 0, 72),
  bookableUntilDays: number('consultation', 'days', 14, 1, 60),
  waitingRoomMinutes: number('consultation', 'minutes', 15, 5, 120),
  telephoneOfferedMinutes: number('consultation', 'minutes', 5, 1, 60),
  noShowMinutes: number('consultation', 'minutes', 15, 5, 120),
  firstReminderHours: number('consultation', 'hours', 24, 2, 72),
  lastReminderMinutes: number('consultation', 'minutes', 10, 5, 120),

  ratingDays: number('after', 'days', 14, 1, 90),
  visitAfterAnswerDays: number('after', 'days', 7, 1, 90),
  visitAfterAgreementDays: number('after', 'days', 30, 1, 180),
  visitTries: number('after', 'times', 3, 1, 10),
  publicRatingFrom: number('after', 'ratings', 5, 1, 50),
  recordClosesAfterDays: number('after', 'days', 7, 1, 60),
};

/**
 * The county's own rules, each with its unit, bounds and usual value; design: states-and-rights, defaults. Stored as one document; a key
 * that is missing in it has its usual value.
 */
export const settings = z.strictObject({
  ...numbers,
  /** May halls send a photo of the room? A county that wants none is never asked. */
  roomPhotos: z.boolean().default(false),
  /** 1 is Monday. */
  officeDays: z.array(z.number().int().min(1).max(7)).min(1).max(7).default([1, 2, 3, 4, 5]),
  officeHours: z
    .array(z.strictObject({ from: timeOfDay, to: timeOfDay }))
    .min(1)
    .max(4)
    .default([
      { from: '08:30', to: '11:30' },
      { from: '13:30', to: '17:00' },
    ])
    .refine(isInOrder, 'office_hours_order'),
  /** Holidays and 调休 days, imported yearly. */
  calendar: z
    .array(z.strictObject({ date: calendarDate, kind: z.enum(['off', 'work']) }))
    .max(400)
    .default([]),
  /** Told to whoever cannot be served on screen. */
  helpTelephone: z
    .string()
    .trim()
    .max(40)
    .regex(/^[0-9+\- ]*$/)
    .default('0432-12345'),
  /** Before 〔2026〕137号. */
  recordPrefix: line(12).default('舒咨录'),
  agreementPrefix: line(12).default('舒协'),
});
export type Settings = z.infer<typeof settings>;

/** A county that has changed nothing. */
export const usualSettings: Settings = settings.parse({});

export type NumberSetting = keyof typeof numbers;
const keyOfNumber = z.custom<NumberSetting>((key) => typeof key === 'string' && Object.hasOwn(numbers, key));

/** The numbers as a form shows them. */
const numberField = z.object({
  key: keyOfNumber,
  group: z.enum(groups),
  unit: z.enum(units),
  min: z.number(),
  max: z.number(),
  usual: z.number(),
});
export type NumberField = z.infer<typeof numberField>;

export const numberFields: readonly NumberField[] = Object.entries(numbers).map(([key, schema]) => {
  const inner = schema.unwrap();
  return numberField.parse({
    key,
    ...schema.meta(),
    min: inner.minValue,
    max: inner.maxValue,
    usual: schema.parse(undefined),
  });
});

export function officeTimeOf({ officeDays, officeHours, calendar }: Settings): OfficeTime {
  return {
    days: officeDays,
    hours: officeHours.map(({ from, to }) => ({ from: minutesOf(from), to: minutesOf(to) })),
    calendar,
  };
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

function isInOrder(hours: readonly { from: string; to: string }[]): boolean {
  const times = hours.flatMap(({ from, to }) => [minutesOf(from), minutesOf(to)]);
  return times.every((time, index) => index === 0 || time > (times[index - 1] ?? 0));
}

/** One value that somebody changed. `from` and `to` are JSON; of the calendar only the days that went and those that came. */
const settingChange = z.object({
  at: isoTime,
  by: z.string(),
  revision: z.number().int(),
  key: z.custom<keyof Settings>((key) => typeof key === 'string' && Object.hasOwn(settings.shape, key)),
  from: z.string(),
  to: z.string(),
});
export type SettingChange = z.infer<typeof settingChange>;

const answer = z.object({
  settings,
  /** Goes up with each change; sent back with the next one, so that two who edit at once do not undo each other. */
  revision: z.number().int(),
  numbers: z.array(numberField),
  /** Newest first; the last hundred. */
  changes: z.array(settingChange),
});

export const settingsRoutes = {
  getSettings: route({
    method: 'GET',
    path: '/api/settings',
    input: z.strictObject({}),
    output: answer,
    roles: ['supervisor', 'admin'],
    audit: false,
    repeat: 'natural',
  }),
  /** Replaces all of them. `conflict/settings_changed` if somebody else was first. */
  changeSettings: route({
    method: 'PUT',
    path: '/api/settings',
    input: z.strictObject({ settings, revision: z.number().int() }),
    output: answer,
    roles: ['admin'],
    audit: { object: null, fields: ['settings', 'revision'] },
    repeat: 'key',
  }),
};
