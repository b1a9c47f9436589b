import type { Browser, Page } from 'playwright-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient } from '../support/api-client.ts';
import { openBrowser } from '../support/browser.ts';
import type { ServerProcess } from '../support/product-process.ts';
import { grows, lecturerFrames } from '../support/rtc-probe.ts';
import { serverProcess } from '../support/server-process.ts';
import { hallPage, smallCounty, staffPage } from '../support/stage-day.ts';

let county: { server: ServerProcess; admin: ApiClient; browser: Browser };
let organizer: ApiClient;
let lecturer: Page;
let lecturerId = '';
let hall: Page | undefined;

beforeAll(async () => {
  const server = await serverProcess();
  county = { server, admin: await smallCounty(server), browser: await openBrowser('hallWithCamera') };
  ({ api: organizer } = await staffPage(county, 'organizer'));
  ({ page: lecturer, accountId: lecturerId } = await staffPage(county, 'lecturer'));
});
afterEach(async () => {
  await lecturer.goto('about:blank');
  await hall?.context().close();
  hall = undefined;
});

/** A lecture that has not begun, with its lecturer at the desk. */
async function planned(): Promise<string> {
  const { id } = await organizer.call('createLecture', {
    title: '准时开始的讲堂',
    topic: '',
    lecturerId,
    startAt: new Date(Date.now() + 5 * 60_000).toISOString(),
    plannedMinutes: 30,
    audience: ['2202001'],
  });
  await organizer.call('publishLecture', { lectureId: id });
  await lecturer.goto(`${county.server.url}/lectures/${id}/studio`);
  await lecturer.getByRole('button', { name: '开始讲课' }).waitFor();
  return id;
}

/** Done to the lecture by another director than its page, at once. */
async function direct(lectureId: string, name: 'lecture:resume' | 'lecture:end'): Promise<void> {
  const director = await organizer.connect();
  await director.call('lecture:join', { lectureId });
  await director.call(name, { lectureId });
  director.close();
}

async function begin(): Promise<void> {
  await lecturer.getByRole('button', { name: '开始讲课' }).click();
  await lecturer.getByRole('button', { name: '结束讲课' }).waitFor({ timeout: 30_000 });
  await grows(() => sentFrames(lecturer), 30, 30_000, 'frames that the lecturer sends');
}

const sentFrames = (page: Page): Promise<number> =>
  page.evaluate(() => document.querySelector('video')?.getVideoPlaybackQuality().totalVideoFrames ?? 0);

const snapshot = 'routerRtpCapabilities';

describe('a hall that comes in at the very moment when the lecture begins', () => {
  it('[MED26] sees the lecturer although its browser was slow to make itself ready for media', async () => {
    let isIn = (): void => undefined;
    const joined = new Promise<void>((resolve) => {
      isIn = resolve;
    });
    const lectureId = await planned();
    const late = await hallPage(county, '2202001001', async (page) => {
      hall = page;
      await page.addInitScript(() => {
        const ready = new Promise<void>((resolve) => Object.assign(window, { letBrowserBeReady: resolve }));
        const load = RTCPeerConnection.prototype.createOffer;
        Object.assign(RTCPeerConnection.prototype, {
          async createOffer(this: RTCPeerConnection, ...options: unknown[]) {
            await ready;
            return Reflect.apply(load, this, options);
          },
        });
      });
      page.on('websocket', (socket) =>
        socket.on('framereceived', ({ payload }) => {
          if (typeof payload === 'string' && payload.includes(snapshot)) isIn();
        }),
      );
    });
    await joined;
    await begin();
    await late.evaluate(() => (window as unknown as { letBrowserBeReady: () => void }).letBrowserBeReady());
    await grows(() => lecturerFrames(late), 10, 20_000, 'frames of the lecturer');
    await direct(lectureId, 'lecture:end');
  });

  it('[MED26] sees the lecturer although the answer to its join came after the news of the start', async () => {
    let letAnswerCome = (): void => undefined;
    let isAnswered = (): void => undefined;
    const answered = new Promise<void>((resolve) => {
      isAnswered = resolve;
    });
    const lectureId = await planned();
    const late = await hallPage(county, '2202001001', async (page) => {
      hall = page;
      await page.routeWebSocket(/\/socket\//, (socket) => {
        const server = socket.connectToServer();
        server.onMessage((message) => {
          if (typeof message !== 'string' || !message.includes(snapshot)) return socket.send(message);
          letAnswerCome = () => socket.send(message);
          isAnswered();
        });
      });
    });
    await answered;
    await begin();
    letAnswerCome();
    await grows(() => lecturerFrames(late), 10, 20_000, 'frames of the lecturer');
    await direct(lectureId, 'lecture:end');
  });
});

describe('an answer that comes after the news of what happened since', () => {
  it('[MED26] does not put the page back', async () => {
    const lectureId = await planned();
    let letAnswerCome = (): void => undefined;
    await lecturer.routeWebSocket(/\/socket\//, (socket) => {
      const server = socket.connectToServer();
      let held = '';
      socket.onMessage((message) => {
        held ||= /^42(\d+)\["lecture:pause"/.exec(String(message))?.[1] ?? '';
        server.send(message);
      });
      server.onMessage((message) => {
        if (held === '' || !String(message).startsWith(`43${held}[`)) return socket.send(message);
        letAnswerCome = () => socket.send(message);
      });
    });
    await lecturer.reload();
    await begin();
    await lecturer.getByRole('button', { name: '暂停' }).click();
    await lecturer.getByRole('button', { name: '继续讲课' }).waitFor();
    await direct(lectureId, 'lecture:resume');
    const pause = lecturer.getByRole('button', { name: '暂停' });
    await pause.waitFor();
    letAnswerCome();
    await lecturer.waitForTimeout(1_000);
    expect(await pause.count()).toBe(1);
  });
});
