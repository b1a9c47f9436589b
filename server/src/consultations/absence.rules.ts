import type { AbsentSide } from '#shared/consultations.ts';
import type { PartId } from '#shared/kit/ids.ts';
import { MINUTE_MS } from '#shared/kit/time.ts';
import { activeParts, type ConsultationRecord, leadOf, type PresenceSpan } from './consultation-record.ts';

/** A span that was written to within this time is taken for somebody who is there now. */
export const STILL_HERE_MS = 30_000;

type Side = { readonly cameAt: number | null; readonly waitedMs: number; readonly isHere: boolean };

/** When the clock has to decide about a meeting that has not begun. */
export const noShowDueAt = ({ startAt, waits }: Pick<ConsultationRecord, 'startAt' | 'waits'>): number =>
  startAt + waits.noShowAfter * MINUTE_MS;

export type Verdict =
  | { readonly kind: 'noShow'; readonly absent: AbsentSide }
  /** Both are there, or one came late and is still being waited for: look again then. */
  | { readonly kind: 'later'; readonly dueAt: number }
  /** Both were there at the same time and nobody began: no absence. */
  | { readonly kind: 'notStarted' };

/**
 * Decides by the facts alone who did not come, at or after `noShowDueAt`. Whoever came and waited the set time from the start, or
 * from the own arrival if that was later, has done enough.
 */
export function judgeAbsence(
  record: ConsultationRecord,
  spans: readonly PresenceSpan[],
  now: number,
  lastAt: number,
): Verdict {
  const waitMs = record.waits.noShowAfter * MINUTE_MS;
  const leadId = leadOf(record).id;
  const citizens = activeParts(record)
    .filter(({ kind }) => kind === 'citizen')
    .map(({ id }) => id);
  const expert = sideOf(
    spans.filter(({ partId }) => partId === leadId),
    now,
  );
  const citizen = sideOf(
    spans.filter(({ partId }) => citizens.includes(partId)),
    now,
  );
  if (expert.isHere && citizen.isHere) return later(now, lastAt);
  if (expert.cameAt === null && citizen.cameAt === null) return { kind: 'noShow', absent: 'both' };
  if (expert.cameAt === null || citizen.cameAt === null) {
    const came = expert.cameAt === null ? citizen : expert;
    const waitUntil = Math.max(record.startAt, came.cameAt ?? 0) + waitMs;
    // Who came after the start is waited with until he has waited his time, unless he left.
    if (came.isHere && now < waitUntil) return { kind: 'later', dueAt: waitUntil };
    return { kind: 'noShow', absent: expert.cameAt === null ? 'expert' : 'citizen' };
  }
  if (overlap(spans, leadId, citizens)) return now < lastAt ? later(now, lastAt) : { kind: 'notStarted' };
  const here = expert.isHere ? expert : citizen.isHere ? citizen : null;
  const waitUntil = here === null ? now : Math.max(record.startAt, here.cameAt ?? 0) + waitMs;
  if (now < waitUntil) return { kind: 'later', dueAt: waitUntil };
  if (here !== null) return { kind: 'noShow', absent: here === expert ? 'citizen' : 'expert' };
  return { kind: 'noShow', absent: expert.waitedMs < citizen.waitedMs ? 'expert' : 'citizen' };
}

const later = (now: number, lastAt: number): Verdict =>
  now >= lastAt ? { kind: 'notStarted' } : { kind: 'later', dueAt: Math.min(lastAt, now + MINUTE_MS) };

function sideOf(spans: readonly PresenceSpan[], now: number): Side {
  if (spans.length === 0) return { cameAt: null, waitedMs: 0, isHere: false };
  return {
    cameAt: Math.min(...spans.map(({ from }) => from)),
    waitedMs: presentMs(spans),
    isHere: spans.some(({ seenAt }) => now - seenAt <= STILL_HERE_MS),
  };
}

const overlap = (spans: readonly PresenceSpan[], lead: PartId, citizens: readonly PartId[]): boolean =>
  spans.some(
    (a) =>
      a.partId === lead && spans.some((b) => citizens.includes(b.partId) && a.from <= b.seenAt && b.from <= a.seenAt),
  );

/** The union of spans, which may overlap: two tabs are one person. */
export function presentMs(spans: readonly PresenceSpan[]): number {
  let total = 0;
  let until = Number.NEGATIVE_INFINITY;
  for (const { from, seenAt } of [...spans].sort((a, b) => a.from - b.from)) {
    total += Math.max(0, seenAt - Math.max(from, until));
    until = Math.max(until, seenAt);
  }
  return total;
}
