import type { Logger } from './logger.ts';
import { withTimeout } from './timeout.ts';

export type Closable = { close(): void | Promise<void> };

/** A timer or a listener: gone the moment it is closed. */
export type Handle = { close(): void };

type Owned = { readonly name: string; readonly close: () => void | Promise<void> };

/**
 * Owns things that must be closed: in the reverse order of their making, once, each within a time limit. One that fails or
 * hangs is logged by its name and does not keep the others open.
 */
export class Disposer {
  readonly #log: Logger;
  readonly #limitMs: number;
  readonly #owned: Owned[] = [];
  #closing: Promise<void> | undefined;

  constructor(log: Logger, limitMs = 5_000) {
    this.#log = log;
    this.#limitMs = limitMs;
  }

  own<T extends Closable>(name: string, thing: T): T {
    this.add(name, () => thing.close());
    return thing;
  }

  /** What arrives after the closing began is closed at once: an owner that is gone must not leave an orphan. */
  add(name: string, close: () => void | Promise<void>): void {
    if (this.#closing === undefined) {
      this.#owned.push({ name, close });
      return;
    }
    void this.#closeOne({ name, close });
  }

  close(): Promise<void> {
    this.#closing ??= this.#closeAll();
    return this.#closing;
  }

  async #closeAll(): Promise<void> {
    // A microtask later, so that `#closing` is set before the first close function runs and may call back into us.
    await Promise.resolve();
    for (let owned = this.#owned.pop(); owned !== undefined; owned = this.#owned.pop()) {
      await this.#closeOne(owned);
    }
  }

  async #closeOne({ name, close }: Owned): Promise<void> {
    try {
      await withTimeout(Promise.resolve(close()), this.#limitMs, `close ${name}`);
    } catch (error) {
      this.#log.error({ err: error, owned: name }, 'could not be closed');
    }
  }
}
