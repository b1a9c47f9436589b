import { stageRules } from '#shared/stage.ts';

/**
 * The halls whose pictures this page looks at. Several parts of a page may look at once; the server is told of all of them together,
 * and each hall sends only while somebody looks.
 */
export class HallWatch {
  readonly #changed: (hallIds: readonly string[]) => void;
  readonly #looks = new Map<symbol, readonly string[]>();

  constructor(changed: (hallIds: readonly string[]) => void) {
    this.#changed = changed;
  }

  get halls(): readonly string[] {
    return [...new Set([...this.#looks.values()].flat())].slice(0, stageRules.maxWatched);
  }

  /** What this part of the page looks at now, instead of before; an empty list for nothing. */
  look(who: symbol, hallIds: readonly string[]): void {
    const before = this.halls.join();
    if (hallIds.length === 0) this.#looks.delete(who);
    else this.#looks.set(who, hallIds);
    const { halls } = this;
    if (halls.join() !== before) this.#changed(halls);
  }
}
