import type { PartKind, WaitingInfo } from '#shared/consultations.ts';

export type WaitingHeadline = 'admitted' | 'here' | 'busy' | 'late' | 'notYet';

/** What is so, in one headline: the expert's whereabouts; a talk that was opened for this person comes before all. */
export function headlineOf({ expert, isAdmitted }: WaitingInfo): WaitingHeadline {
  return isAdmitted ? 'admitted' : expert;
}

export type PhoneHelp = 'none' | 'later' | 'offered' | 'asked';

/** The telephone is for the citizen's side only: offered from a set time on, and announced before. */
export function phoneHelpOf(waiting: WaitingInfo, kind: PartKind | null, nowMs: number): PhoneHelp {
  if (waiting.phoneAskedAt !== null) return 'asked';
  if (kind !== 'citizen' || waiting.state === 'live') return 'none';
  if (nowMs >= Date.parse(waiting.phoneFrom)) return 'offered';
  return 'later';
}

const ringPauseMs = 60_000;

/** An expert who is not here may be rung, at most once a minute. */
export function mayRing({ expert, rungAt }: WaitingInfo, nowMs: number): boolean {
  if (expert === 'here') return false;
  return rungAt === null || nowMs - Date.parse(rungAt) >= ringPauseMs;
}
