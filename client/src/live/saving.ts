import type { Track } from '#shared/media.ts';
import type { Stretch } from './quality.ts';
import { hallOf } from './track-owner.ts';

/** What is left out to keep speech whole, in this order: each level leaves out what the one before does, and more. */
export const savingLevels = ['none', 'otherHalls', 'smallPicture', 'besideScreen', 'allPictures'] as const;
export type SavingLevel = (typeof savingLevels)[number];

/** By hand: `auto` leaves it to the line; the others leave out at least so much. */
export const savingChoices = ['auto', 'smallPicture', 'allPictures'] as const;
export type SavingChoice = (typeof savingChoices)[number];

/** How much of a picture is received. Sound always is. */
export type PictureUse = 'full' | 'small' | 'none';

const reaches = (level: SavingLevel, other: SavingLevel): boolean =>
  savingLevels.indexOf(level) >= savingLevels.indexOf(other);

/** Other halls go first, then the size of faces, then faces beside a shared screen, then every picture. Speech never does. */
export function pictureUse(track: Track, level: SavingLevel, all: readonly Track[]): PictureUse {
  if (track.kind === 'audio' || level === 'none') return 'full';
  if (reaches(level, 'allPictures') || hallOf(track.owner) !== null) return 'none';
  if (track.source === 'screen' || !reaches(level, 'smallPicture')) return 'full';
  const isBesideScreen = all.some(({ source, paused }) => source === 'screen' && !paused);
  return isBesideScreen && reaches(level, 'besideScreen') ? 'none' : 'small';
}

/** Sound suffers, the line answers late, or the picture stands still. */
export const isTroubled = ({ concealedShare, roundTripMs, frozenShare }: Stretch): boolean =>
  concealedShare > 0.02 || roundTripMs > 1_000 || frozenShare > 0.3;

/** Troubled stretches in a row before more is left out: one alone passes by itself. */
const TROUBLED = 2;
/** After a step the line needs so long to show what it brought, ms. */
const SETTLE_MS = 4_000;
/** Calm before a little more is tried; twice as long after each try that failed, ms. A try costs a word when it fails. */
const CALM_MS = 60_000;
const CALM_MAX_MS = 16 * 60_000;
/** A try that goes wrong does so within this time, ms. */
const TRY_MS = 10_000;
/** After a trouble that was not this line's, it is asked again so much later, ms. */
const ASK_AGAIN_MS = 10_000;

export type SaverOptions = {
  /** Asked before more is left out: is it this page's own line, not that of whoever sends? */
  isLineThin: () => Promise<boolean>;
  /** Whether one level leaves out something else than the other, of what is on air now. */
  differ: (one: SavingLevel, other: SavingLevel) => boolean;
  show: (level: SavingLevel) => void;
};

const top = savingLevels.length - 1;

/** Leaves out pictures while the line is too thin for them, and tries again after a calm while. */
export class Saver {
  readonly #options: SaverOptions;
  #choice: SavingChoice = 'auto';
  /** What the line was found to need; an index of the levels. */
  #found = 0;
  #troubled = 0;
  #calmSinceMs: number | null = null;
  #restsUntilMs = Number.NEGATIVE_INFINITY;
  #calmNeededMs = CALM_MS;
  #tryOf: { before: number; untilMs: number } | null = null;

  constructor(options: SaverOptions) {
    this.#options = options;
  }

  get level(): SavingLevel {
    return levelAt(Math.max(this.#chosen, this.#found));
  }

  choose(choice: SavingChoice): void {
    this.#choice = choice;
    this.#options.show(this.level);
  }

  /** What happened on the receiving line since the last call. `isCameraDue`: a picture that moves should have come. */
  add(stretch: Stretch, isCameraDue: boolean, nowMs: number): void {
    const isBad = isTroubled(stretch) || (isCameraDue && stretch.frames === 0);
    const tried = this.#tryOf && nowMs < this.#tryOf.untilMs ? this.#tryOf : null;
    if (isBad && tried) {
      this.#calmNeededMs = Math.min(CALM_MAX_MS, 2 * this.#calmNeededMs);
      this.#move(tried.before, nowMs);
      return;
    }
    if (nowMs < this.#restsUntilMs) return;
    if (isBad) this.#suffer(nowMs);
    else this.#rest(nowMs);
  }

  get #chosen(): number {
    return this.#choice === 'auto' ? 0 : savingLevels.indexOf(this.#choice);
  }

  #suffer(nowMs: number): void {
    this.#calmSinceMs = null;
    this.#troubled += 1;
    if (this.#troubled >= TROUBLED && this.level !== 'allPictures') void this.#leaveOut(nowMs);
  }

  #rest(nowMs: number): void {
    this.#troubled = 0;
    this.#calmSinceMs ??= nowMs;
    if (this.#found <= this.#chosen || nowMs - this.#calmSinceMs < this.#calmNeededMs) return;
    const before = this.#found;
    let next = before - 1;
    while (next > this.#chosen && !this.#options.differ(levelAt(next), levelAt(before))) next -= 1;
    this.#move(next, nowMs);
    this.#tryOf = { before, untilMs: nowMs + TRY_MS };
  }

  async #leaveOut(nowMs: number): Promise<void> {
    this.#troubled = 0;
    this.#restsUntilMs = nowMs + ASK_AGAIN_MS;
    // Not answered on a line that may be down: the trouble goes on, and it is asked again.
    if (!(await this.#options.isLineThin().catch(() => false))) return;
    const from = savingLevels.indexOf(this.level);
    let next = from + 1;
    while (next < top && !this.#options.differ(levelAt(from), levelAt(next))) next += 1;
    this.#move(Math.min(next, top), nowMs);
  }

  #move(found: number, nowMs: number): void {
    this.#found = found;
    this.#tryOf = null;
    this.#troubled = 0;
    this.#calmSinceMs = null;
    this.#restsUntilMs = nowMs + SETTLE_MS;
    this.#options.show(this.level);
  }
}

function levelAt(index: number): SavingLevel {
  return savingLevels[index] ?? 'none';
}
