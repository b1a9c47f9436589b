import { useSyncExternalStore } from 'react';

export type StoredChoice<T extends string> = {
  get(): T;
  set(value: T): void;
  subscribe(listener: () => void): () => void;
};

/** A choice among a few words that this browser remembers; other tabs follow at once. Works, unremembered, where storage is refused. */
export function storedChoice<T extends string>(key: string, choices: readonly T[], initial: () => T): StoredChoice<T> {
  const listeners = new Set<() => void>();
  const read = (): T | undefined => {
    try {
      const stored = localStorage.getItem(key);
      return choices.find((choice) => choice === stored);
    } catch {
      return undefined;
    }
  };
  let value = read() ?? initial();
  const change = (next: T) => {
    value = next;
    for (const listener of listeners) listener();
  };
  addEventListener('storage', (event) => {
    if (event.key === key) change(read() ?? initial());
  });
  return {
    get: () => value,
    set(next) {
      try {
        localStorage.setItem(key, next);
      } catch {
        // Private mode: the choice holds for this page only.
      }
      change(next);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export function useStoredChoice<T extends string>(choice: StoredChoice<T>): T {
  return useSyncExternalStore(choice.subscribe, choice.get);
}
