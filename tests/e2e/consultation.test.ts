import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { requestId } from '#shared/kit/ids.ts';
import { createConsultationRepo } from '../../server/src/consultations/consultation.repo.ts';
import { newConsultation } from '../../server/src/consultations/new-consultation.ts';
import { systemClock } from '../../server/src/kernel/clock.ts';
import type { ApiClient } from '../support/api-client.ts';
import { brightness, openBrowser, openProfile } from '../support/browser.ts';
import { testLog } from '../support/engine.ts';
import { startTestApp, type TestApp } from '../support/harness.ts';
import { newId } from '../support/lecture-world.ts';
import { grows, probeConnections, received } from '../support/rtc-probe.ts';
import { matterIds, World } from '../support/world.ts';

let app: TestApp;
let browser: Browser;
let citizen: Page;
let expert: Page;
let address = '';

const frames = (page: Page) => async (): Promise<number> => (await received(page)).videoFrames;
const voice = (page: Page) => async (): Promise<number> => (await received(page)).audioEnergy * 1e6;

/** A browser of its own with the cookies that a link gave. */
async function pageOf(client: ApiClient, viewport: { width: number; height: number }): Promise<Page> {
  const { context, page } = await openProfile(browser, viewport);
  await probeConnections(context);
  await context.grantPermissions(['camera', 'microphone'], { origin: app.url });
  await context.addCookies([...client.cookies].map(([name, value]) => ({ name, value, url: app.url })));
  return page;
}

/** A meeting in five minutes, as a booking leaves it. */
async function bookedMeeting(world: World): Promise<string> {
  const clock = systemClock(testLog);
  const now = clock.now();
  const matter = {
    id: requestId.parse(matterIds.request),
    number: '2026-0137',
    state: 'scheduled',
    leadId: world.accountId(world.idOf('expert')),
    citizenName: '王秀英',
    ownerOrgPath: '/2202/',
    parties: [],
  };
  const lead = { accountId: matter.leadId, name: '李明华', orgName: '司法局' };
  const meeting = { matter, lead, startAt: now + 5 * 60_000, minutes: 30, isNow: false, by: '' };
  const record = newConsultation({ newId }, meeting, now);
  await createConsultationRepo(app.app.database.connection, clock).insert(record);
  return record.id;
}

beforeAll(async () => {
  app = await startTestApp();
  browser = await openBrowser('desk');
  const world = await World.build(app);
  const id = await bookedMeeting(world);
  address = `${app.url}/consultations/${id}`;
  citizen = await pageOf(await world.withMatterLink('citizen'), { width: 360, height: 640 });
  expert = await pageOf(await world.signedIn('expert'), { width: 1280, height: 720 });
});

describe('a consultation in a real browser', () => {
  it('[CALL1] a citizen waits: one tap shows own picture and voice, and the page says that the expert is not here', async () => {
    await citizen.goto(`${address}?as=matter`);
    await citizen.getByRole('heading', { name: '请在这里等候' }).waitFor({ timeout: 60_000 });
    await citizen.getByRole('button', { name: '打开摄像头和麦克风' }).click();
    await expect.poll(() => brightness(citizen), { timeout: 20_000 }).toBeGreaterThan(10);
    await citizen.getByText('听到您的声音了').waitFor({ timeout: 20_000 });
    expect(await frames(citizen)()).toBe(0);
  });

  it('[CALL2] the expert comes, sees who waits, starts: both see and hear each other', async () => {
    await expert.goto(address);
    await expert.getByText('王秀英在等候').waitFor({ timeout: 60_000 });
    await citizen.getByRole('heading', { name: '专家到了，请稍候' }).waitFor({ timeout: 20_000 });
    await expert.getByRole('button', { name: '打开', exact: true }).click();
    await expert.getByRole('button', { name: '开始咨询' }).click();
    for (const page of [citizen, expert]) {
      await grows(frames(page), 10, 40_000, 'decoded frames');
      await grows(voice(page), 1, 20_000, 'audible energy');
      await expect.poll(() => brightness(page, '.face:not([data-own]) video'), { timeout: 20_000 }).toBeGreaterThan(10);
    }
  });

  it('[CALL3] what one writes the other reads', async () => {
    for (const [from, to, words] of [
      [expert, citizen, '请把合同拍照发来'],
      [citizen, expert, '好，我的电话是 138'],
    ] as const) {
      const chat = from.getByRole('textbox', { name: '写一句话' });
      if (!(await chat.isVisible())) await from.getByRole('button', { name: /^文字/ }).click();
      await chat.fill(words);
      await from.getByRole('button', { name: '发送' }).click();
      if (!(await to.getByRole('log').isVisible())) await to.getByRole('button', { name: /^文字/ }).click();
      await to.getByText(words).waitFor({ timeout: 20_000 });
    }
  });

  it('[CALL4] a citizen who reloads is back in the talk without a tap, and what was written is there', async () => {
    await citizen.reload();
    await grows(frames(citizen), 10, 40_000, 'decoded frames after the reload');
    await grows(frames(expert), 10, 40_000, 'decoded frames of the citizen who came back');
    await citizen.getByRole('button', { name: /^文字/ }).click();
    await citizen.getByText('请把合同拍照发来').waitFor({ timeout: 20_000 });
  });

  it('[CALL5] the expert ends it, after being asked, and everybody is out', async () => {
    await expert.getByRole('button', { name: '结束', exact: true }).click();
    await expert.getByRole('dialog').getByRole('button', { name: '结束咨询' }).click();
    for (const page of [expert, citizen])
      await page.getByRole('heading', { name: '咨询已结束' }).waitFor({ timeout: 30_000 });
  });
});
