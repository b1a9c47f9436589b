import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { keepPicture } from '../support/looks.ts';
import type { ServerProcess } from '../support/product-process.ts';
import { bytesIn, framesAt, grows, probeConnections } from '../support/rtc-probe.ts';
import { serverProcess } from '../support/server-process.ts';
import { hallPage, smallCounty, staffPage } from '../support/stage-day.ts';

let server: ServerProcess;
let browser: Browser;
let organizer: Page;
let hall: Page;
let lecturer: Page;
let studio = '';

beforeAll(async () => {
  server = await serverProcess();
  browser = await openBrowser('hallWithCamera');
  const admin = await smallCounty(server);
  const county = { server, admin, browser };
  const desk = await staffPage(county, 'organizer');
  organizer = desk.page;
  await probeConnections(organizer.context());
  const teacher = await staffPage(county, 'lecturer');
  lecturer = teacher.page;
  const { id: lectureId } = await desk.api.call('createLecture', {
    title: '求助讲堂',
    topic: '',
    lecturerId: teacher.accountId,
    startAt: new Date(Date.now() + 5 * 60_000).toISOString(),
    plannedMinutes: 30,
    audience: ['2202001'],
  });
  await desk.api.call('publishLecture', { lectureId });
  hall = await hallPage(county, '2202001001');
  studio = `${server.url}/lectures/${lectureId}/studio`;
  await organizer.goto(`${server.url}/lectures/${lectureId}/live`);
});

const lineOf = (name: string) => organizer.locator('.wall li[data-presence]').filter({ hasText: name });
const card = () => organizer.getByRole('dialog', { name: '东一社区' });

/** Bytes of media that come in within three seconds. */
async function rate(page: Page): Promise<number> {
  const before = await bytesIn(page);
  await page.waitForTimeout(3_000);
  return (await bytesIn(page)) - before;
}

describe('a hall and the wall, in a real browser', () => {
  it('[HELP1] one tap of a hall that waits stands red on the wall, with what its PC found', async () => {
    await lineOf('东一社区').getByText('候场').waitFor({ timeout: 30_000 });
    await hall.getByRole('button', { name: '求助' }).click();
    await hall.getByText('已收到，求助已显示在组织者的屏幕上').waitFor({ timeout: 20_000 });
    await organizer.getByText('设备没有检测过').waitFor({ timeout: 20_000 });
    await lineOf('东一社区').getByText('求助').waitFor({ timeout: 20_000 });
    expect(await organizer.locator('[data-filter="calling"] strong').textContent()).toBe('1');
    await hall.getByRole('button', { name: '返回讲堂' }).click();
  });

  it('[STG7] a click opens the hall, and its picture moves only while it is looked at', async () => {
    await lineOf('东一社区').getByRole('button').click();
    await card().getByRole('button', { name: '查看会场画面' }).click();
    await grows(() => framesAt(organizer, '.hall-card__picture'), 10, 40_000, 'frames of the hall');
    await hall.locator('.hall-watched').waitFor({ timeout: 20_000 });
    await card().getByRole('button', { name: '收起画面' }).click();
    await expect.poll(() => hall.locator('.hall-watched').count(), { timeout: 20_000 }).toBe(0);
  });

  it('[STG7] what one who looked has closed does not come there any more, though another still looks', async () => {
    await lecturer.goto(studio);
    await lecturer.getByRole('button', { name: '开始讲课' }).click();
    await lecturer.getByRole('button', { name: '关摄像头' }).click({ timeout: 20_000 });
    await lecturer.getByRole('button', { name: '查看各会场' }).click();
    await lecturer.locator('.halls-seen').scrollIntoViewIfNeeded();
    await card().getByRole('button', { name: '查看会场画面' }).click();
    for (const [page, place] of [
      [lecturer, '.halls-seen'],
      [organizer, '.hall-card__picture'],
    ] as const)
      await grows(() => framesAt(page, place), 10, 40_000, `frames in ${place}`);
    const looking = await rate(organizer);
    await card().getByRole('button', { name: '收起画面' }).click();
    await expect.poll(async () => (await rate(organizer)) / looking, { timeout: 20_000 }).toBeLessThan(0.5);
    await grows(() => framesAt(lecturer, '.halls-seen'), 10, 20_000, 'frames in the studio');
    await card().getByRole('button', { name: '查看会场画面' }).click();
    await grows(() => framesAt(organizer, '.hall-card__picture'), 10, 20_000, 'frames of the hall again');
    await card().getByRole('button', { name: '收起画面' }).click();
  });

  it('[MSG1] a message stands in the hall until it was read there, and the organizer sees that', async () => {
    await card().getByLabel('给这个会场发消息').fill('请把音箱打开');
    await card().getByRole('button', { name: '发送' }).click();
    await hall.getByText('请把音箱打开').waitFor({ timeout: 20_000 });
    await hall.getByRole('button', { name: '知道了' }).click();
    await card().getByText('已读').waitFor({ timeout: 20_000 });
  });

  it('[HELP2] done is done for both', async () => {
    await card().getByRole('button', { name: '处理完毕' }).click();
    await expect.poll(() => lineOf('东一社区').getByText('求助').count(), { timeout: 20_000 }).toBe(0);
    await expect.poll(() => hall.getByText('已收到').count(), { timeout: 20_000 }).toBe(0);
  });

  it('[DAY15] a second window takes the live page over, says so in the first, and gives it back on a tap', async () => {
    const taken = '您已在另一个窗口进入本讲，这里不再更新。';
    await card().getByRole('button', { name: '关闭' }).click();
    const other = await organizer.context().newPage();
    await other.goto(organizer.url());
    await organizer.getByText(taken).waitFor({ timeout: 20_000 });
    await keepPicture(organizer, 'wall taken');
    expect(await other.getByText(taken).count()).toBe(0);
    await organizer.getByRole('button', { name: '在这里继续' }).click();
    await other.getByText(taken).waitFor({ timeout: 20_000 });
    expect(await organizer.getByText(taken).count()).toBe(0);
    await other.close();
  });
});
