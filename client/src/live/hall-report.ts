import type { LinkQuality } from '#shared/link-quality.ts';
import { Owner } from './owner.ts';

type Report = { sound: 'on' | 'off'; quality: LinkQuality };

/** Reports are at least so far apart, ms. */
const pauseMs = 2_000;

export type HallReport = {
  setSound(sound: Report['sound']): void;
  setQuality(quality: LinkQuality): void;
  /** The server may have forgotten: tell it again. */
  joined(): void;
  close(): void;
};

/** Tells the server what only this PC knows, when it changes, never more often than every two seconds, until it was heard. */
export function createHallReport(send: (report: Report) => Promise<void>): HallReport {
  const owner = new Owner();
  let now: { sound: Report['sound'] | null; quality: LinkQuality } = { sound: null, quality: 'unknown' };
  let told: Report | null = null;
  let isWaiting = false;

  const tell = async () => {
    const { sound, quality } = now;
    if (sound === null || isWaiting || (told?.sound === sound && told.quality === quality)) return;
    isWaiting = true;
    owner.after(pauseMs, () => {
      isWaiting = false;
      void tell();
    });
    try {
      await send({ sound, quality });
      told = { sound, quality };
    } catch {
      // Told again after the pause.
    }
  };

  return {
    setSound(sound) {
      now = { ...now, sound };
      void tell();
    },
    setQuality(quality) {
      now = { ...now, quality };
      void tell();
    },
    joined() {
      told = null;
      void tell();
    },
    close: () => owner.close(),
  };
}
