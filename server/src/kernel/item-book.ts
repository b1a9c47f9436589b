export type ItemBookOptions<T> = {
  readonly stored: readonly T[];
  /** Durable when it resolves; writes the whole item, so that repeating it does no harm. */
  readonly save: (item: T) => Promise<void>;
  /** After every turn, before it is durable. */
  readonly changed: (item: T) => void;
};

type Saving = { running: Promise<void>; next: Promise<void> | undefined };

/**
 * Items of one kind in memory, each written as a whole. Rules run one after the other on what is in memory, so that who is
 * first is never in doubt; turns of one item while it is being written share the next write.
 */
export class ItemBook<T extends { readonly id: string }> {
  readonly #options: ItemBookOptions<T>;
  readonly #items = new Map<string, T>();
  readonly #saving = new Map<string, Saving>();
  /** Turned, but not known to be stored. */
  readonly #dirty = new Set<string>();

  constructor(options: ItemBookOptions<T>) {
    this.#options = options;
    for (const item of options.stored) this.#items.set(item.id, item);
  }

  get all(): readonly T[] {
    return [...this.#items.values()];
  }

  find(id: string): T | undefined {
    return this.#items.get(id);
  }

  /** Resolves when the item is stored as it is now. An item that is the same as before is only waited for. */
  put(item: T): Promise<void> {
    if (this.#items.get(item.id) !== item) {
      this.#items.set(item.id, item);
      this.#dirty.add(item.id);
      this.#options.changed(item);
    }
    return this.#durable(item.id);
  }

  #durable(id: string): Promise<void> {
    const saving = this.#saving.get(id);
    if (saving === undefined) return this.#dirty.has(id) ? this.#write(id) : Promise.resolve();
    saving.next ??= saving.running.catch(() => undefined).then(() => this.#durable(id));
    return saving.next;
  }

  #write(id: string): Promise<void> {
    const item = this.#items.get(id);
    if (item === undefined) return Promise.resolve();
    const running = this.#options
      .save(item)
      .then(() => {
        if (this.#items.get(id) === item) this.#dirty.delete(id);
      })
      .finally(() => this.#saving.delete(id));
    this.#saving.set(id, { running, next: undefined });
    return running;
  }
}
