import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Handle } from '../kernel/disposer.ts';
import type { Logger } from '../kernel/logger.ts';
import { withTimeout } from '../kernel/timeout.ts';
import type { AttendanceRepo } from './attendance.repo.ts';
import type { Span, SpanClose } from './attendance-types.ts';

export type SpanWriterDeps = {
  readonly repo: Pick<AttendanceRepo, 'insertSpans' | 'closeSpans'>;
  readonly clock: Clock;
  readonly log: Logger;
};

export type SpanWriter = Handle & {
  /** Resolves when the database has it. A rejection means that it counts nothing, whatever became of the write. */
  open(span: Span): Promise<void>;
  /** Returns at once; the end is written as soon as the database takes it. The first end given for a span stands. */
  end(close: SpanClose): void;
  /** Ends that are not yet in the database. */
  unwritten(): number;
  /** Waits until every end is written, at most `ms`; true if all are. */
  flush(ms: number): Promise<boolean>;
};

type Waiting = { readonly span: Span; hasGivenUp: boolean; done(): void; failed(error: unknown): void };

const MAX_BATCH = 256;
/** A join does not wait longer for its span: the hall tries again by itself. */
const OPEN_WITHIN_MS = 5_000;
/** More joins than that do not wait for a slow database; the ends are as many as there are open spans. */
const MAX_WAITING = 5_000;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 2_000;

/**
 * The one writer of spans. What comes in while a write is under way goes out together in the next one, so that 254 joins at
 * once are a few writes; ends are kept until the database has them.
 */
export function createSpanWriter({ repo, clock, log }: SpanWriterDeps): SpanWriter {
  const waiting: Waiting[] = [];
  const ends = new Map<string, SpanClose>();
  const openSpans = runsAlone(() => writeOpens());
  const closeSpans = runsAlone(() => writeEnds());
  let isClosed = false;

  const end = (close: SpanClose): void => {
    if (!ends.has(close.id)) ends.set(close.id, close);
    closeSpans.run();
  };

  const writeOpens = async (): Promise<void> => {
    for (let batch = waiting.splice(0, MAX_BATCH); batch.length > 0; batch = waiting.splice(0, MAX_BATCH)) {
      const wanted = batch.filter(({ hasGivenUp }) => !hasGivenUp);
      if (wanted.length === 0) continue;
      try {
        await repo.insertSpans(wanted.map(({ span }) => span));
        for (const one of wanted) one.hasGivenUp ? end(unacknowledged(one.span)) : one.done();
      } catch (error) {
        for (const one of wanted) {
          // The write may have been carried out although its answer was lost.
          end(unacknowledged(one.span));
          one.failed(error);
        }
      }
    }
  };

  const writeEnds = async (): Promise<void> => {
    for (let pauseMs = FIRST_PAUSE_MS; ends.size > 0; ) {
      const batch = [...ends.values()].slice(0, MAX_BATCH);
      try {
        await repo.closeSpans(batch);
        for (const { id } of batch) ends.delete(id);
        pauseMs = FIRST_PAUSE_MS;
      } catch (error) {
        if (isClosed) return;
        if (pauseMs === FIRST_PAUSE_MS)
          log.warn({ err: error, unwritten: ends.size }, 'ends of spans wait to be written');
        await clock.sleep(pauseMs);
        pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
      }
    }
  };

  return {
    open: async (span) => {
      if (isClosed) throw new AppError('unavailable', 'stopping');
      if (waiting.length >= MAX_WAITING) throw new AppError('unavailable', 'timeout');
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const one: Waiting = { span, hasGivenUp: false, done: resolve, failed: reject };
      waiting.push(one);
      openSpans.run();
      try {
        await withTimeout(promise, OPEN_WITHIN_MS, 'attendance span');
      } catch (error) {
        one.hasGivenUp = true;
        throw error;
      }
    },
    end,
    unwritten: () => ends.size,
    flush: async (ms) => {
      const settled = withTimeout(Promise.all([openSpans.idle(), closeSpans.idle()]), ms, 'attendance flush');
      await settled.catch(() => undefined);
      return ends.size === 0;
    },
    close: () => {
      isClosed = true;
    },
  };
}

const unacknowledged = ({ id, from }: Span): SpanClose => ({ id, to: from, reason: 'notAcknowledged' });

/** At most one run of `work` at a time; asked meanwhile, it runs once more. `work` must not reject. */
function runsAlone(work: () => Promise<void>) {
  let running: Promise<void> | undefined;
  let isAskedAgain = false;
  const loop = async (): Promise<void> => {
    do {
      isAskedAgain = false;
      await work();
    } while (isAskedAgain);
    running = undefined;
  };
  return {
    run: (): void => {
      isAskedAgain = true;
      running ??= loop();
    },
    idle: (): Promise<void> => running ?? Promise.resolve(),
  };
}
