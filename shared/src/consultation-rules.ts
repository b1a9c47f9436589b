/** Clocks of a consultation, from states-and-rights, until a county's settings say otherwise. */
export const consultationRules = {
  minutes: 30,
  maxMinutes: 120,
  slotMinutes: 15,
  earliestHours: 2,
  latestDays: 14,
  enterBeforeMinutes: 15,
  phoneAfterMinutes: 5,
  noShowAfterMinutes: 15,
  remindHours: 24,
  remindMinutes: 10,
  maxPeople: 8,
  maxOffered: 6,
  maxExtensions: 4,
};
