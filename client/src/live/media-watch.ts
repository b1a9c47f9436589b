import type { LinkQuality } from '#shared/link-quality.ts';
import { judgePath } from './health.ts';
import type { MediaTransport } from './media-transport.ts';
import { Owner } from './owner.ts';
import { createQualityJudge, judgeStretch, type Stretch, stretchBetween } from './quality.ts';
import { createRecovery, type RecoveryStep } from './recovery.ts';
import type { MediaHealth } from './room-state.ts';
import { type PathSample, readSample } from './stats.ts';

const lookEveryMs = 1_000;
/** Samples for the quality are so far apart, in looks. */
const looksPerSample = 2;

export type WatchedPath = { transport: MediaTransport | null; expectsMedia: boolean };

export type MediaWatchOptions = {
  path: () => WatchedPath;
  /** False while signalling is down: nothing can be mended then, and media that still flows must not be touched. */
  canAct: () => boolean;
  onHealth: (health: MediaHealth) => void;
  onQuality: (quality: LinkQuality) => void;
  /** What happened since the last call, on the same transport. */
  onStretch?: (stretch: Stretch, nowMs: number) => void;
  act: (step: RecoveryStep) => Promise<void>;
  random: () => number;
};

/** Watches one direction of media, says how it is, and climbs the ladder of recovery by itself while it is in trouble. */
export class MediaWatch {
  readonly #owner = new Owner();
  readonly #options: MediaWatchOptions;
  readonly #recovery;
  readonly #judge = createQualityJudge();
  #transport: MediaTransport | null = null;
  #last: PathSample | null = null;
  #lastJudged: PathSample | null = null;
  #movedAtMs: number | null = null;
  #answeredAtMs: number | null = null;
  #expectedSinceMs: number | null = null;
  #isLooking = false;
  #isActing = false;
  #looks = 0;

  constructor(options: MediaWatchOptions) {
    this.#options = options;
    this.#recovery = createRecovery(options.random);
    this.#owner.every(lookEveryMs, () => void this.#look().catch(() => undefined));
  }

  close(): void {
    this.#owner.close();
  }

  async #look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      const { transport, expectsMedia } = this.#options.path();
      const nowMs = Date.now();
      if (transport !== this.#transport) this.#forget(transport);
      this.#expectedSinceMs = expectsMedia ? (this.#expectedSinceMs ?? nowMs) : null;
      if (transport && expectsMedia) this.#note(await readSample(transport, nowMs));
      if (!this.#owner.isClosed) this.#conclude(transport, nowMs);
    } finally {
      this.#isLooking = false;
    }
  }

  #forget(transport: MediaTransport | null): void {
    this.#transport = transport;
    this.#last = null;
    this.#lastJudged = null;
    this.#movedAtMs = null;
    this.#answeredAtMs = null;
  }

  #note(sample: PathSample): void {
    if (sample.packets > (this.#last?.packets ?? 0)) this.#movedAtMs = sample.atMs;
    if (sample.answers > (this.#last?.answers ?? 0)) this.#answeredAtMs = sample.atMs;
    this.#last = sample;
    this.#looks += 1;
    if (this.#looks % looksPerSample !== 0) return;
    if (this.#lastJudged) {
      const stretch = stretchBetween(this.#lastJudged, sample);
      this.#options.onQuality(this.#judge.add(judgeStretch(stretch)));
      this.#options.onStretch?.(stretch, sample.atMs);
    }
    this.#lastJudged = sample;
  }

  #conclude(transport: MediaTransport | null, nowMs: number): void {
    const health =
      this.#expectedSinceMs === null
        ? 'idle'
        : judgePath(
            {
              state: transport?.state ?? 'new',
              stateSinceMs: transport?.stateSinceMs ?? this.#expectedSinceMs,
              expectsMedia: true,
              movedAtMs: this.#movedAtMs,
              answeredAtMs: this.#answeredAtMs,
              expectedSinceMs: this.#expectedSinceMs,
            },
            nowMs,
          );
    this.#options.onHealth(health);
    if (health === 'flowing') this.#recovery.flowing(nowMs);
    if (health !== 'stalled' || this.#isActing || !this.#options.canAct()) return;
    const step = this.#recovery.troubled(nowMs);
    if (!step) return;
    this.#isActing = true;
    // A step that fails is no news: the trouble goes on, and the next step follows.
    this.#options
      .act(step)
      .catch(() => undefined)
      .finally(() => {
        this.#isActing = false;
      });
  }
}
