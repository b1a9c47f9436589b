/** What is tried when media stops although it should flow, from the mildest to the whole. */
export type RecoveryStep = 'restartIce' | 'newTransport' | 'rejoin';

const ladder: readonly RecoveryStep[] = ['restartIce', 'newTransport', 'rejoin'];
/** How long a step may take to show its effect before the next is tried, ms. */
const patienceMs: Record<RecoveryStep, number> = { restartIce: 4_000, newTransport: 6_000, rejoin: 8_000 };
const longestPauseMs = 60_000;
/** Media must have flowed so long before a new trouble begins at the bottom again. */
const calmMs = 15_000;

export type Recovery = {
  /** Call whenever media is seen to be in trouble; the step to take now, or null while the last one may still work. */
  troubled(nowMs: number): RecoveryStep | null;
  /** Call whenever media is seen to flow. */
  flowing(nowMs: number): void;
};

/** Climbs the ladder; after its top it begins again with a transport, in growing pauses, for ever. */
export function createRecovery(random: () => number): Recovery {
  let next = 0;
  let rounds = 0;
  let notBefore = 0;
  let flowsSince: number | null = null;

  return {
    troubled(nowMs) {
      flowsSince = null;
      if (nowMs < notBefore) return null;
      const step = ladder[next] ?? 'rejoin';
      const isTop = step === 'rejoin';
      next = isTop ? 1 : next + 1;
      if (isTop) rounds += 1;
      const pause = isTop ? Math.min(longestPauseMs, patienceMs.rejoin * 2 ** (rounds - 1)) : patienceMs[step];
      notBefore = nowMs + pause * (1 + random() / 2);
      return step;
    },
    flowing(nowMs) {
      flowsSince ??= nowMs;
      if (nowMs - flowsSince < calmMs) return;
      next = 0;
      rounds = 0;
      notBefore = 0;
    },
  };
}
