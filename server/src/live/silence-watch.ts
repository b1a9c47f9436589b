import type { Clock } from '../kernel/clock.ts';
import type { Handle } from '../kernel/disposer.ts';
import type { Logger } from '../kernel/logger.ts';

export type SilenceWatchOptions<Who> = {
  readonly clock: Clock;
  readonly log: Logger;
  readonly silentAfterMs: number;
  /** All bytes that came from it so far; undefined when nothing can come any more. */
  bytesReceived(who: Who): Promise<number | undefined>;
  /** Nothing came for `silentAfterMs`. `lastPacketAt` is right within half a second of what was heard here. */
  silent(who: Who, lastPacketAt: number): void;
  /** It was silent, and packets come again. */
  heard(who: Who, at: number): void;
};

export type SilenceWatch<Who> = Handle & {
  /** `lastSignAt`: the last sign of life that is known otherwise; silence is reported from then on or from a later packet. */
  watch(who: Who, lastSignAt: number): void;
  forget(who: Who): void;
};

type Watched = {
  bytes: number | undefined;
  readAt: number;
  quietSince: number;
  lastPacketAt: number;
  isSilent: boolean;
};

/** Often enough for minutes that are right within a second, and only for those who are away. */
const READ_EVERY_MS = 1_000;

/** Listens to those whose signalling connection is gone: are media packets still coming? */
export function createSilenceWatch<Who>(options: SilenceWatchOptions<Who>): SilenceWatch<Who> {
  const { clock } = options;
  const watched = new Map<Who, Watched>();
  let timer: Handle | undefined;

  const read = async (who: Who, state: Watched): Promise<void> => {
    try {
      const bytes = await options.bytesReceived(who);
      if (watched.get(who) === state) judge(options, who, state, bytes);
    } catch (error) {
      // A reading that failed says nothing about the one who is listened to; the next one will.
      options.log.warn({ err: error }, 'a transport could not be read');
    }
  };
  const readAll = async (): Promise<void> => {
    await Promise.all([...watched].map(([who, state]) => read(who, state)));
  };

  return {
    watch(who, lastSignAt) {
      const now = clock.now();
      const state = { bytes: undefined, readAt: now, quietSince: now, lastPacketAt: lastSignAt, isSilent: false };
      watched.set(who, state);
      timer ??= clock.every(READ_EVERY_MS, 'listen for silence', readAll);
      // The first reading is what later ones are compared with. Without any media nothing is left to hear.
      void read(who, state);
    },
    forget(who) {
      watched.delete(who);
      if (watched.size > 0) return;
      timer?.close();
      timer = undefined;
    },
    close() {
      watched.clear();
      timer?.close();
    },
  };
}

function judge<Who>(options: SilenceWatchOptions<Who>, who: Who, state: Watched, bytes: number | undefined): void {
  const now = options.clock.now();
  const rose = bytes !== undefined && state.bytes !== undefined && bytes > state.bytes;
  if (rose) {
    // It came at some moment between the two readings; their middle is at most half a reading off.
    state.lastPacketAt = Math.max(state.lastPacketAt, (state.readAt + now) / 2);
    state.quietSince = now;
    if (state.isSilent) options.heard(who, state.lastPacketAt);
    state.isSilent = false;
  }
  state.bytes = bytes ?? state.bytes;
  state.readAt = now;
  const isQuiet = bytes === undefined || now - state.quietSince >= options.silentAfterMs;
  if (!isQuiet || state.isSilent) return;
  state.isSilent = true;
  options.silent(who, state.lastPacketAt);
}
