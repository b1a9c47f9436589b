import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { prepareMeetings, type Room } from '../load/crowd/meetings.ts';
import { brightness, openBrowser, openProfile } from '../support/browser.ts';
import { frames, isSamePage, loudness, markPage } from '../support/lecture-day.ts';
import type { ServerProcess } from '../support/product-process.ts';
import { grows, probeConnections } from '../support/rtc-probe.ts';
import { serverProcess } from '../support/server-process.ts';

let server: ServerProcess;
let citizen: Page;
let expert: Page;

type Cookies = Room['expert'];

beforeAll(async () => {
  server = await serverProcess({ TRUST_PROXY: '1' });
  const [room] = await prepareMeetings(server, 1);
  if (room === undefined) throw new Error('no meeting was made');
  const browser = await openBrowser('desk');
  const enter = async (cookies: Cookies, identity: string, viewport: { width: number; height: number }) => {
    const { context, page } = await openProfile(browser, viewport);
    await probeConnections(context);
    await context.grantPermissions(['camera', 'microphone'], { origin: server.url });
    await context.addCookies(cookies.map(([name, value]) => ({ name, value, url: server.url })));
    await page.goto(`${server.url}/consultations/${room.consultationId}?as=${identity}`);
    return page;
  };
  citizen = await enter(room.citizen, 'matter', { width: 360, height: 640 });
  expert = await enter(room.expert, 'staff', { width: 1280, height: 720 });
});

const others = '.face:not([data-own]) video';

async function seeAndHear(withinMs: number): Promise<void> {
  for (const page of [citizen, expert]) {
    await grows(frames(page), 10, withinMs, 'decoded frames');
    await grows(loudness(page), 1, withinMs, 'audible energy');
    await expect.poll(() => brightness(page, others), { timeout: withinMs }).toBeGreaterThan(10);
  }
}

const chatOf = (page: Page) => page.getByRole('toolbar').getByRole('button', { name: /^文字/ });

async function say(page: Page, words: string): Promise<void> {
  await page.getByRole('textbox', { name: '写一句话' }).fill(words);
  await page.getByRole('button', { name: '发送' }).click();
}

describe('a server that is killed while people talk', () => {
  it('[CALL11] finds them in the talk, with the record half written', async () => {
    await citizen.getByRole('button', { name: '打开摄像头和麦克风' }).click({ timeout: 60_000 });
    await expert.getByRole('button', { name: '打开', exact: true }).click({ timeout: 60_000 });
    await expert.getByRole('button', { name: '开始咨询' }).click();
    await seeAndHear(40_000);
    await expert.getByRole('button', { name: '写笔录' }).click();
    await expert.getByLabel('事实经过').fill('邻居盖房占了路，');
    await expert.getByText(/^已保存/).waitFor({ timeout: 20_000 });
    await chatOf(citizen).click();
    await say(citizen, '断线以前的话');
    await citizen.getByText('断线以前的话').waitFor();
  });

  it('[CALL11] both are back by themselves with picture and sound; nothing written before or meanwhile is lost', async () => {
    for (const page of [citizen, expert]) await markPage(page);
    await server.kill();
    await expert
      .getByText(/网络中断，正在重新连接/)
      .first()
      .waitFor({ timeout: 20_000 });
    await expert.getByLabel('事实经过').pressSequentially('说了几次都不听。');
    await say(citizen, '断线时写的话');
    await server.start();
    await seeAndHear(60_000);
    for (const page of [citizen, expert]) expect(await isSamePage(page)).toBe(true);
    await expert.getByText(/^已保存/).waitFor({ timeout: 30_000 });
    expect(await expert.getByLabel('事实经过').inputValue()).toBe('邻居盖房占了路，说了几次都不听。');
    await chatOf(expert).click();
    for (const page of [expert, citizen])
      for (const words of ['断线以前的话', '断线时写的话'])
        await expect.poll(() => page.getByRole('log').getByText(words).count(), { timeout: 30_000 }).toBe(1);
  });

  it('[CALL11] what was typed is on the server: another window of the expert shows it', async () => {
    await expert.reload();
    const facts = expert.getByLabel('事实经过');
    await facts.waitFor({ timeout: 30_000 });
    expect(await facts.inputValue()).toBe('邻居盖房占了路，说了几次都不听。');
  });
});
