import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient } from '../support/api-client.ts';
import { openBrowser } from '../support/browser.ts';
import type { ServerProcess } from '../support/product-process.ts';
import { grows, stageFrames } from '../support/rtc-probe.ts';
import { serverProcess } from '../support/server-process.ts';
import { hallPage, smallCounty, staffPage } from '../support/stage-day.ts';

const halls = ['2202001001', '2202001002'] as const;
let server: ServerProcess;
let admin: ApiClient;
let browser: Browser;
let lecturer: Page;
let first: Page;
let second: Page;

beforeAll(async () => {
  server = await serverProcess();
  browser = await openBrowser('hallWithCamera');
  admin = await smallCounty(server);
  const county = { server, admin, browser };
  const organizer = await staffPage(county, 'organizer');
  const desk = await staffPage(county, 'lecturer');
  lecturer = desk.page;
  const plan = {
    title: '上台讲堂',
    topic: '',
    lecturerId: desk.accountId,
    startAt: new Date(Date.now() + 5 * 60_000).toISOString(),
    plannedMinutes: 30,
    audience: ['2202001'],
  };
  const { id: lectureId } = await organizer.api.call('createLecture', plan);
  await organizer.api.call('publishLecture', { lectureId });
  first = await hallPage(county, halls[0]);
  second = await hallPage(county, halls[1]);
  await lecturer.goto(`${server.url}/lectures/${lectureId}/studio`);
  await lecturer.getByRole('button', { name: '开始讲课' }).click();
});

describe('a hall on stage, in a real browser', () => {
  it('[STG1] a raised hand shows its place in the hall and stands in the studio', async () => {
    await second.getByRole('button', { name: '举手' }).click({ timeout: 30_000 });
    await second.getByText('第 1 位').waitFor({ timeout: 20_000 });
    await first.getByRole('button', { name: '举手' }).click();
    await first.getByText('第 2 位').waitFor({ timeout: 20_000 });
    const hands = lecturer.locator('.stage-panel ol li');
    await expect.poll(() => hands.count(), { timeout: 20_000 }).toBe(2);
    expect(await hands.first().textContent()).toContain('东二社区');
  });

  it('[STG2] invited, ready, put through: lecturer and the other hall see it move, and it sees itself', async () => {
    await lecturer.getByRole('button', { name: '请上台' }).first().click();
    await second.getByRole('button', { name: '准备上台' }).click({ timeout: 20_000 });
    await second.getByText('准备就绪，等待讲师接通').waitFor();
    await lecturer.getByRole('button', { name: '接通' }).click({ timeout: 20_000 });
    await second.getByText('您正在台上发言').first().waitFor({ timeout: 20_000 });
    for (const page of [lecturer, first])
      await grows(() => stageFrames(page), 10, 40_000, 'frames of the hall on stage');
    const own = second.locator('.hall-place__picture video').first();
    expect(await own.evaluate((video) => video instanceof HTMLVideoElement && video.videoWidth > 0)).toBe(true);
  });

  it('[STG5] the lecturer takes it back by one key, and the other hall sees the lecturer alone again', async () => {
    await lecturer.locator('body').press('b');
    await second.getByRole('button', { name: '举手' }).waitFor({ timeout: 20_000 });
    await expect.poll(() => first.locator('.stage-halls__one').count(), { timeout: 20_000 }).toBe(0);
  });

  it('[STG4] a hall that drops while on stage is off it for everybody', async () => {
    await lecturer.getByRole('button', { name: '请上台' }).first().click();
    await first.getByRole('button', { name: '准备上台' }).click({ timeout: 20_000 });
    await lecturer.getByRole('button', { name: '接通' }).click({ timeout: 20_000 });
    await expect.poll(() => second.locator('.stage-halls__one').count(), { timeout: 20_000 }).toBe(1);
    await first.context().close();
    await expect.poll(() => second.locator('.stage-halls__one').count(), { timeout: 20_000 }).toBe(0);
  });
});
