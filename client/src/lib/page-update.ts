/** A page that reloads itself again and again helps nobody: at most one reload in this time. */
const guardMs = 5 * 60_000;
const guardKey = 'page-reloaded-at';

type Mark = Pick<Storage, 'getItem' | 'setItem'>;

/** True if the page may reload itself now; the reload is then noted. A storage that refuses (private mode) means no. */
export function claimReload(storage: Mark, now: number): boolean {
  try {
    if (now - Number(storage.getItem(guardKey) ?? 0) < guardMs) return false;
    storage.setItem(guardKey, String(now));
    return true;
  } catch {
    return false;
  }
}

/** Reloads the page, unless it did so in the last five minutes; for pages that nobody sits at. True if it reloads. */
export function reloadOnce(): boolean {
  const may = claimReload(sessionStorage, Date.now());
  if (may) location.reload();
  return may;
}

let isTooOld = false;
const listeners = new Set<() => void>();

/** The server no longer understands this page, or a part of it is gone from the server: say so and offer a reload. */
export function reportTooOld(): void {
  isTooOld = true;
  for (const listener of listeners) listener();
}

export const pageUpdate = {
  isTooOld: (): boolean => isTooOld,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
