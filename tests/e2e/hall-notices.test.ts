import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ApiSocket } from '../support/api-client.ts';
import { openBrowser } from '../support/browser.ts';
import { startTestApp } from '../support/harness.ts';
import { clientId } from '../support/lecture-on-air.ts';
import { keepPicture, looksWell } from '../support/looks.ts';
import { grows, lecturerFrames } from '../support/rtc-probe.ts';
import { median, noteWords } from '../support/seen-words.ts';
import { shiftedClock } from '../support/shifted-clock.ts';
import { hallPage, staffPage } from '../support/stage-day.ts';
import { places, World } from '../support/world.ts';

const clock = shiftedClock();
const minuteMs = 60_000;
let browser: Browser;
let desk: Page;
let director: ApiSocket;
let studio: Page;
let halls: Page[] = [];
let lectureId = '';
let startAt = 0;

/** The hall whose pictures are looked at. */
function watched(): Page {
  const [hall] = halls;
  if (!hall) throw new Error('no hall');
  return hall;
}

/** How long the last hall needed from the act until the words stood there, in the middle of several acts. */
async function shownAfter(acts: { words: string; act: () => Promise<unknown> }[]): Promise<number> {
  const needed: number[] = [];
  for (const { words, act } of acts) {
    const seen = await Promise.all(halls.map((hall) => noteWords(hall, words)));
    const began = Date.now();
    await act();
    needed.push(Math.max(...(await Promise.all(seen.map((when) => when())))) - began);
  }
  return median(needed);
}

const direct = (name: 'lecture:pause' | 'lecture:resume') => () => director.call(name, { lectureId });

beforeAll(async () => {
  const app = await startTestApp({}, { clock });
  const world = await World.build(app);
  const { admin } = world;
  browser = await openBrowser('hallWithCamera');
  const county = { server: app, admin, browser };
  const viewport = { width: 1280, height: 800 };
  const planner = await staffPage(county, 'organizer', viewport, { signInName: 'desk', name: '李淑兰' });
  const teacher = await staffPage(county, 'lecturer', viewport, { signInName: 'teacher', name: '王建国' });
  desk = planner.page;
  studio = teacher.page;
  halls = [await hallPage(county, places.ownHall), await hallPage(county, places.ownHall2)];
  startAt = Math.ceil((clock.now() + 12_000) / 1_000) * 1_000;
  ({ id: lectureId } = await planner.api.call('createLecture', {
    title: '民法典与乡村生活',
    topic: '',
    lecturerId: teacher.accountId,
    startAt: new Date(startAt).toISOString(),
    plannedMinutes: 30,
    audience: [places.own],
  }));
  await planner.api.call('publishLecture', { lectureId });
  // Another organizer than the one whose page is open: an account sits in a lecture once.
  director = await (await world.signedIn('organizer')).connect();
  await director.call('lecture:join', { lectureId });
});

describe('what halls see of a lecture that does not go by its plan', () => {
  it('[LEC31] the countdown, and within a second of the planned start that it is time', async () => {
    const hall = watched();
    await hall.getByRole('timer').waitFor();
    const seen = await Promise.all(halls.map((each) => noteWords(each, '已到开始时间')));
    await keepPicture(hall, 'countdown');
    for (const when of seen) expect(Math.abs((await when()) - startAt)).toBeLessThan(1_000);
  });

  it('[LEC31] by how many minutes it is late, for halls and who directs', async () => {
    clock.pass(3 * minuteMs);
    await Promise.all(halls.map((hall) => hall.reload()));
    for (const hall of halls) await hall.getByText('讲堂推迟：已过计划时间 3 分钟').waitFor();
    await desk.goto(new URL(`/lectures/${lectureId}/live`, halls[0]?.url()).href);
    await desk.getByText('已推迟 3 分钟').waitFor();
    await looksWell(watched(), 'late');
  });

  it('[ANN1] an announcement stands on every screen within a second', async () => {
    const say = (text: string) => ({
      words: text,
      act: () => director.call('announcement:say', { lectureId, announcementId: clientId(), text }),
    });
    const texts = [
      '讲师堵在路上',
      '再等五分钟',
      '请大家先看手册',
      '讲师已经进门',
      '讲堂推迟十分钟开始，请各会场不要离开',
    ];
    expect(await shownAfter(texts.map(say))).toBeLessThan(1_000);
    await looksWell(watched(), 'announcement');
  });

  it('[LEC29] pause and resume stand there within a second, and [LEC30] when it goes on', async () => {
    await studio.goto(new URL(`/lectures/${lectureId}/studio`, halls[0]?.url()).href);
    await studio.getByRole('button', { name: '开始讲课' }).click();
    for (const hall of halls) await hall.locator('.stage__camera video').first().waitFor();
    const acts = Array.from({ length: 3 }, () => [
      { words: '讲堂已暂停', act: direct('lecture:pause') },
      { words: '进行中', act: direct('lecture:resume') },
    ]).flat();
    expect(await shownAfter(acts)).toBeLessThan(1_000);
    await studio.getByRole('button', { name: '暂停' }).click();
    await studio.getByLabel('告诉各会场多久以后继续').selectOption({ label: '10 分钟后继续' });
    await studio.getByText(/各会场看到：预计 \d\d:\d\d 继续/).waitFor();
    for (const hall of halls) await hall.getByText(/预计 \d\d:\d\d 继续，还有/).waitFor();
    await looksWell(watched(), 'pause');
    await looksWell(studio, 'pause in the studio');
    await studio.getByRole('button', { name: '继续讲课' }).click();
    for (const hall of halls) await hall.getByText(/预计 \d\d:\d\d 继续/).waitFor({ state: 'detached' });
  });

  it('[LEC31] by how many minutes it runs on', async () => {
    clock.pass(34 * minuteMs);
    await Promise.all([...halls, studio, desk].map((page) => page.reload()));
    for (const hall of halls) await hall.getByText(/讲堂延长，计划 \d\d:\d\d 结束，已超过 \d 分钟/).waitFor();
    await studio.getByText('已超时').waitFor();
    await desk.getByText(/已超过计划 \d 分钟/).waitFor();
    await studio.getByRole('button', { name: '结束讲课' }).waitFor();
    await grows(() => lecturerFrames(watched()), 5, 20_000, 'frames of the lecturer after the reload');
    await looksWell(watched(), 'overrun');
    await keepPicture(studio, 'overrun in the studio');
  });
});
