import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient } from '../support/api-client.ts';
import { openBrowser, openProfile } from '../support/browser.ts';
import { poolExpert } from '../support/expert-world.ts';
import { startTestApp, type TestApp } from '../support/harness.ts';
import { openLink } from '../support/lecture-day.ts';
import { ownFiling } from '../support/request-world.ts';
import { places, World } from '../support/world.ts';

let app: TestApp;
let world: World;
let desk: Page;
let organizer: ApiClient;
let number = '';
let requestId = '';

beforeAll(async () => {
  app = await startTestApp();
  world = await World.build(app);
  await poolExpert(world, places.own, { account: world.idOf('expert'), coverage: [places.ownHall] });
  organizer = await world.signedIn('planner');
  const browser = await openBrowser('desk');
  desk = (await openProfile(browser, { width: 1280, height: 900 })).page;
  const { url } = await world.admin.call('makeSignInLink', { accountId: world.idOf('expert') });
  await openLink(desk, url);
});

describe("an expert's desk in a real browser", () => {
  it('[EXP30] is where the expert lands, and says what will be there as long as there is nothing', async () => {
    expect(new URL(desk.url()).pathname).toBe('/desk');
    await desk.getByText('现在没有在办的事项').waitFor();
    await desk.getByText('在办 0/8 件').waitFor();
  });

  it('[EXP30] a matter of the own village comes by itself, without telephone and name', async () => {
    const filed = await app.client().call('fileRequest', { ...ownFiling(), otherParty: '张建军' });
    number = filed.number ?? '';
    requestId = filed.requestId ?? '';
    await desk.getByText('有 1 件您包联的新事项等您认领').waitFor({ timeout: 30_000 });
    await desk.getByRole('link', { name: '待认领（1）' }).click();
    const card = desk.getByRole('listitem').filter({ hasText: number });
    await card.getByText('您包联').waitFor();
    expect(await card.textContent()).not.toMatch(/李大娘|138\d/);
  });

  it('[EXP31] a claim shows the other party first and needs the declaration', async () => {
    await desk.getByRole('button', { name: `认领事项 ${number}` }).click();
    const dialog = desk.getByRole('dialog');
    await dialog.getByText('张建军').waitFor();
    await dialog.getByRole('button', { name: '确认认领' }).click();
    await dialog.getByText('请先确认没有需要回避的情形').waitFor();
    expect((await organizer.call('getRequest', { requestId })).state).not.toBe('assigned');
    await dialog.getByLabel(/没有利害关系/).check();
    await dialog.getByRole('button', { name: '确认认领' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect((await organizer.call('getRequest', { requestId })).state).toBe('assigned');
  });

  it('[EXP30] what is claimed stands among the own matters with what is expected and by when', async () => {
    await desk.getByRole('link', { name: '我的事项（1）' }).click();
    const card = desk.getByRole('listitem').filter({ hasText: number });
    await card.getByText('约定会面，或直接答复').waitFor();
    await card.getByText(/还剩/).waitFor();
    await card.getByText('李大娘').waitFor();
    await desk.getByText('在办 1/8 件').waitFor();
  });

  it('[EXP33] its text is open to the expert, and its telephone once it is said why', async () => {
    await desk.getByRole('button', { name: `办理事项 ${number}` }).click();
    const dialog = desk.getByRole('dialog');
    await dialog.getByText('邻居盖房占了我家的路，说了几次都不听。').waitFor();
    expect(await dialog.textContent()).not.toMatch(/138\d{8}/);
    await dialog.getByRole('button', { name: '显示完整号码' }).click();
    expect(await dialog.getByLabel('查看号码的理由').inputValue()).not.toBe('');
    await dialog.getByRole('button', { name: '显示完整号码' }).click();
    await dialog.getByRole('link', { name: /^138\d{8}$/ }).waitFor();
    await dialog.getByRole('button', { name: '关闭' }).click();
    await dialog.waitFor({ state: 'detached' });
  });

  it('[EXP32] it is given back with a reason, which stands on its timeline', async () => {
    await desk.getByRole('button', { name: `退回事项 ${number}` }).click();
    const dialog = desk.getByRole('dialog');
    await dialog.getByRole('button', { name: '退回', exact: true }).click();
    await dialog.getByText('请写明退回理由').waitFor();
    await dialog.getByLabel('退回理由').fill('本周出庭，来不及办理');
    await dialog.getByRole('button', { name: '退回', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await desk.getByText('现在没有在办的事项').waitFor();
    await desk.getByText('在办 0/8 件').waitFor();
    const { state, timeline } = await organizer.call('getRequest', { requestId });
    expect(state).toBe('board');
    expect(timeline.at(-1)).toMatchObject({ from: 'assigned', to: 'board', reason: '本周出庭，来不及办理' });
  });
});
