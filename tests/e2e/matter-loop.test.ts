import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { brightness, openBrowser, openProfile } from '../support/browser.ts';
import { poolExpert } from '../support/expert-world.ts';
import { startTestApp, type TestApp } from '../support/harness.ts';
import { frames, loudness, openLink } from '../support/lecture-day.ts';
import { keepPicture } from '../support/looks.ts';
import { textOfPdf } from '../support/papers-read.ts';
import { grows, probeConnections } from '../support/rtc-probe.ts';
import { places, World } from '../support/world.ts';

const story = '邻居盖房占了我家的路，说了几次都不听。';
const advice = '可以请村委会先行调解，调解不成可以起诉要求排除妨碍。';

let app: TestApp;
let world: World;
let browser: Browser;
let citizen: Page;
let firstExpert: Page;
let expert: Page;
let organizer: Page;
let number = '';

async function person(signInName: string): Promise<Page> {
  const { context, page } = await openProfile(browser);
  await probeConnections(context);
  await context.grantPermissions(['camera', 'microphone'], { origin: app.url });
  const { url } = await world.admin.call('makeSignInLink', { accountId: world.idOf(signInName) });
  await openLink(page, url);
  return page;
}

/** Time goes by until the meeting is near: nobody books so late, and no test waits for hours. */
async function meetingComesNear(): Promise<void> {
  const meetings = app.app.database.connection.collection('consultations');
  const startAt = new Date(Date.now() + 5 * 60_000);
  expect(
    (await meetings.updateOne({ requestNumber: number, state: 'booked' }, { $set: { startAt } })).matchedCount,
  ).toBe(1);
}

beforeAll(async () => {
  app = await startTestApp();
  world = await World.build(app);
  await poolExpert(world, places.own, { account: world.idOf('expert'), coverage: [places.ownHall] });
  await poolExpert(world, places.foreign, { account: world.idOf('expert2'), coverage: [places.foreign] });
  const weekly = ([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) => ({ weekday, from: '08:30', to: '17:00' }));
  await (await world.signedIn('expert2')).call('setHours', { weekly, timeOff: [], extra: [] });
  browser = await openBrowser('desk');
  const phone = await openProfile(browser, { width: 360, height: 640 });
  await probeConnections(phone.context);
  await phone.context.grantPermissions(['camera', 'microphone'], { origin: app.url });
  citizen = phone.page;
  [firstExpert, expert, organizer] = await Promise.all([person('expert'), person('expert2'), person('planner')]);
});

describe('a matter from its first sentence to its end', () => {
  it('[LOOP1] a citizen tells it on a phone and has a number and the own page', async () => {
    await citizen.goto(`${app.url}/help`);
    await citizen.getByLabel('遇到了什么事').fill(story);
    await citizen.getByLabel('您的姓名').fill('李秀英');
    await citizen.getByLabel('电话').fill('138 0000 1234');
    await citizen.getByRole('combobox', { name: '所在乡镇街道、村或社区' }).fill('东一');
    await citizen.keyboard.press('Enter');
    await citizen.getByLabel('对方是谁（可不填）').fill('张建军');
    await citizen.getByLabel(/我已阅读并同意以上告知/).check();
    await citizen.getByRole('button', { name: '提交' }).click();
    number = (await citizen.getByText(/^2\d{3}-\d{4}$/).textContent()) ?? '';
    await citizen.getByRole('link', { name: '查看我的咨询' }).click();
    await citizen.getByRole('button', { name: '打开', exact: true }).click();
    await citizen.getByRole('heading', { name: '等待专家认领' }).waitFor();
  });

  it('[LOOP2] the covering expert claims it, sees a conflict of interest and gives it back; another one claims it', async () => {
    const claim = async (page: Page): Promise<void> => {
      await page.goto(`${app.url}/desk?tab=board`);
      await page.getByRole('button', { name: `认领事项 ${number}` }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText('张建军').waitFor();
      await dialog.getByLabel(/没有利害关系/).check();
      await dialog.getByRole('button', { name: '确认认领' }).click();
      await dialog.waitFor({ state: 'detached' });
    };
    await claim(firstExpert);
    await firstExpert.goto(`${app.url}/desk`);
    await firstExpert.getByRole('button', { name: `退回事项 ${number}` }).click();
    const dialog = firstExpert.getByRole('dialog');
    await dialog.getByLabel('退回理由').fill('对方是我的亲戚');
    await dialog.getByRole('checkbox').check();
    await dialog.getByRole('button', { name: '退回', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await claim(expert);
    await firstExpert.goto(`${app.url}/desk?tab=board`);
    await firstExpert.getByText('现在没有待认领的事项').waitFor();
  });

  it('[LOOP3] the citizen picks a time, and both have it on their pages', async () => {
    await citizen.reload();
    await citizen.getByRole('heading', { name: '专家已受理' }).waitFor();
    await citizen.getByRole('button', { name: '约时间' }).click();
    await citizen.locator('.slot').first().click();
    await citizen.getByRole('button', { name: '就约这个时间' }).click();
    await citizen.getByRole('heading', { name: '已约定见面' }).waitFor({ timeout: 20_000 });
    await expert.goto(`${app.url}/desk`);
    await expert.getByRole('link', { name: '会面和笔录' }).click();
    await expert.getByText('已约好').first().waitFor();
  });

  it('[LOOP4] at the time the citizen waits, the expert is rung and starts, and both see and hear each other', async () => {
    await meetingComesNear();
    await citizen.reload();
    await citizen.getByRole('link', { name: '进入咨询' }).click();
    await citizen.getByRole('button', { name: '打开摄像头和麦克风' }).click({ timeout: 30_000 });
    await expert.getByText(`李秀英在等候室等您（${number}）`).waitFor({ timeout: 30_000 });
    await expert.getByRole('link', { name: '进入咨询' }).first().click();
    await expert.getByRole('button', { name: '打开', exact: true }).click({ timeout: 30_000 });
    await expert.getByRole('button', { name: '开始咨询' }).click();
    for (const page of [citizen, expert]) {
      await grows(frames(page), 10, 40_000, 'decoded frames');
      await grows(loudness(page), 1, 20_000, 'audible energy');
      const others = '.face:not([data-own]) video';
      await expect.poll(() => brightness(page, others), { timeout: 20_000 }).toBeGreaterThan(10);
    }
  });

  it('[LOOP5] the record is written and confirmed in the talk, and its paper says what was written', async () => {
    await expert.getByRole('button', { name: '写笔录' }).click();
    await expert.getByLabel('事实经过').fill(story);
    await expert.getByLabel('法律意见').fill(advice);
    await expert.getByLabel('处理结果').selectOption('resolved');
    await expert.getByRole('button', { name: '送咨询人核对' }).click();
    await citizen.getByRole('button', { name: '去核对' }).click({ timeout: 30_000 });
    await citizen.getByRole('button', { name: '核对无误' }).click();
    await citizen.getByRole('dialog').getByRole('button', { name: '核对无误' }).click();
    const download = citizen.waitForEvent('download');
    await citizen.getByRole('button', { name: '下载 PDF' }).click({ timeout: 20_000 });
    const text = textOfPdf(await (await download).path()).replace(/\s+/g, '');
    for (const words of [story, advice, '李秀英', '舒咨录']) expect(text).toContain(words);
  });

  it('[LOOP6] the expert ends the talk; the citizen sees the result and the organizer the matter with it', async () => {
    await expert.getByRole('button', { name: '结束', exact: true }).click();
    await expert.getByRole('dialog').getByRole('button', { name: '结束咨询' }).click();
    await citizen.getByRole('heading', { name: '咨询已结束' }).waitFor({ timeout: 30_000 });
    await citizen.getByRole('link', { name: '回到我的事项' }).click();
    await citizen.getByRole('heading', { name: '已有结果' }).waitFor({ timeout: 20_000 });
    await keepPicture(citizen, 'loop-citizen-end');
    await organizer.goto(`${app.url}/requests`);
    const row = organizer.getByRole('row').filter({ hasText: number });
    await row.getByText('已有结果').waitFor({ timeout: 20_000 });
  });

  it('[LOOP7] the citizen rates it, somebody calls back, and the organizer sees it closed in the list', async () => {
    await citizen.locator('.faces__one[data-value="5"]').click({ timeout: 30_000 });
    await citizen.getByRole('button', { name: '提交评价' }).click();
    await citizen.getByText('已收到您的评价').waitFor({ timeout: 20_000 });
    // The clock's look, which comes by itself every minute.
    await app.app.after.visits.tick();
    await organizer.getByRole('link', { name: number }).click();
    await organizer.getByRole('button', { name: `回访 ${number}` }).click({ timeout: 40_000 });
    const dialog = organizer.getByRole('dialog');
    await dialog.getByText('稳定，事情办好了').click();
    await dialog.getByLabel('情况记录').fill('路已经让出来了');
    await dialog.getByRole('button', { name: '记录', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await app.app.after.visits.tick();
    await organizer.goto(`${app.url}/requests`);
    const row = organizer.getByRole('row').filter({ hasText: number });
    await expect
      .poll(
        async () => {
          await organizer.reload();
          await row.waitFor();
          return row.getByText('已办结').count();
        },
        { timeout: 60_000, interval: 2_000 },
      )
      .toBe(1);
  });
});
