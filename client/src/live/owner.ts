export type Close = () => void;

/** Holds everything that must end with its holder: listeners, timers, parts. `close()` ends them once, newest first. */
export class Owner {
  readonly #closers = new Set<Close>();
  #closed = false;

  get isClosed(): boolean {
    return this.#closed;
  }

  /** Returns a function that ends just this one, early. */
  add(close: Close): Close {
    if (this.#closed) {
      close();
      return () => undefined;
    }
    const once = () => {
      if (this.#closers.delete(once)) close();
    };
    this.#closers.add(once);
    return once;
  }

  listen(target: EventTarget, name: string, handler: (event: Event) => void): Close {
    target.addEventListener(name, handler);
    return this.add(() => target.removeEventListener(name, handler));
  }

  after(ms: number, run: () => void): Close {
    const timer = setTimeout(() => {
      stop();
      run();
    }, ms);
    const stop = this.add(() => clearTimeout(timer));
    return stop;
  }

  every(ms: number, run: () => void): Close {
    const timer = setInterval(run, ms);
    return this.add(() => clearInterval(timer));
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const close of [...this.#closers].reverse()) close();
  }
}
