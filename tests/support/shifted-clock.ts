import { type Clock, systemClock } from '../../server/src/kernel/clock.ts';
import { testLog } from './engine.ts';

export type ShiftedClock = Clock & {
  /** Days go by at once; timers keep the time of the machine. */
  pass(ms: number): void;
};

/** The machine's clock, set forward by what has passed: for a whole server in which days must go by. */
export function shiftedClock(): ShiftedClock {
  const system = systemClock(testLog);
  let shift = 0;
  return {
    ...system,
    now: () => system.now() + shift,
    date: () => new Date(system.now() + shift),
    pass: (ms) => {
      shift += ms;
    },
  };
}
