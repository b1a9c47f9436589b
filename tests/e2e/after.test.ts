import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openProfile } from '../support/browser.ts';
import { openLink } from '../support/lecture-day.ts';
import { keepPicture } from '../support/looks.ts';
import { DAY_MS, type LoopMatter, LoopWorld } from '../support/loop-world.ts';

let loop: LoopWorld;
let matter: LoopMatter;
let phone: Page;
let desk: Page;

/** The account's own session in this browser; an older one ended when days went by. */
async function signIn(signInName: string): Promise<void> {
  const accountId = loop.world.accountId(loop.world.idOf(signInName));
  const { token } = await loop.app.app.people.auth.makeLinkFor({ accountId });
  await desk.context().clearCookies();
  await openLink(desk, `${loop.app.url}/link/${token}`);
}

beforeAll(async () => {
  loop = await LoopWorld.build();
  matter = await loop.filed();
  await loop.claimed(matter);
  await loop.answered(matter, 'answered');
  const browser = await openBrowser('desk');
  phone = (await openProfile(browser, { width: 360, height: 720 })).page;
  desk = (await openProfile(browser, { width: 1280, height: 900 })).page;
});

describe('after the result, in a real browser', () => {
  it('[RAT2] a citizen taps a face on the phone, once', async () => {
    await phone.goto(matter.link);
    await phone.getByRole('button', { name: '打开' }).click();
    await phone.getByRole('heading', { name: '您满意吗' }).waitFor();
    await phone.getByRole('button', { name: '提交评价' }).click();
    await phone.getByText('请先点一个表情').waitFor();
    const face = phone.getByText('很满意', { exact: true });
    expect((await phone.locator('.faces__one').last().boundingBox())?.height).toBeGreaterThanOrEqual(48);
    await face.click();
    await phone.getByLabel('想对我们说的话（可不填）').fill('讲得很明白');
    await keepPicture(phone, 'rating');
    await phone.getByRole('button', { name: '提交评价' }).click();
    await phone.getByText('已收到您的评价').waitFor();
    await phone.reload();
    await phone.getByText('讲得很明白').waitFor();
    expect(await phone.getByRole('button', { name: '提交评价' }).count()).toBe(0);
  });

  it('[VIS8] a clerk calls on the day, with the words to say, and opens anew only after a question', async () => {
    await loop.pass(7 * DAY_MS);
    await signIn('clerk');
    await desk.getByRole('link', { name: '回访', exact: true }).click();
    await desk.getByText('现在有 1 件到期').waitFor();
    await desk.getByRole('button', { name: `回访 ${matter.number}` }).click();
    const dialog = desk.getByRole('dialog');
    await dialog.getByText('您好，我是综治中心的工作人员').waitFor();
    expect(await dialog.textContent()).not.toMatch(/138\d{8}/);
    await dialog.getByRole('button', { name: /显示完整号码/ }).click();
    await dialog.getByRole('link', { name: /^138\d{8}$/ }).waitFor();
    await dialog.getByLabel('有反复，需要重新办理').check();
    await dialog.getByRole('button', { name: '记录', exact: true }).click();
    await dialog.getByText('请写明哪里有反复').waitFor();
    await dialog.getByLabel('情况记录').fill('又堵上了');
    await keepPicture(desk, 'visit');
    await dialog.getByRole('button', { name: '记录', exact: true }).click();
    await dialog.getByRole('button', { name: '取消' }).click();
    expect(await loop.stateOf(matter)).toBe('concluded');
    await dialog.getByLabel('稳定，事情办好了').check();
    await dialog.getByRole('button', { name: '记录', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await loop.stateOf(matter)).toBe('visited');
    await desk.getByText('没有待回访的事项').waitFor();
    await desk.getByRole('link', { name: '已回访' }).click();
    await desk.getByRole('cell', { name: '稳定' }).waitFor();
    await desk.getByRole('link', { name: '待电话通知' }).click();
    await desk.getByText('没有要打的通知电话').waitFor();
  });

  it('[FIG3] a figure leads to its matter', async () => {
    await loop.pass(60_000);
    await signIn('planner');
    await desk.getByRole('link', { name: '咨询统计' }).click();
    await desk.getByRole('link', { name: '全部，受理事项：1，查看明细' }).click();
    await desk.getByRole('heading', { name: '统计明细' }).waitFor();
    await keepPicture(desk, 'figure-rows');
    await desk.getByRole('link', { name: matter.number }).click();
    await desk.getByRole('heading', { name: matter.number }).waitFor();
    await desk.getByText('回访').first().waitFor();
  });

  it('[RAT4] the expert reads what was said', async () => {
    await signIn('expert');
    await desk.getByRole('link', { name: '咨询统计' }).click();
    await desk.getByRole('link', { name: '群众评价' }).click();
    await desk.getByText('讲得很明白').waitFor();
  });
});
