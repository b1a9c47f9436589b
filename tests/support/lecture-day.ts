import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { ApiClient } from './api-client.ts';
import { openProfile } from './browser.ts';
import type { ServerProcess } from './product-process.ts';
import { probeConnections, received, sentCommands } from './rtc-probe.ts';

/** The tree that comes with the product: 303 places with 254 halls. */
export const treeCsv = readFileSync(fileURLToPath(new URL('../../server/data/org-tree.csv', import.meta.url)), 'utf8');
/** The root of that tree. */
export const city = '220283';

/** `joins`: when this page sent its joins. */
export type HallPc = { id: string; page: Page; joins: number[] };

/** What the profile of this page may do, without its page. */
export async function apiOf(server: ServerProcess, page: Page): Promise<ApiClient> {
  const api = new ApiClient(server.url);
  for (const { name, value } of await page.context().cookies()) api.cookies.set(name, value);
  return api;
}

/** Opens a personal link and presses its button. */
export async function openLink(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page
    .getByRole('main')
    .getByRole('button', { name: /^(登录|设为会场电脑)$/ })
    .click();
  await page.waitForURL((at) => !at.pathname.startsWith('/link/'));
}

export async function signIn(page: Page, admin: ApiClient, signInName: string): Promise<void> {
  const { rows } = await admin.call('listAccounts', { search: signInName, limit: 10 });
  const account = rows.find((row) => row.signInName === signInName);
  const { url } = await admin.call('makeSignInLink', { accountId: account?.id ?? '' });
  await openLink(page, url);
}

/** A hall PC of its own that is paired by typing the code, as people type it: small letters and a dash. */
export async function pairHall(browser: Browser, server: ServerProcess, admin: ApiClient, id: string): Promise<HallPc> {
  const { context, page } = await openProfile(browser);
  await probeConnections(context);
  const joins = sentCommands(page, 'lecture:join');
  const { code } = await admin.call('makePairingCode', { hallId: id });
  await page.goto(`${server.url}/hall`);
  await page.getByLabel('配对码').fill(`${code.slice(0, 4)}-${code.slice(4)}`.toLowerCase());
  await page.getByRole('button', { name: '配对', exact: true }).click();
  await page.getByLabel('配对码').waitFor({ state: 'detached' });
  return { id, page, joins };
}

/** `2026-11-24T09:30` in Shanghai, so many minutes from now. */
export const wallClock = (inMinutes: number): string =>
  new Date(Date.now() + (8 * 60 + inMinutes) * 60_000).toISOString().slice(0, 16);

type Plan = { title: string; lecturer: string; inMinutes: number; minutes: number; township: string };

/** Fills in the plan's form, saves the draft and publishes it; gives the lecture's id. */
export async function planInForm(page: Page, plan: Plan): Promise<string> {
  await page.getByRole('link', { name: '安排讲堂' }).first().click();
  // The list has a field for titles as well.
  await page.getByRole('heading', { level: 1, name: '安排讲堂' }).waitFor();
  await page.getByLabel('标题').fill(plan.title);
  const option = page.getByLabel('主讲人').locator('option', { hasText: plan.lecturer });
  await page.getByLabel('主讲人').selectOption(await option.getAttribute('value'));
  await page.getByLabel('开始时间').fill(wallClock(plan.inMinutes));
  await page.getByLabel('计划时长').fill(String(plan.minutes));
  await page.getByLabel('查找机构').fill(plan.township);
  await page.getByRole('checkbox', { name: plan.township, exact: true }).check();
  await page.getByRole('button', { name: '保存草稿' }).click();
  await page.getByRole('button', { name: '发布讲堂' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '发布讲堂' }).click();
  await page.getByText('讲堂已发布').waitFor();
  return new URL(page.url()).pathname.split('/')[2] ?? '';
}

export const frames = (page: Page) => async (): Promise<number> => (await received(page)).videoFrames;
export const audio = (page: Page) => async (): Promise<number> => (await received(page)).audioPackets;
/** What would come out of the loudspeakers; stays where it is while the page is silent or not allowed to play. */
export const loudness = (page: Page) => async (): Promise<number> => (await received(page)).audioEnergy * 1e6;

/** Remembers this very page, so that a reload can be told. */
export const markPage = (page: Page): Promise<void> =>
  page.evaluate(() => void Object.assign(window, { isMarked: true }));
export const isSamePage = (page: Page): Promise<boolean> => page.evaluate(() => 'isMarked' in window);
