import type { Handle } from '../kernel/disposer.ts';
import { createSilenceWatch, type SilenceWatchOptions } from './silence-watch.ts';

export type AbsencesOptions<Who> = SilenceWatchOptions<Who> & {
  /** How long place and media of somebody away are kept, in ms. */
  readonly graceMs: number;
  /** The grace time is over. */
  over(who: Who): void;
};

/** Those who are away: each has a grace time to come back, and is listened to meanwhile. */
export type Absences<Who> = Handle & {
  begin(who: Who, lastSignAt: number): void;
  end(who: Who): void;
};

export function createAbsences<Who>(options: AbsencesOptions<Who>): Absences<Who> {
  const silence = createSilenceWatch<Who>(options);
  const graces = new Map<Who, Handle>();
  return {
    begin(who, lastSignAt) {
      const grace = options.clock.after(options.graceMs, 'grace of an away participant', () => options.over(who));
      graces.set(who, grace);
      silence.watch(who, lastSignAt);
    },
    end(who) {
      silence.forget(who);
      graces.get(who)?.close();
      graces.delete(who);
    },
    close() {
      silence.close();
      for (const grace of graces.values()) grace.close();
      graces.clear();
    },
  };
}
