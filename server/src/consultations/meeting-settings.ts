import type { Settings } from '#shared/settings.ts';

/** The county's clocks of meetings. */
export type MeetingSettings = Pick<
  Settings,
  | 'consultationMinutes'
  | 'bookableFromHours'
  | 'bookableUntilDays'
  | 'waitingRoomMinutes'
  | 'telephoneOfferedMinutes'
  | 'noShowMinutes'
  | 'firstReminderHours'
  | 'lastReminderMinutes'
>;
