import { newCommandKey } from '../../lib/command-key.ts';

const KEY = 'browser-key';

/** A random word by which this browser is known when it sends the same again; without storage it lasts for the page. */
export function browserKey(): string {
  try {
    const known = localStorage.getItem(KEY);
    if (known) return known;
    const made = newCommandKey();
    localStorage.setItem(KEY, made);
    return made;
  } catch {
    return forThisPage;
  }
}

const forThisPage = newCommandKey();
