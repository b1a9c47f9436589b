import type { Page } from 'playwright-core';
import { describe, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { grows, lecturerFrames } from '../support/rtc-probe.ts';
import { serverProcess } from '../support/server-process.ts';
import { hallPage, smallCounty, staffPage } from '../support/stage-day.ts';

/** A lecture that has not begun, with its lecturer at the desk; `prepare` makes the PC of its hall slow in some way. */
async function hallBeforeTheStart(prepare: (page: Page) => Promise<void>): Promise<{ lecturer: Page; hall: Page }> {
  const server = await serverProcess();
  const browser = await openBrowser('hallWithCamera');
  const county = { server, admin: await smallCounty(server), browser };
  const desk = await staffPage(county, 'organizer');
  const { page: lecturer, accountId } = await staffPage(county, 'lecturer');
  const { id: lectureId } = await desk.api.call('createLecture', {
    title: '准时开始的讲堂',
    topic: '',
    lecturerId: accountId,
    startAt: new Date(Date.now() + 5 * 60_000).toISOString(),
    plannedMinutes: 30,
    audience: ['2202001'],
  });
  await desk.api.call('publishLecture', { lectureId });
  await lecturer.goto(`${server.url}/lectures/${lectureId}/studio`);
  await lecturer.getByRole('button', { name: '开始讲课' }).waitFor();
  return { lecturer, hall: await hallPage(county, '2202001001', prepare) };
}

async function begin(lecturer: Page): Promise<void> {
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
    const { lecturer, hall } = await hallBeforeTheStart(async (page) => {
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
    await begin(lecturer);
    await hall.evaluate(() => (window as unknown as { letBrowserBeReady: () => void }).letBrowserBeReady());
    await grows(() => lecturerFrames(hall), 10, 20_000, 'frames of the lecturer');
  });

  it('[MED26] sees the lecturer although the answer to its join came after the news of the start', async () => {
    let letAnswerCome = (): void => undefined;
    let isAnswered = (): void => undefined;
    const answered = new Promise<void>((resolve) => {
      isAnswered = resolve;
    });
    const { lecturer, hall } = await hallBeforeTheStart(async (page) => {
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
    await begin(lecturer);
    letAnswerCome();
    await grows(() => lecturerFrames(hall), 10, 20_000, 'frames of the lecturer');
  });
});
