import type { Page } from 'playwright-core';

/**
 * Notes in the page itself when words first stand there, by the machine's clock: a slow test sees no later. Rejects when they
 * stand there already; the answer rejects when they do not come within 20 s.
 */
export async function noteWords(page: Page, words: string): Promise<() => Promise<number>> {
  const seen = await page.evaluateHandle((wanted) => {
    const isThere = () => document.body.textContent.includes(wanted);
    if (isThere()) throw new Error(`the page says already: ${wanted}`);
    const at = new Promise<number>((resolve, reject) => {
      const observer = new MutationObserver(() => {
        if (!isThere()) return;
        observer.disconnect();
        resolve(Date.now());
      });
      observer.observe(document.body, { subtree: true, childList: true, characterData: true });
      setTimeout(() => {
        observer.disconnect();
        reject(new Error(`the page never said: ${wanted}`));
      }, 20_000);
    });
    // Whoever asks for it hears of it; nobody else has to.
    at.catch(() => undefined);
    return { at };
  }, words);
  return () => seen.evaluate(({ at }) => at);
}

/** The middle one: one that a loaded machine held up says nothing about the product. */
export const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.POSITIVE_INFINITY;
