/** What no county changes about a consultation; its clocks are settings. */
export const consultationRules = {
  slotMinutes: 15,
  maxMinutes: 120,
  maxPeople: 8,
  maxOffered: 6,
  maxExtensions: 4,
};
