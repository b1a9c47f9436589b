import { useSyncExternalStore } from 'react';

type Toast = { id: number; words: string; isDanger: boolean };
let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();
const change = (next: readonly Toast[]) => {
  toasts = next;
  for (const listener of listeners) listener();
};
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** A short word that something is done; it goes by itself. What a person must act on belongs into a `Notice`. */
export function toast(words: string, look: 'fine' | 'danger' = 'fine'): void {
  lastId += 1;
  const added = { id: lastId, words, isDanger: look === 'danger' };
  change([...toasts, added]);
  setTimeout(() => change(toasts.filter((each) => each.id !== added.id)), 6_000);
}

export function Toasts() {
  const shown = useSyncExternalStore(subscribe, () => toasts);
  return (
    <div className="toasts" role="status" aria-live="polite">
      {shown.map((each) => (
        <div key={each.id} className={each.isDanger ? 'toast toast--danger' : 'toast'}>
          {each.words}
        </div>
      ))}
    </div>
  );
}
