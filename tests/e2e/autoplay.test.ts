import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient } from '../support/api-client.ts';
import { openBrowser, openProfile } from '../support/browser.ts';
import {
  apiOf,
  city,
  frames,
  type HallPc,
  loudness,
  openLink,
  pairHall,
  planInForm,
  signIn,
  treeCsv,
} from '../support/lecture-day.ts';
import { linkIn } from '../support/product-process.ts';
import { grows } from '../support/rtc-probe.ts';
import { serverProcess } from '../support/server-process.ts';

/** The plain browser's hall, and the one that is started by the shortcut of the set-up sheet. */
let plain: HallPc;
let byShortcut: HallPc;
let organizer: Page;

async function startLecture(desk: Browser, admin: ApiClient, url: string): Promise<void> {
  const { context, page } = await openProfile(desk);
  await context.grantPermissions(['camera', 'microphone'], { origin: url });
  await signIn(page, admin, 'lecturer');
  await page.getByRole('link', { name: '农村土地承包' }).first().click();
  await page.getByRole('link', { name: '进入讲台' }).click();
  await page.getByRole('button', { name: '开始讲课' }).click();
  await page.getByRole('button', { name: '结束讲课' }).waitFor();
}

beforeAll(async () => {
  const server = await serverProcess();
  const desk = await openBrowser('desk');
  const { page } = await openProfile(desk);
  await openLink(page, linkIn(server.console(), 'administrator'));
  const admin = await apiOf(server, page);
  await page.close();
  await admin.call('importOrgs', { csv: treeCsv, dryRun: false });
  for (const role of ['organizer', 'lecturer'] as const)
    await admin.call('createAccount', { signInName: role, name: role, roles: [role], orgId: city });
  plain = await pairHall(await openBrowser('hall'), server, admin, '220283001');
  byShortcut = await pairHall(await openBrowser('hallWithShortcut'), server, admin, '220283001001');
  organizer = (await openProfile(desk)).page;
  await signIn(organizer, admin, 'organizer');
  const plan = { title: '农村土地承包', lecturer: 'lecturer', inMinutes: 5, minutes: 30, township: '北城街道' };
  await planInForm(organizer, plan);
  await organizer.getByRole('link', { name: '会场实况' }).click();
  await startLecture(desk, admin, server.url);
});

/** The page knows after 1.5 s at the latest whether it may make sound. */
const untouchedMs = 4_000;

const rowOf = (name: string) => organizer.locator('li[data-presence]').filter({ hasText: name });

describe('sound in a hall where nobody has touched the page', () => {
  it('[DAY9] waits for one tap anywhere, with the picture under it, and the organizer sees it', async () => {
    const { page } = plain;
    await page.reload();
    // The test's own questions to a page count as a touch for the browser: none before the page has found out.
    await page.waitForTimeout(untouchedMs);
    await page.getByText('点击开启声音').waitFor();
    await grows(frames(page), 10, 30_000, 'decoded frames under the notice');
    await rowOf('北城街道').getByText('声音未开').waitFor({ timeout: 20_000 });
    expect(await loudness(page)()).toBe(0);

    await page.mouse.click(200, 200);
    await grows(loudness(page), 1, 15_000, 'audible energy after one tap');
    await expect.poll(() => page.getByText('点击开启声音').count()).toBe(0);
    await expect.poll(() => rowOf('北城街道').getByText('声音未开').count(), { timeout: 20_000 }).toBe(0);
  });

  it('[DAY9] comes by itself where the shortcut allows it, also after a reload', async () => {
    const { page } = byShortcut;
    for (const when of ['after the first reload', 'after the second reload']) {
      await page.reload();
      await grows(frames(page), 10, 30_000, `decoded frames ${when}`);
      await grows(loudness(page), 1, 15_000, `audible energy ${when}`);
      expect(await page.getByText('点击开启声音').count()).toBe(0);
    }
    expect(await rowOf('北城社区01').getByText('声音未开').count()).toBe(0);
  });
});
