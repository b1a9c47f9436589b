import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient } from '../support/api-client.ts';
import { openBrowser } from '../support/browser.ts';
import { audio, frames, type HallPc, pairHall, planInForm } from '../support/lecture-day.ts';
import { keepPicture } from '../support/looks.ts';
import { pdfOf } from '../support/pdf.ts';
import type { ServerProcess } from '../support/product-process.ts';
import { grows, stageFrames } from '../support/rtc-probe.ts';
import { serverProcess } from '../support/server-process.ts';
import { smallCounty, staffPage } from '../support/stage-day.ts';
import { verifyCli } from '../support/verify-cli.ts';

/** The township's own hall and those of its two villages. */
const places = { street: '2202001', first: '2202001001', second: '2202001002' };
const title = '民法典与邻里纠纷';

let server: ServerProcess;
let admin: ApiClient;
let browser: Browser;
let organizer: Page;
let lecturer: Page;
let lectureId = '';
let street: HallPc;
let first: HallPc;
let second: HallPc;

const halls = (): Page[] => [street.page, first.page, second.page];
const everyHall = (act: (page: Page) => Promise<unknown>): Promise<unknown> => Promise.all(halls().map(act));
const shown = (words: string | RegExp) => (page: Page) => page.getByText(words).first().waitFor({ timeout: 20_000 });
const pageShown = (n: number) => (page: Page) =>
  page
    .getByRole('img', { name: `课件第 ${n} 页，共 4 页` })
    .first()
    .waitFor({ timeout: 20_000 });
const panel = (name: string) => organizer.getByRole('region', { name, exact: true });
const confirm = (page: Page, act: string) =>
  page.getByRole('dialog').getByRole('button', { name: act, exact: true }).click();

async function reportHeads(page: Page, heads: number): Promise<void> {
  await page.getByRole('button', { name: '报人数' }).first().click();
  await page.getByLabel('实到人数').fill(String(heads));
  await page.getByRole('button', { name: `上报 ${heads} 人` }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

async function vote(page: Page, hands: Record<string, number>): Promise<void> {
  await page.getByRole('button', { name: '去投票' }).click({ timeout: 20_000 });
  const ballot = page.getByRole('dialog');
  for (const [option, n] of Object.entries(hands)) {
    await ballot.getByRole('button', { name: option }).click();
    await ballot.getByLabel(option, { exact: true }).fill(String(n));
  }
  await ballot.getByRole('button', { name: '提交' }).click();
  await ballot.waitFor({ state: 'detached' });
}

async function ask(page: Page, text: string, askedBy: string): Promise<void> {
  await page.getByRole('button', { name: '提问' }).click();
  await page.getByLabel('问题').fill(text);
  await page.getByLabel('提问人').fill(askedBy);
  await page.getByRole('button', { name: '提交问题' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

const question = (text: string) => panel('提问').getByRole('listitem').filter({ hasText: text });

beforeAll(async () => {
  server = await serverProcess();
  browser = await openBrowser('hallWithCamera');
  admin = await smallCounty(server);
  const county = { server, admin, browser };
  ({ page: organizer } = await staffPage(county, 'organizer'));
  ({ page: lecturer } = await staffPage(county, 'lecturer'));
  street = await pairHall(browser, server, admin, places.street);
  first = await pairHall(browser, server, admin, places.first);
  second = await pairHall(browser, server, admin, places.second);
  for (const page of halls()) await page.context().grantPermissions(['camera', 'microphone'], { origin: server.url });
});

describe('a whole lecture, in real browsers', () => {
  it('[DAY14] it is planned, gets its slides, and three halls stand ready before it', async () => {
    await organizer.goto(`${server.url}/lectures`);
    const plan = { title, lecturer: '王建国', inMinutes: 10, minutes: 30, township: '东街道' };
    lectureId = await planInForm(organizer, plan);
    await organizer.goto(`${server.url}/lectures/${lectureId}?tab=slides`);
    const file = { name: '课件.pdf', mimeType: 'application/pdf', buffer: Buffer.from(pdfOf(4)) };
    await organizer.locator('input[type=file]').setInputFiles(file);
    await organizer.getByText('4 页，可以放映').waitFor({ timeout: 40_000 });
    await everyHall(shown('已进入讲堂，等待开始'));
    await organizer.goto(`${server.url}/lectures/${lectureId}/live`);
    await expect
      .poll(() => organizer.locator('.wall li[data-presence="waiting"]').count(), { timeout: 20_000 })
      .toBe(3);
    await keepPicture(organizer, 'whole live waiting');
  });

  it('[DAY14] the lecturer starts, every hall sees and hears, and reads what the organizer tells all', async () => {
    await lecturer.goto(`${server.url}/lectures/${lectureId}/studio`);
    await lecturer.getByText('3 个会场已在等候').waitFor({ timeout: 20_000 });
    await lecturer.getByRole('button', { name: '开始讲课' }).click();
    for (const page of halls()) {
      await grows(frames(page), 10, 40_000, 'frames of the lecturer');
      await grows(audio(page), 10, 20_000, 'packets of sound');
    }
    const words = panel('通知').getByLabel('发给所有会场的通知');
    // The second time it is said anew, with the same words.
    for (const _ of ['once', 'again']) {
      await words.fill('请各会场把手机调成静音');
      await panel('通知').getByRole('button', { name: '发送通知' }).click();
      await Promise.all([...halls(), lecturer].map(shown('请各会场把手机调成静音')));
      await expect.poll(() => words.inputValue()).toBe('');
      await panel('通知').getByRole('button', { name: '撤下' }).click();
      await expect.poll(() => first.page.getByText('请各会场把手机调成静音').count(), { timeout: 20_000 }).toBe(0);
    }
  });

  it('[DAY14] slides are shown and turned, and every hall sees the page', async () => {
    await lecturer.getByRole('button', { name: '放映', exact: true }).click();
    await everyHall(pageShown(1));
    await lecturer.locator('body').press('PageDown');
    await everyHall(pageShown(2));
    await keepPicture(first.page, 'whole hall slides');
  });

  it('[DAY14] halls report their heads when they are asked, and the sum stands before those who direct', async () => {
    await panel('实到人数').getByRole('button', { name: '催报人数' }).click();
    await everyHall(shown('请清点并报告会场实到人数'));
    await reportHeads(street.page, 20);
    await reportHeads(first.page, 12);
    await reportHeads(second.page, 8);
    await panel('实到人数').getByText('40 人次').waitFor({ timeout: 20_000 });
    await lecturer.getByText('40 人次').waitFor({ timeout: 20_000 });
  });

  it('[DAY14] a hall with its hand up speaks on stage, and all see it', async () => {
    await second.page.getByRole('button', { name: '举手' }).click();
    await lecturer.getByRole('button', { name: '请上台' }).first().click({ timeout: 20_000 });
    await second.page.getByRole('button', { name: '准备上台' }).click({ timeout: 20_000 });
    await lecturer.getByRole('button', { name: '接通' }).click({ timeout: 20_000 });
    for (const page of [lecturer, organizer, street.page, first.page]) {
      await grows(() => stageFrames(page), 10, 40_000, 'frames of the hall on stage');
    }
    await keepPicture(lecturer, 'whole studio stage');
    await keepPicture(second.page, 'whole hall on stage');
    await keepPicture(first.page, 'whole hall sees stage');
    await first.page.setViewportSize({ width: 1920, height: 1080 });
    await keepPicture(first.page, 'whole hall sees stage 1920');
    await first.page.setViewportSize({ width: 480, height: 800 });
    await keepPicture(first.page, 'whole hall sees stage 480');
    await first.page.setViewportSize({ width: 1280, height: 720 });
    await second.page.getByRole('button', { name: '结束发言' }).click();
    await expect.poll(() => first.page.locator('.stage-halls__one').count(), { timeout: 20_000 }).toBe(0);
  });

  it('[DAY14] one question is answered before all, another becomes a matter', async () => {
    await ask(first.page, '邻居的树越过院墙，能不能自己砍？', '张大娘');
    await ask(second.page, '承包地被占了两亩，找谁？', '李大爷');
    await question('越过院墙').getByRole('button', { name: '通过' }).click({ timeout: 20_000 });
    await question('越过院墙').getByRole('button', { name: '上屏' }).click({ timeout: 20_000 });
    await everyHall(shown('东一社区 张大娘提问'));
    await keepPicture(street.page, 'whole hall question');
    await question('越过院墙').getByRole('button', { name: '已解答' }).click();
    await question('被占了两亩').getByRole('button', { name: '转为咨询' }).click();
    await confirm(organizer, '转为咨询');
    await organizer
      .getByText(/已登记，编号 \d{4}-\d{4}/)
      .first()
      .waitFor({ timeout: 20_000 });
    await expect.poll(() => street.page.getByText('张大娘提问').count(), { timeout: 20_000 }).toBe(0);
  });

  it('[DAY14] hands are counted in a quiz, and its result is on every screen', async () => {
    await panel('投票').getByRole('button', { name: '新建投票' }).click();
    const form = organizer.getByRole('dialog');
    await form.getByLabel('题目').fill('越界的树枝，可以不打招呼就砍吗？');
    await form.getByLabel('类型').selectOption('quiz');
    await form.getByLabel('选项 1').fill('可以');
    await form.getByLabel('选项 2').fill('先通知对方');
    await form.getByRole('radio').nth(1).check();
    await form.getByRole('button', { name: '保存' }).click();
    await panel('投票').getByRole('button', { name: '开始投票' }).click({ timeout: 20_000 });
    await vote(street.page, { 可以: 5, 先通知对方: 15 });
    await vote(first.page, { 可以: 2, 先通知对方: 10 });
    await vote(second.page, { 先通知对方: 8 });
    await panel('投票').getByText('3 个会场已投').waitFor({ timeout: 20_000 });
    await panel('投票').getByRole('button', { name: '截止' }).click();
    await panel('投票').getByRole('button', { name: '公布结果' }).click({ timeout: 20_000 });
    await Promise.all([...halls(), lecturer].map(shown('投票结果')));
    await keepPicture(first.page, 'whole hall poll result');
    for (const page of halls()) expect(await page.locator('.day-banner--poll').textContent()).toMatch(/33/);
    await everyHall((page) => page.getByRole('button', { name: '收起结果' }).click());
  });

  it('[DAY14] a hall that calls for help, and one that drops, stand on the wall; both go on', async () => {
    await street.page.getByRole('button', { name: '求助' }).click();
    await organizer.getByText('会场求助 1').waitFor({ timeout: 20_000 });
    await street.page.getByRole('button', { name: '返回讲堂' }).click();
    await first.page.goto('about:blank');
    await organizer
      .locator('.wall li[data-presence="away"]')
      .filter({ hasText: '东一社区' })
      .waitFor({ timeout: 20_000 });
    await keepPicture(organizer, 'whole live wall');
    await first.page.goto(`${server.url}/hall`);
    await pageShown(2)(first.page);
    await grows(frames(first.page), 10, 40_000, 'frames after the return');
    await organizer.getByRole('button', { name: '处理完毕' }).first().click();
    await organizer.locator('.wall li[data-presence="away"]').waitFor({ state: 'detached', timeout: 20_000 });
  });

  it('[DAY14] a pause and a reload of the lecturer are seen by all and passed by all', async () => {
    await lecturer.getByRole('button', { name: '暂停' }).click();
    await everyHall(shown('讲堂已暂停，请稍候'));
    await lecturer.getByRole('button', { name: '继续讲课' }).click();
    await everyHall((page) => page.getByText('讲堂已暂停，请稍候').waitFor({ state: 'detached', timeout: 20_000 }));
    await lecturer.reload();
    for (const page of halls()) await grows(frames(page), 20, 40_000, 'frames after the reload of the lecturer');
    await everyHall(pageShown(2));
  });

  it('[DAY14] the report has all of it without anybody counting, and counting again gives no difference', async () => {
    await lecturer.getByRole('button', { name: '结束讲课' }).click();
    await confirm(lecturer, '结束讲课');
    await everyHall(shown('讲堂已结束，谢谢参加'));
    await organizer.goto(`${server.url}/lectures/${lectureId}?tab=report`);
    const figure = (name: string) =>
      organizer
        .locator('dt', { hasText: new RegExp(`^${name}$`) })
        .locator('+ dd')
        .first();
    await figure('人次').waitFor({ timeout: 30_000 });
    expect(await figure('应到会场').textContent()).toBe('3');
    expect(await figure('参加会场').textContent()).toBe('3');
    expect(await figure('人次').textContent()).toBe('40');
    await organizer.getByText('邻居的树越过院墙').first().waitFor();
    await organizer.getByText('越界的树枝').first().waitFor();
    await keepPicture(organizer, 'whole report');
    await server.stop();
    expect(await verifyCli({ DATA_DIR: server.dataDir })).toEqual({ code: 0, lines: ['verified: 0 differences'] });
  });
});
