import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient } from '../support/api-client.ts';
import { openBrowser, openProfile } from '../support/browser.ts';
import { looksWell } from '../support/looks.ts';
import type { ServerProcess } from '../support/product-process.ts';
import { serverProcess } from '../support/server-process.ts';
import { hallPage, smallCounty, staffPage, takeCookies } from '../support/stage-day.ts';

let server: ServerProcess;
let browser: Browser;
let admin: ApiClient;
let api: ApiClient;
let lecturer: ApiClient;
let organizer: Page;
let hall: Page;
let lectureId = '';

beforeAll(async () => {
  server = await serverProcess();
  browser = await openBrowser('hallWithCamera');
  admin = await smallCounty(server);
  const county = { server, admin, browser };
  const desk = await staffPage(county, 'organizer');
  ({ page: organizer, api } = desk);
  const studio = await staffPage(county, 'lecturer');
  lecturer = studio.api;
  const lecture = await api.call('createLecture', {
    title: '会场照片讲堂',
    topic: '',
    lecturerId: studio.accountId,
    startAt: new Date(Date.now() + 5 * 60_000).toISOString(),
    plannedMinutes: 30,
    audience: ['2202001'],
  });
  lectureId = lecture.id;
  await api.call('publishLecture', { lectureId });
  hall = await hallPage(county, '2202001001');
  const socket = await lecturer.connect();
  await socket.call('lecture:start', { lectureId });
  socket.close();
  await organizer.goto(`${server.url}/lectures/${lectureId}/live`);
});

const dialog = (page: Page) => page.getByRole('dialog').last();
const pad = () => hall.getByRole('dialog', { name: '会场里现在有多少人？' });
const card = () => organizer.getByRole('dialog', { name: '东一社区', exact: true });

async function countOf(heads: string): Promise<void> {
  for (const figure of heads) await pad().getByRole('button', { name: figure, exact: true }).click();
  await pad()
    .getByRole('button', { name: `上报 ${heads} 人` })
    .click();
  await pad().waitFor({ state: 'detached' });
}

describe('a photo of the room, in a real browser', () => {
  it('[PHO1] nobody is asked for one until the county switches them on', async () => {
    await hall.getByRole('button', { name: '报人数' }).first().click();
    await countOf('31');
    const asked = hall.waitForResponse((answer) => answer.url().includes('/api/hall/room-photos'));
    await hall.getByRole('button', { name: '报人数' }).first().click();
    await asked;
    await pad().getByRole('button', { name: '和上次一样：31 人' }).waitFor();
    expect(await pad().getByRole('button', { name: '会场照片（可选）' }).count()).toBe(0);
    await pad().getByRole('button', { name: '取消' }).click();

    const { context, page } = await openProfile(browser);
    await takeCookies(context, admin, server.url);
    await page.goto(`${server.url}/settings`);
    await page.getByRole('checkbox', { name: '允许会场发送会场照片' }).check();
    await page.getByLabel('会场照片保存多久后自动删除').fill('90');
    await looksWell(page, 'settings');
    await page.getByRole('button', { name: '保存设置' }).click();
    await page.getByText('设置已保存').waitFor();
    await page.getByText('由 否 改为 是').waitFor();
    await context.close();
  });

  it('[PHO9] the operator takes it, takes it again, and sends it once the room has agreed', async () => {
    await hall.getByRole('button', { name: '报人数' }).first().click();
    await pad().getByRole('button', { name: '会场照片（可选）' }).click({ timeout: 20_000 });
    const take = hall.getByRole('button', { name: '拍照' });
    await take.waitFor({ timeout: 20_000 });
    await looksWell(hall, 'hall camera');
    await take.click();
    await hall.getByRole('button', { name: '重拍' }).click();
    await take.click();
    const send = hall.getByRole('button', { name: '发送照片' });
    await hall.getByAltText('刚拍的照片').waitFor();
    await hall.getByText('90 天后自动删除').first().waitFor();
    await send.click();
    await hall.getByText('请先当众说明并勾选').waitFor();
    expect((await api.call('listRoomPhotos', { lectureId })).photos).toEqual([]);
    await looksWell(hall, 'hall taken');

    const director = await lecturer.connect();
    await director.call('lecture:join', { lectureId });
    await director.call('stage:invite', { lectureId, hallId: '2202001001' });
    await hall.getByRole('button', { name: '准备上台' }).click({ timeout: 20_000 });
    await hall.getByText('下台后再发送').waitFor({ timeout: 20_000 });
    expect(await send.isDisabled()).toBe(true);
    await director.call('stage:takeBack', { lectureId, hallId: '2202001001' });
    director.close();
    await expect.poll(() => send.isDisabled(), { timeout: 20_000 }).toBe(false);
    // What was taken waits while the window is closed.
    await dialog(hall).getByRole('button', { name: '关闭' }).click();
    await hall.getByRole('button', { name: '报人数' }).first().click();
    await pad().getByRole('button', { name: '会场照片（可选）' }).click();
    await hall.getByAltText('刚拍的照片').waitFor();

    await hall.getByRole('checkbox', { name: /大家同意拍照并发送/ }).check();
    await send.click();
    await dialog(hall).getByText('会场照片已发送').waitFor({ timeout: 20_000 });
    await hall.getByRole('button', { name: /^查看 .* 的照片$/ }).waitFor({ timeout: 20_000 });
    const { photos } = await api.call('listRoomPhotos', { lectureId });
    expect(photos).toHaveLength(1);
    const answer = await api.fetch(`/api/lectures/${lectureId}/room-photos/${photos[0]?.id}`);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.subarray(0, 3).toString('hex')).toBe('ffd8ff');
    expect(bytes.length).toBeLessThanOrEqual(300_000);
    // Where a camera writes time and place.
    expect(bytes.includes('Exif')).toBe(false);
    await looksWell(hall, 'hall sent');
  });

  it('[PHO5] the organizer finds it on the hall’s card and in the figures', async () => {
    await organizer.getByRole('button', { name: '东一社区（1 张）' }).click({ timeout: 40_000 });
    await looksWell(organizer, 'organizer card');
    await card()
      .getByRole('button', { name: /^查看 .* 的照片$/ })
      .click();
    const width = () =>
      organizer.evaluate(() => document.querySelector<HTMLImageElement>('.picture-dialog__picture')?.naturalWidth ?? 0);
    await expect.poll(width, { timeout: 20_000 }).toBeGreaterThan(300);
    expect(await width()).toBeLessThanOrEqual(1_280);
    await looksWell(organizer, 'organizer photo');
    await dialog(organizer).getByRole('button', { name: '关闭' }).click();
    await card().getByRole('button', { name: '关闭' }).click();
    await organizer.goto(`${server.url}/lectures/${lectureId}?tab=figures`);
    await organizer.getByRole('button', { name: '东一社区：1 张会场照片，查看' }).click();
    await looksWell(organizer, 'organizer figures');
  });

  it('[PHO9] without a camera the hall is told so, and reports its heads as ever', async () => {
    await hall.context().addInitScript(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotFoundError'));
    });
    await hall.reload();
    await hall.getByRole('button', { name: '报人数' }).first().click({ timeout: 30_000 });
    await pad().getByRole('button', { name: '会场照片（可选）' }).click();
    await hall.getByText('没有照片也不影响报人数').first().waitFor({ timeout: 20_000 });
    await hall.getByText('没有找到设备').waitFor();
    await looksWell(hall, 'hall no camera');
    await dialog(hall).getByRole('button', { name: '关闭' }).click();
    await hall.getByRole('button', { name: '报人数' }).first().click();
    await countOf('28');
  });
  it('[PHO6] the hall withdraws it on its idle screen, the lecture over, and the organizer finds the proof without the picture', async () => {
    const socket = await lecturer.connect();
    await socket.call('lecture:end', { lectureId });
    socket.close();
    await hall.reload();
    await hall.getByText('本会场已发的照片').waitFor({ timeout: 30_000 });
    await looksWell(hall, 'hall idle');
    await hall.getByRole('button', { name: /^撤回 .* 的照片$/ }).click();
    await looksWell(hall, 'hall withdraw');
    await dialog(hall).getByRole('button', { name: '撤回', exact: true }).click();
    await expect
      .poll(() => hall.getByRole('button', { name: /^撤回 .* 的照片$/ }).count(), { timeout: 20_000 })
      .toBe(0);
    await organizer.getByText(/发送，.*会场撤回/).waitFor({ timeout: 40_000 });
    await looksWell(organizer, 'organizer proof');
    expect(await organizer.getByRole('button', { name: /^查看 .* 的照片$/ }).count()).toBe(0);
  });
});
