import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient } from '../support/api-client.ts';
import { openBrowser, openProfile } from '../support/browser.ts';
import { poolExpert } from '../support/expert-world.ts';
import { startTestApp, type TestApp } from '../support/harness.ts';
import { frames } from '../support/lecture-day.ts';
import { keepPicture } from '../support/looks.ts';
import { ownFiling } from '../support/request-world.ts';
import { grows, probeConnections } from '../support/rtc-probe.ts';
import { places, World } from '../support/world.ts';

let app: TestApp;
let world: World;
let browser: Browser;
let citizen: Page;
let expert: Page;
let requestId = '';

/** A browser of its own, with the cookies of whoever is given. */
async function newPage(client?: ApiClient, viewport = { width: 1280, height: 720 }): Promise<Page> {
  const { context, page } = await openProfile(browser, viewport);
  await probeConnections(context);
  await context.grantPermissions(['camera', 'microphone'], { origin: app.url });
  await context.addCookies([...(client?.cookies ?? [])].map(([name, value]) => ({ name, value, url: app.url })));
  return page;
}

const enter = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: '打开摄像头和麦克风' }).click({ timeout: 30_000 });
};
const admit = (name: string): Promise<void> =>
  expert
    .locator('.lead-strip__row')
    .filter({ hasText: name })
    .getByRole('button', { name: '请进来' })
    .click({ timeout: 30_000 });

beforeAll(async () => {
  app = await startTestApp();
  world = await World.build(app);
  browser = await openBrowser('desk');
  await poolExpert(world, places.own, { account: world.idOf('expert') });
  const lead = await world.signedIn('expert');
  const bearer = app.client('matter');
  const filed = await bearer.call('fileRequest', { ...ownFiling(), name: '李秀英' });
  requestId = filed.requestId ?? '';
  await lead.call('claimRequest', { requestId, noConflict: true });
  await bearer.call('openMatterLink', { token: filed.link?.split('/matter/')[1] ?? '' });
  citizen = await newPage(bearer, { width: 360, height: 640 });
  expert = await newPage(lead);
  // Both have the product open, so they may meet now.
  await citizen.goto(filed.link ?? '');
  await citizen.getByRole('button', { name: '打开', exact: true }).click();
  await expert.goto(`${app.url}/requests/${requestId}`);
});

describe('the people of a talk', () => {
  it('[CALL12] who has the page open can be met on the spot, and sees the way in at once', async () => {
    await expert.getByRole('button', { name: '现在就谈' }).click({ timeout: 30_000 });
    await citizen.getByRole('link', { name: '进入咨询' }).click({ timeout: 10_000 });
    await enter(citizen);
    await expert.getByRole('link', { name: '进入咨询' }).first().click();
    await expert.getByRole('button', { name: '打开', exact: true }).click({ timeout: 30_000 });
    await expert.getByRole('button', { name: '开始咨询' }).click();
    await grows(frames(citizen), 10, 40_000, 'decoded frames');
  });

  it('[CALL13] a guest’s link leads to the door of the talk with one tap, and nobody but the lead expert opens it', async () => {
    await expert.getByRole('button', { name: /^在场/ }).click();
    await expert.getByRole('button', { name: '邀请其他人' }).click();
    await keepPicture(expert, 'people-invite');
    await expert.getByLabel('姓名', { exact: true }).fill('金翻译');
    await expert.getByRole('button', { name: '生成链接' }).click();
    const link = await expert.getByRole('textbox', { name: '翻译或家属' }).inputValue();
    await expert.getByRole('button', { name: '完成' }).click();
    const guest = await newPage(undefined, { width: 360, height: 640 });
    await guest.goto(link);
    await guest.getByRole('button', { name: '进入咨询' }).click();
    await enter(guest);
    await admit('金翻译');
    await grows(frames(guest), 10, 40_000, 'decoded frames of a guest');
    expect(await guest.getByRole('button', { name: /^(笔录|文件)/ }).count()).toBe(0);
    await guest.getByRole('button', { name: '离开' }).click();
    await guest.getByRole('dialog').getByRole('button', { name: '离开' }).click();
  });

  it('[CALL13] a department is found by search, told what it will see, and comes in by its own account', async () => {
    await expert.getByRole('button', { name: '邀请其他人' }).click();
    await expert.getByRole('button', { name: '部门（联席会议）' }).click();
    await expert.getByText('还可以在笔录里写本部门的答复').waitFor();
    await expert.getByLabel('按部门名称或姓名查找').fill('department');
    await expert.getByRole('button', { name: /^邀请/ }).last().click();
    await expert.getByText('已邀请').waitFor({ timeout: 10_000 });
    await expert.getByRole('button', { name: '完成' }).click();
    const department = await newPage(await world.signedIn('department'));
    await department.goto(`${app.url}/requests/${requestId}`);
    await department.getByRole('link', { name: /进入/ }).click({ timeout: 30_000 });
    await enter(department);
    await admit('测试department');
    await grows(frames(department), 10, 40_000, 'decoded frames of a department');
    await department.getByRole('button', { name: '离开' }).click();
    await department.getByRole('dialog').getByRole('button', { name: '离开' }).click();
  });

  it('[CALL14] a supervisor asks from the matter’s page and comes in only when everybody in the room has agreed', async () => {
    for (const name of ['金翻译', '测试department'])
      await expert.getByRole('button', { name: `取消邀请${name}` }).click({ timeout: 20_000 });
    const supervisor = await newPage(await world.signedIn('supervisor'));
    await supervisor.goto(`${app.url}/requests/${requestId}`);
    await supervisor.getByRole('link', { name: '申请旁听' }).click({ timeout: 30_000 });
    await supervisor.getByRole('button', { name: '申请旁听' }).click({ timeout: 30_000 });
    await supervisor.getByLabel('用途说明').fill('抽查服务质量');
    await supervisor.getByRole('button', { name: '发出征求' }).click();
    await expert.getByRole('dialog').getByRole('button', { name: '同意', exact: true }).click({ timeout: 20_000 });
    expect(await frames(supervisor)()).toBe(0);
    await citizen.getByRole('dialog').getByRole('button', { name: '同意', exact: true }).click({ timeout: 20_000 });
    await grows(frames(supervisor), 10, 40_000, 'decoded frames of a supervisor');
    await citizen.getByText('测试supervisor').first().waitFor({ timeout: 10_000 });
    expect(new URL(supervisor.url()).pathname).toBe(new URL(citizen.url()).pathname);
    await keepPicture(citizen, 'people-supervised-360');
  });
});
