import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { type RequestId, requestId } from '#shared/kit/ids.ts';
import { usualSettings } from '#shared/settings.ts';
import { createConsultationRepo } from '../../server/src/consultations/consultation.repo.ts';
import { newConsultation } from '../../server/src/consultations/new-consultation.ts';
import { systemClock } from '../../server/src/kernel/clock.ts';
import type { ApiClient } from '../support/api-client.ts';
import { brightness, openBrowser, openProfile } from '../support/browser.ts';
import { testLog } from '../support/engine.ts';
import { poolExpert } from '../support/expert-world.ts';
import { startTestApp, type TestApp } from '../support/harness.ts';
import { newId } from '../support/lecture-world.ts';
import { keepPicture } from '../support/looks.ts';
import { pdfOf } from '../support/pdf.ts';
import { ownFiling } from '../support/request-world.ts';
import { grows, probeConnections, received } from '../support/rtc-probe.ts';
import { places, World } from '../support/world.ts';

let app: TestApp;
let browser: Browser;
let citizen: Page;
let expert: Page;
let bearer: ApiClient;
let address = '';

const frames = (page: Page) => async (): Promise<number> => (await received(page)).videoFrames;
const chatButton = (page: Page) => page.getByRole('toolbar').getByRole('button', { name: /^文字/ });
const voice = (page: Page) => async (): Promise<number> => (await received(page)).audioEnergy * 1e6;

/** A browser of its own with the cookies that a link gave. */
async function pageOf(client: ApiClient, viewport: { width: number; height: number }): Promise<Page> {
  const { context, page } = await openProfile(browser, viewport);
  await probeConnections(context);
  await context.grantPermissions(['camera', 'microphone'], { origin: app.url });
  await context.addCookies([...client.cookies].map(([name, value]) => ({ name, value, url: app.url })));
  return page;
}

/** A matter that its expert has claimed. */
async function claimedMatter(world: World, lead: ApiClient): Promise<{ id: RequestId; number: string }> {
  await poolExpert(world, places.own, { account: world.idOf('expert') });
  const filed = await app.client().call('fileRequest', { ...ownFiling(), name: '王秀英' });
  const id = requestId.parse(filed.requestId);
  await lead.call('claimRequest', { requestId: id, noConflict: true });
  return { id, number: filed.number ?? '' };
}

/** A meeting in five minutes, as a booking leaves it; nobody books so late. */
async function bookedMeeting(world: World, { id: matterId, number }: { id: RequestId; number: string }) {
  const clock = systemClock(testLog);
  const now = clock.now();
  const matter = {
    id: matterId,
    number,
    state: 'scheduled',
    leadId: world.accountId(world.idOf('expert')),
    citizenName: '王秀英',
    ownerOrgPath: '/2202/',
    parties: [],
  };
  const lead = { accountId: matter.leadId, name: '李明华', orgName: '司法局' };
  const meeting = { matter, lead, startAt: now + 5 * 60_000, minutes: 30, isNow: false, by: '' };
  const record = newConsultation({ newId, settings: () => usualSettings }, meeting, now);
  await createConsultationRepo(app.app.database.connection, clock).insert(record);
  const by = { role: 'clock', id: null, name: '' } as const;
  await app.app.requests.requests.routing.move(matterId, 'scheduled', by);
  return record.id;
}

beforeAll(async () => {
  app = await startTestApp();
  browser = await openBrowser('desk');
  const world = await World.build(app);
  const lead = await world.signedIn('expert');
  const matter = await claimedMatter(world, lead);
  address = `${app.url}/consultations/${await bookedMeeting(world, matter)}`;
  bearer = app.client('matter');
  await bearer.call('openMatterLink', { token: await world.matterLink('citizen', matter.id) });
  citizen = await pageOf(bearer, { width: 360, height: 640 });
  expert = await pageOf(lead, { width: 1280, height: 720 });
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
      if (!(await chat.isVisible())) await chatButton(from).click();
      await chat.fill(words);
      await from.getByRole('button', { name: '发送' }).click();
      if (!(await to.getByRole('log').isVisible())) await chatButton(to).click();
      await to.getByText(words).waitFor({ timeout: 20_000 });
    }
  });

  it('[CALL4] a citizen who reloads is back in the talk without a tap, and what was written is there', async () => {
    await citizen.reload();
    await grows(frames(citizen), 10, 40_000, 'decoded frames after the reload');
    await grows(frames(expert), 10, 40_000, 'decoded frames of the citizen who came back');
    await chatButton(citizen).click();
    await citizen.getByText('请把合同拍照发来').waitFor({ timeout: 20_000 });
  });

  it('[CALL10] a paper of the matter opens large beside the faces, page by page', async () => {
    await bearer.upload('addMatterFile', { name: '土地承包合同.pdf' }, pdfOf(2));
    await expert.getByRole('button', { name: '文件' }).first().click();
    await expert.getByRole('button', { name: '打开土地承包合同.pdf' }).click({ timeout: 20_000 });
    const sheet = expert.getByRole('img', { name: '土地承包合同.pdf，第 1 页' });
    await sheet.waitFor({ timeout: 20_000 });
    const faces = await expert.locator('.faces').boundingBox();
    expect((await sheet.boundingBox())?.width).toBeGreaterThan(2 * (faces?.width ?? 0));
    await keepPicture(expert, 'call-file-1280');
    await expert.getByRole('button', { name: '下一页' }).click();
    await expert.getByText('第 2 页，共 2 页').waitFor();
    await expert.getByRole('img', { name: '土地承包合同.pdf，第 2 页' }).waitFor();
    await grows(frames(expert), 10, 20_000, 'decoded frames beside the file');
  });

  it('[CALL8] the lead expert writes the record beside the picture; what was typed is kept while something else is shown', async () => {
    await expert.getByRole('button', { name: '笔录' }).first().click();
    await expert.getByRole('button', { name: '写笔录' }).click();
    await expert.getByLabel('事实经过').fill('邻居盖房占了路。');
    await expert.getByRole('button', { name: '人员' }).click();
    await expert.getByRole('button', { name: '笔录', pressed: false }).first().click();
    expect(await expert.getByLabel('事实经过').inputValue()).toBe('邻居盖房占了路。');
    await expert.getByLabel('法律意见').fill('可以要求恢复原状。');
    await expert.getByLabel('处理结果').selectOption('answered');
    await expert.getByText(/^已保存/).waitFor({ timeout: 20_000 });
    await keepPicture(expert, 'call-record-1280');
    await grows(frames(expert), 10, 20_000, 'decoded frames beside the record');
  });

  it('[CALL9] it is shown to the citizen, who confirms it without leaving the talk', async () => {
    await expert.getByRole('button', { name: '送咨询人核对' }).click();
    await citizen.getByRole('button', { name: '去核对' }).click({ timeout: 20_000 });
    await citizen.getByText('可以要求恢复原状。').waitFor();
    await keepPicture(citizen, 'call-check-360');
    await citizen.getByRole('button', { name: '核对无误' }).click();
    await citizen.getByRole('dialog').getByRole('button', { name: '核对无误' }).click();
    await expert.getByText('已归档').waitFor({ timeout: 20_000 });
    await grows(frames(citizen), 10, 20_000, 'decoded frames beside the record');
  });

  it('[CALL5] the expert ends it, after being asked, and everybody is out', async () => {
    await expert.getByRole('button', { name: '结束', exact: true }).click();
    await expert.getByRole('dialog').getByRole('button', { name: '结束咨询' }).click();
    for (const page of [expert, citizen])
      await page.getByRole('heading', { name: '咨询已结束' }).waitFor({ timeout: 30_000 });
  });
});
