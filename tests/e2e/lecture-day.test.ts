import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AttendanceReport } from '#shared/attendance.ts';
import { ApiClient } from '../support/api-client.ts';
import { brightness, openBrowser, openProfile } from '../support/browser.ts';
import { linkIn, type ServerProcess } from '../support/product-process.ts';
import { grows, probeConnections, received, sentCommands } from '../support/rtc-probe.ts';
import { serverProcess } from '../support/server-process.ts';

const csv = readFileSync(fileURLToPath(new URL('../../server/data/org-tree.csv', import.meta.url)), 'utf8');
const CITY = '220283';
const hallIds = ['220283001', '220283001001', '220283001002'] as const;

type HallPc = { id: string; page: Page; joins: number[] };

let server: ServerProcess;
let desk: Browser;
let hallBrowser: Browser;
let admin: ApiClient;
let lecturer: Page;
let organizer: Page;
let lectureId = '';
const halls: HallPc[] = [];
/** What the test itself saw, in ms since the epoch. */
const seen = { started: 0, hall2Reloaded: 0, hall3Killed: 0, serverKilled: 0, ended: 0 };

const hall = (index: number): HallPc => {
  const found = halls[index];
  if (!found) throw new Error(`hall ${index} is not there`);
  return found;
};

const frames = (page: Page) => async (): Promise<number> => (await received(page)).videoFrames;
const audio = (page: Page) => async (): Promise<number> => (await received(page)).audioPackets;

async function signIn(page: Page, signInName: string): Promise<void> {
  const { rows } = await admin.call('listAccounts', { search: signInName, limit: 10 });
  const account = rows.find((row) => row.signInName === signInName);
  const { url } = await admin.call('makeSignInLink', { accountId: account?.id ?? '' });
  await page.goto(url);
  await page.getByRole('button', { name: '登录' }).first().click();
  await page.waitForURL((at) => !at.pathname.startsWith('/link/'));
}

async function pairHall(hallId: string): Promise<void> {
  const { context, page } = await openProfile(hallBrowser);
  await probeConnections(context);
  const joins = sentCommands(page, 'lecture:join');
  const { code } = await admin.call('makePairingCode', { hallId });
  await page.goto(`${server.url}/hall`);
  // As people type it: small letters and a dash.
  await page.getByLabel('配对码').fill(`${code.slice(0, 4)}-${code.slice(4)}`.toLowerCase());
  await page.getByRole('button', { name: '配对', exact: true }).click();
  halls.push({ id: hallId, page, joins });
}

beforeAll(async () => {
  server = await serverProcess();
  desk = await openBrowser('desk');
  hallBrowser = await openBrowser('hall');
});

describe('a lecture day in a real browser', () => {
  it('[DAY1] starts empty: the first link makes an administrator, who imports the tree', async () => {
    const { page } = await openProfile(desk);
    await page.goto(linkIn(server.console(), 'administrator'));
    await page
      .getByRole('button', { name: /登录|开始|继续/ })
      .first()
      .click();
    await page.waitForURL((at) => !at.pathname.startsWith('/link/'));
    const cookies = await page.context().cookies();
    admin = new ApiClient(server.url);
    for (const { name, value } of cookies) admin.cookies.set(name, value);

    await page.goto(`${server.url}/orgs`);
    await page.getByRole('button', { name: '导入机构' }).first().click();
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'tree.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    const check = page.getByRole('button', { name: '检查文件' });
    if (await check.isVisible()) await check.click();
    await page.getByRole('button', { name: '导入', exact: true }).click();
    await expect.poll(async () => (await admin.call('orgTree', {})).orgs.length, { timeout: 20_000 }).toBe(303);
    expect((await admin.call('listHalls', {})).halls).toHaveLength(254);
    await page.close();
  });

  it('[DAY2] three halls are paired by typing a code once, and a lecture is planned for them', async () => {
    for (const [signInName, role] of [
      ['organizer', 'organizer'],
      ['lecturer', 'lecturer'],
    ] as const)
      await admin.call('createAccount', {
        signInName,
        name: signInName === 'lecturer' ? '王建国' : '李淑兰',
        roles: [role],
        orgId: CITY,
      });
    for (const hallId of hallIds) await pairHall(hallId);
    organizer = (await openProfile(desk, { width: 1280, height: 900 })).page;
    await signIn(organizer, 'organizer');
    const api = new ApiClient(server.url);
    for (const { name, value } of await organizer.context().cookies()) api.cookies.set(name, value);
    const lecturers = await api.call('listLecturers', {});
    const startAt = new Date(Date.now() + 5 * 60_000).toISOString();
    const lecturerId = lecturers.lecturers[0]?.id ?? '';
    const plan = {
      title: '民法典与乡村生活',
      topic: '土地承包',
      lecturerId,
      startAt,
      plannedMinutes: 30,
      audience: ['220283001'],
    };
    lectureId = (await api.call('createLecture', plan)).id;
    await api.call('publishLecture', { lectureId });
    for (const { page, joins } of halls) {
      await page.getByText('民法典与乡村生活').first().waitFor();
      await expect.poll(() => joins.length, { timeout: 20_000 }).toBeGreaterThan(0);
    }
  });

  it('[DAY2] the organizer sees the halls waiting', async () => {
    await organizer.goto(`${server.url}/lectures/${lectureId}/live`);
    await expect.poll(() => organizer.locator('[data-presence="waiting"]').count(), { timeout: 20_000 }).toBe(3);
  });

  it('[DAY3] the lecturer starts, and every hall has moving picture and sound', { timeout: 240_000 }, async () => {
    const profile = await openProfile(desk);
    await profile.context.grantPermissions(['camera', 'microphone'], { origin: server.url });
    lecturer = profile.page;
    await signIn(lecturer, 'lecturer');
    await lecturer.goto(`${server.url}/lectures/${lectureId}/studio`);
    await lecturer.getByRole('button', { name: '开始讲课' }).click();
    await expect.poll(async () => (await publicState()) ?? '', { timeout: 20_000 }).toBe('live');
    seen.started = Date.now();
    for (const { page } of halls) {
      await grows(frames(page), 10, 30_000, 'decoded frames');
      await grows(audio(page), 10, 10_000, 'audio packets');
      expect(await brightness(page)).toBeGreaterThan(10);
    }
  });

  it('[DAY4] a shared screen arrives beside the camera', async () => {
    await lecturer.getByRole('button', { name: /共享/ }).click();
    const tracks = async (page: Page) => (await received(page)).videoTracks;
    await expect.poll(() => tracks(hall(0).page), { timeout: 20_000 }).toBe(2);
    await expect.poll(() => hall(0).page.locator('[data-layout="screen"]').count()).toBe(1);
  });

  it('[DAY5] a hall that reloads is back by itself, and its sound waits for one tap', async () => {
    const { page, joins } = hall(1);
    const before = joins.length;
    seen.hall2Reloaded = Date.now();
    await page.reload();
    await expect.poll(() => joins.length, { timeout: 20_000 }).toBeGreaterThan(before);
    await grows(frames(page), 10, 20_000, 'decoded frames after the reload');
    await organizer.getByText('声音未开').first().waitFor({ timeout: 20_000 });
    await page.getByText('点击开启声音').click();
    await grows(async () => (await received(page)).audioEnergy * 1e6, 1, 15_000, 'audible energy');
  });

  it('[DAY6] a hall that is killed is seen away within ten seconds', async () => {
    seen.hall3Killed = Date.now();
    await hall(2).page.context().close();
    await organizer.locator('[data-presence="away"]').first().waitFor({ timeout: 10_000 });
    expect(Date.now() - seen.hall3Killed).toBeLessThan(10_000);
  });

  it('[DAY7] a killed server comes back, and nobody touches anything', { timeout: 240_000 }, async () => {
    const before = [hall(0).joins.length, hall(1).joins.length];
    seen.serverKilled = Date.now();
    await server.kill();
    await server.start();
    for (const index of [0, 1]) {
      await expect.poll(() => hall(index).joins.length, { timeout: 40_000 }).toBeGreaterThan(before[index] ?? 0);
      await grows(frames(hall(index).page), 10, 40_000, 'decoded frames after the restart');
    }
    expect(await publicState()).toBe('live');
  });

  it('[DAY8] the minutes are what the test itself measured, and the CSV equals the page', {
    timeout: 120_000,
  }, async () => {
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    await lecturer.getByRole('button', { name: '结束讲课' }).click();
    await lecturer.getByRole('dialog').getByRole('button', { name: /结束/ }).click();
    await expect.poll(publicState, { timeout: 20_000 }).toBeUndefined();
    seen.ended = Date.now();
    const report = await attendance();
    const rowOf = (index: number) => report.rows.find((row) => row.hallId === hallIds[index]);
    const backAfter = (index: number, at: number): number => hall(index).joins.find((join) => join > at) ?? seen.ended;
    const restart = (index: number): number => backAfter(index, seen.serverKilled) - seen.serverKilled;
    const whole = seen.ended - seen.started;
    const expected = [
      whole - restart(0),
      whole - (backAfter(1, seen.hall2Reloaded) - seen.hall2Reloaded) - restart(1),
      seen.hall3Killed - seen.started,
    ];
    for (const index of [0, 1, 2])
      expect(Math.abs((rowOf(index)?.presentMs ?? 0) - (expected[index] ?? 0))).toBeLessThan(3_500);

    await organizer.goto(`${server.url}/lectures/${lectureId}`);
    await organizer.getByRole('tab', { name: '统计' }).click();
    await organizer.getByRole('table').first().waitFor();
    const shown = await organizer.locator('table').first().textContent();
    const lines = (await csvOf()).split('\r\n').filter(Boolean);
    expect(lines).toHaveLength(report.rows.length + 1);
    for (const row of report.rows.filter(({ minutes }) => minutes > 0)) {
      expect(lines.some((each) => each.includes(row.hallName) && each.includes(`${row.minutes}`))).toBe(true);
      expect(shown).toContain(row.hallName);
    }
  });
});

async function publicState(): Promise<string | undefined> {
  const { lectures } = await new ApiClient(server.url).call('publicLectures', {});
  return lectures.find((lecture) => lecture.id === lectureId)?.state;
}

async function asOrganizer(): Promise<ApiClient> {
  const api = new ApiClient(server.url);
  for (const { name, value } of await organizer.context().cookies()) api.cookies.set(name, value);
  return api;
}

async function attendance(): Promise<AttendanceReport> {
  return (await asOrganizer()).call('lectureAttendance', { lectureId });
}

async function csvOf(): Promise<string> {
  const response = await (await asOrganizer()).fetch(`/api/lectures/${lectureId}/attendance.csv`);
  return response.text();
}
