import type { LinkQuality } from '#shared/link-quality.ts';
import type { PathSample } from './stats.ts';

/** What happened between two samples. */
export type Stretch = {
  packets: number;
  lostShare: number;
  frozenShare: number;
  frames: number;
  /** Of the sound that was played: what had to be made up because it never came. Silence that was made up is not counted. */
  concealedShare: number;
  roundTripMs: number;
  jitterMs: number;
  isThin: boolean;
};

export function stretchBetween(before: PathSample, after: PathSample): Stretch {
  const packets = Math.max(0, after.packets - before.packets);
  const lost = Math.max(0, after.lost - before.lost);
  const seconds = Math.max(0.1, (after.atMs - before.atMs) / 1000);
  return {
    packets,
    lostShare: packets + lost === 0 ? 0 : lost / (packets + lost),
    frozenShare: Math.min(1, Math.max(0, after.frozenSeconds - before.frozenSeconds) / seconds),
    frames: Math.max(0, after.frames - before.frames),
    concealedShare: shareOf(
      after.concealedSamples - before.concealedSamples,
      after.playedSamples - before.playedSamples,
    ),
    roundTripMs: after.roundTripMs ?? 0,
    jitterMs: after.jitterMs,
    isThin: after.isThin,
  };
}

const shareOf = (part: number, whole: number): number => (whole <= 0 ? 0 : Math.max(0, part) / whole);

/** 良好, 一般 or 较差 for one stretch of time; unknown while nothing came through that could be judged. */
export function judgeStretch(stretch: Stretch): LinkQuality {
  if (stretch.packets === 0) return 'unknown';
  if (stretch.lostShare > 0.08 || stretch.frozenShare > 0.3 || stretch.roundTripMs > 1_000) return 'poor';
  if (stretch.lostShare > 0.02 || stretch.frozenShare > 0.05 || stretch.roundTripMs > 400 || stretch.jitterMs > 80)
    return 'fair';
  return stretch.isThin ? 'fair' : 'good';
}

const worst: readonly LinkQuality[] = ['poor', 'fair', 'good'];

/** Of two directions of one line; what is not known yet does not count. */
export const worseOf = (one: LinkQuality, other: LinkQuality): LinkQuality =>
  worst.find((word) => word === one || word === other) ?? 'unknown';

/** The word that is shown: it follows the stretches, but only after two that agree, so that it does not flicker. */
export function createQualityJudge(): { add(judged: LinkQuality): LinkQuality } {
  let shown: LinkQuality = 'unknown';
  let before: LinkQuality = 'unknown';
  return {
    add(judged) {
      if (shown === 'unknown' || judged === before) shown = judged;
      else if (judged !== 'unknown' && before !== 'unknown' && judged !== shown && before !== shown) {
        // Two in a row that differ from what is shown and from each other: the worse one.
        shown = worst.find((word) => word === judged || word === before) ?? judged;
      }
      before = judged;
      return shown;
    },
  };
}
