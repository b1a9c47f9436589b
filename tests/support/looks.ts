import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

export type Look = { language: 'zh-CN' | 'en'; type: 'normal' | 'large'; width: number };

export const nameOf = ({ language, type, width }: Look): string => `${language} ${type} ${width}`;

/** Opens an address as somebody sees it who chose this language and type size, on a screen of this width. */
export async function openAs(page: Page, url: string, look: Look): Promise<void> {
  await page.setViewportSize({ width: look.width, height: look.width < 600 ? 720 : 900 });
  await page.context().addInitScript(({ language, type }) => {
    localStorage.setItem('language', language);
    localStorage.setItem('type-size', type);
  }, look);
  await page.goto(url);
  await page.locator('h1').first().waitFor({ state: 'attached' });
  await page.locator('.spinner').first().waitFor({ state: 'detached' });
}

/** What axe finds serious or critical, one line each. */
export async function seriousFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) => `${id}: ${node.target.join(' ')}`));
}

/** What sticks out to the right of the window, so that the page scrolls sideways. */
export const sticksOut = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    // A frame for what is laid out by script.
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.querySelectorAll('body *')].filter(
      (each) => each.getBoundingClientRect().right > clientWidth + 1,
    );
    return [`${scrollWidth} > ${clientWidth}`, ...wide.slice(0, 4).map((each) => `${each.tagName}.${each.className}`)];
  });

/** Nothing sticks out on a screen of any width, in usual and in large type; with SCREENSHOTS a picture of each is kept. */
export async function looksWell(page: Page, name: string): Promise<void> {
  const usual = page.viewportSize() ?? { width: 1280, height: 720 };
  const wide: string[] = [];
  for (const type of ['normal', 'large']) {
    await page.evaluate((size) => document.documentElement.setAttribute('data-type', size), type);
    for (const width of [320, 768, 1280, 1920]) {
      await page.setViewportSize({ width, height: width < 600 ? 720 : Math.round((width * 9) / 16) });
      wide.push(...(await sticksOut(page)).map((each) => `${name} ${type} ${width}: ${each}`));
      await keepPicture(page, `${name} ${type} ${width}`);
    }
  }
  await page.evaluate(() => document.documentElement.setAttribute('data-type', 'normal'));
  await page.setViewportSize(usual);
  expect(wide).toEqual([]);
}

/** With SCREENSHOTS=<folder> keeps a picture of the page there, to be looked at. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name.replace(/[^\w-]+/g, '_')}.png`), fullPage: true });
}
