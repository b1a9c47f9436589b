import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient } from '../support/api-client.ts';
import { openBrowser } from '../support/browser.ts';
import { keepPicture, sticksOut } from '../support/looks.ts';
import type { ServerProcess } from '../support/product-process.ts';
import { grows, lecturerFrames, probeConnections, received } from '../support/rtc-probe.ts';
import { serverProcess } from '../support/server-process.ts';
import { hallPage, smallCounty, staffPage } from '../support/stage-day.ts';

let server: ServerProcess;
let browser: Browser;
let organizer: { page: Page; api: ApiClient };
let lecturer: Page;
let spare: Page;
let hall: Page;
let lectureId = '';
let studio = '';

const frames = () => lecturerFrames(hall);
const sound = async (): Promise<number> => (await received(hall)).audioEnergy;
const takeOver = () => spare.getByRole('button', { name: '接替主讲' });

beforeAll(async () => {
  server = await serverProcess();
  browser = await openBrowser('hallWithCamera');
  const county = { server, admin: await smallCounty(server), browser };
  const desk = await staffPage(county, 'organizer');
  const teacher = await staffPage(county, 'lecturer');
  const viewport = { width: 1280, height: 800 };
  const second = await staffPage(county, 'lecturer', viewport, { signInName: 'spare', name: '赵明理' });
  organizer = desk;
  lecturer = teacher.page;
  spare = second.page;
  await organizer.page.goto(`${server.url}/lectures/new`);
  await organizer.page.getByLabel('备用讲师').selectOption({ label: '赵明理 · 东街道' });
  await keepPicture(organizer.page, 'plan with a spare');
  ({ id: lectureId } = await desk.api.call('createLecture', {
    title: '有人接替',
    topic: '',
    lecturerId: teacher.accountId,
    spareId: second.accountId,
    startAt: new Date(Date.now() + 5 * 60_000).toISOString(),
    plannedMinutes: 30,
    audience: ['2202001'],
  }));
  await desk.api.call('publishLecture', { lectureId });
  hall = await hallPage(county, '2202001001');
  await probeConnections(hall.context());
  await hall.reload();
  studio = `${server.url}/lectures/${lectureId}/studio`;
  await lecturer.goto(studio);
});

describe('a spare lecturer, in a real browser', () => {
  it('[LEC16] finds the lecture marked in the own list, and sits in the studio as a spare', async () => {
    await spare.goto(`${server.url}/lectures`);
    await spare
      .getByRole('row', { name: /有人接替/ })
      .getByText('备用讲师', { exact: true })
      .waitFor();
    await keepPicture(spare, 'spare list');
    await spare.goto(studio);
    await spare.getByText('您是本讲的备用讲师').waitFor();
    expect(await takeOver().count()).toBe(0);
    expect(await spare.getByRole('button', { name: '开始讲课' }).count()).toBe(0);
    await lecturer.getByRole('button', { name: '开始讲课' }).click();
    await lecturer.getByText('赵明理 就位').waitFor();
    await grows(frames, 10, 40_000, 'frames of the lecturer');
  });

  it('[TAK6] the lecturer’s page is closed, the spare takes over with one button, and the hall sees and hears the spare', async () => {
    await lecturer.goto('about:blank');
    await takeOver().waitFor({ timeout: 30_000 });
    await keepPicture(spare, 'spare may take over');
    for (const width of [320, 768, 1920]) {
      await spare.setViewportSize({ width, height: 900 });
      expect(await sticksOut(spare)).toEqual([]);
      await keepPicture(spare, `spare may take over ${width}`);
    }
    await spare.setViewportSize({ width: 1280, height: 800 });
    await takeOver().click();
    await spare.getByText('您正在接替王建国主讲').waitFor({ timeout: 20_000 });
    await spare.getByRole('button', { name: '结束讲课' }).waitFor();
    await grows(frames, 20, 40_000, 'frames of the spare');
    await grows(sound, 0.0001, 40_000, 'sound of the spare');
    await keepPicture(spare, 'spare teaches');
    await keepPicture(hall, 'hall sees the spare');
  });

  it('[TAK4] the lecturer who comes back is told who teaches, and teaches again when it is handed back', async () => {
    await lecturer.goto(studio);
    await lecturer.getByRole('heading', { name: '本讲已由赵明理接替主讲' }).waitFor({ timeout: 30_000 });
    await spare.getByRole('button', { name: '交还王建国' }).click();
    await spare.getByRole('dialog').getByRole('button', { name: '交还王建国' }).click();
    await spare.getByText('您是本讲的备用讲师').waitFor({ timeout: 20_000 });
    await lecturer.getByRole('button', { name: '结束讲课' }).waitFor({ timeout: 30_000 });
    await grows(frames, 20, 40_000, 'frames of the lecturer again');
  });

  it('[TAK8] the report says who taught from when to when', async () => {
    await lecturer.getByRole('button', { name: '结束讲课' }).click();
    await lecturer.getByRole('dialog').getByRole('button', { name: '结束讲课' }).click();
    await lecturer.getByText('讲课已结束').waitFor({ timeout: 20_000 });
    await organizer.page.goto(`${server.url}/lectures/${lectureId}?tab=report`);
    await organizer.page
      .getByText(/王建国（主讲）.*赵明理（备用讲师接替）.*王建国（主讲）/)
      .waitFor({ timeout: 20_000 });
    await keepPicture(organizer.page, 'report of who taught');
  });
});
