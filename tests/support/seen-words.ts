import type { Page } from 'playwright-core';

/** Notes in the page itself when words first stand there, by the machine's clock: a slow test sees no later. */
export async function noteWords(page: Page, words: string): Promise<() => Promise<number>> {
  await page.evaluate((wanted) => {
    const found = { at: 0 };
    const look = () => {
      if (found.at === 0 && document.body.textContent.includes(wanted)) found.at = Date.now();
    };
    const holder = window as unknown as { seenWords?: Record<string, { at: number }> };
    holder.seenWords = { ...holder.seenWords, [wanted]: found };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
  }, words);
  return async () => {
    const at = () =>
      page.evaluate(
        (wanted) => (window as unknown as { seenWords: Record<string, { at: number }> }).seenWords[wanted]?.at ?? 0,
        words,
      );
    await page.getByText(words).first().waitFor({ timeout: 20_000 });
    return at();
  };
}

/** The middle one: one that a loaded machine held up says nothing about the product. */
export const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.POSITIVE_INFINITY;
