/**
 * Writes the newest state of something, never two writes at once: whoever changes it while a write is under way shares the next
 * one.
 */
export class SharedSave<T> {
  readonly #current: () => T;
  readonly #save: (state: T) => Promise<void>;
  /** What the database has; another one while a change is not written, or could not be. */
  #stored: T;
  #running: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  constructor({ stored, current, save }: { stored: T; current: () => T; save: (state: T) => Promise<void> }) {
    this.#stored = stored;
    this.#current = current;
    this.#save = save;
  }

  /** Is what there is now stored already? */
  get isDone(): boolean {
    return this.#stored === this.#current();
  }

  /** Resolves when a write that began after this call is done. */
  request(): Promise<void> {
    if (this.#running === undefined) return this.#start();
    this.#next ??= this.#running
      .catch(() => undefined)
      .then(() => {
        this.#next = undefined;
        return this.#start();
      });
    return this.#next;
  }

  #start(): Promise<void> {
    const state = this.#current();
    const written = this.#save(state).then(() => {
      this.#stored = state;
    });
    this.#running = written.finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }
}
