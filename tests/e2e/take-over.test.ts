import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import type { ServerProcess } from '../support/product-process.ts';
import { grows, lecturerFrames } from '../support/rtc-probe.ts';
import { serverProcess } from '../support/server-process.ts';
import { hallPage, smallCounty, staffPage } from '../support/stage-day.ts';

let server: ServerProcess;
let browser: Browser;
let organizer: Page;
let lecturer: Page;
let hall: Page;
let studio = '';

const frames = () => lecturerFrames(hall);

beforeAll(async () => {
  server = await serverProcess();
  browser = await openBrowser('hallWithCamera');
  const county = { server, admin: await smallCounty(server), browser };
  const desk = await staffPage(county, 'organizer');
  const teacher = await staffPage(county, 'lecturer');
  organizer = desk.page;
  lecturer = teacher.page;
  const { id: lectureId } = await desk.api.call('createLecture', {
    title: '接替讲堂',
    topic: '',
    lecturerId: teacher.accountId,
    startAt: new Date(Date.now() + 5 * 60_000).toISOString(),
    plannedMinutes: 30,
    audience: ['2202001'],
  });
  await desk.api.call('publishLecture', { lectureId });
  hall = await hallPage(county, '2202001001');
  studio = `${server.url}/lectures/${lectureId}/studio`;
  await lecturer.goto(studio);
  await lecturer.getByRole('button', { name: '开始讲课' }).click();
  await organizer.goto(`${server.url}/lectures/${lectureId}/live`);
  await grows(frames, 10, 40_000, 'frames of the lecturer');
});

describe('a lecture whose lecturer is gone, in a real browser', () => {
  it('[TAK2] the organizer takes over with two taps, and the hall sees the organizer', async () => {
    await lecturer.goto('about:blank');
    await organizer.getByText('讲师网络中断').first().waitFor({ timeout: 30_000 });
    await organizer.getByRole('button', { name: '接替主讲' }).click({ timeout: 30_000 });
    await organizer.getByRole('dialog').getByRole('button', { name: '接替主讲' }).click();
    await organizer.getByRole('link', { name: '进入讲台' }).click({ timeout: 20_000 });
    await organizer.getByText('您正在接替王建国主讲').waitFor({ timeout: 20_000 });
    await grows(frames, 20, 40_000, 'frames of the organizer');
  });

  it('[TAK4] the lecturer who comes back is told, and teaches again when it is handed back', async () => {
    await lecturer.goto(studio);
    await lecturer.getByRole('heading', { name: '本讲已由李淑兰接替主讲' }).waitFor({ timeout: 30_000 });
    await organizer.getByRole('button', { name: '交还王建国' }).click();
    await organizer.getByRole('dialog').getByRole('button', { name: '交还王建国' }).click();
    await lecturer.getByRole('button', { name: '结束讲课' }).waitFor({ timeout: 30_000 });
    await organizer.getByText('现在由王建国主讲').waitFor({ timeout: 20_000 });
    await grows(frames, 20, 40_000, 'frames of the lecturer again');
    expect(await hall.getByText('讲师还没有到').count()).toBe(0);
  });
});
