import type { Browser, Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient } from '../support/api-client.ts';
import { openBrowser, openProfile } from '../support/browser.ts';
import { apiOf, openLink, wallClock } from '../support/lecture-day.ts';
import { keepPicture } from '../support/looks.ts';
import { linkIn, type ServerProcess } from '../support/product-process.ts';
import { serverProcess } from '../support/server-process.ts';

const hallId = '220283001002';
let server: ServerProcess;
let desk: Browser;
let organizer: Page;
let api: ApiClient;

beforeAll(async () => {
  server = await serverProcess({ NODE_ENV: 'development' });
  desk = await openBrowser('deskThatRefuses');
  organizer = (await openProfile(desk, { width: 1280, height: 900 })).page;
  await openLink(organizer, linkIn(server.console(), 'organizer'));
  api = await apiOf(server, organizer);
});

const hasFocus = (at: Locator): Promise<boolean> => at.evaluate((element) => element === document.activeElement);

/** Presses Tab until this has the focus, as somebody without a mouse does. */
async function tabTo(at: Locator): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    if (await hasFocus(at)) return;
    await at.page().keyboard.press('Tab');
  }
  throw new Error(`no Tab leads to ${at}`);
}

/** Goes to a field by Tab and types over what is in it. */
async function typeAt(at: Locator, words: string): Promise<void> {
  await tabTo(at);
  await at.page().keyboard.press('Control+A');
  await at.page().keyboard.type(words);
}

/** Into the parts of a date and time, `2026-11-24T09:30`, in the order of a browser that speaks English. */
async function typeTime(at: Locator, time: string): Promise<void> {
  await tabTo(at);
  const { keyboard } = at.page();
  // From whichever part has the focus back to the first.
  for (let part = 0; part < 6; part += 1) await keyboard.press('ArrowLeft');
  const [year, month, day, hour, minute] = time.split(/\D/);
  await keyboard.type(`${month}${day}${year}`);
  // A year may have six digits, so it does not go on by itself.
  await keyboard.press('ArrowRight');
  await keyboard.type(`${String(Number(hour) % 12 || 12).padStart(2, '0')}${minute}${Number(hour) < 12 ? 'A' : 'P'}`);
  expect(await at.inputValue()).toBe(time);
}

describe('mishaps of a day', () => {
  it('[DAY10] a lecture is planned by keyboard alone, through everything that can be wrong', async () => {
    await organizer.goto(`${server.url}/lectures/new`);
    const title = organizer.getByLabel('标题');
    const lecturer = organizer.getByLabel('主讲人');
    const startAt = organizer.getByLabel('开始时间');
    const minutes = organizer.getByLabel('计划时长');
    const audience = organizer.getByRole('group', { name: '参会范围' });
    const enter = () => organizer.keyboard.press('Enter');
    const says = (at: Locator, sentence: string) =>
      expect
        .poll(() => at.getAttribute('aria-describedby').then((ids) => wordsOf(ids ?? '')), { timeout: 10_000 })
        .toContain(sentence);
    const wordsOf = (ids: string) =>
      organizer.evaluate(
        (all) =>
          all
            .split(' ')
            .map((id) => document.getElementById(id)?.textContent)
            .join(' '),
        ids,
      );
    await title.waitFor();

    await typeAt(title, '继承与赡养');
    await enter();
    await says(lecturer, '请选择主讲人。');
    await says(audience, '请至少勾选一个乡镇街道或村社区。');
    await expect.poll(() => hasFocus(lecturer)).toBe(true);

    await organizer.keyboard.press('ArrowDown');
    await typeTime(startAt, '2020-01-01T10:00');
    await typeAt(minutes, '600');
    await tabTo(organizer.getByRole('checkbox', { name: '北城街道', exact: true }));
    await organizer.keyboard.press('Space');
    await tabTo(organizer.getByRole('button', { name: '保存草稿' }));
    await enter();
    await says(minutes, '480');
    await expect.poll(() => hasFocus(minutes)).toBe(true);
    await keepPicture(organizer, 'plan-refused');

    await typeAt(minutes, '0');
    await enter();
    await says(minutes, '5');
    await typeAt(minutes, '45');
    await enter();
    await says(startAt, '开始时间已经过去，请另选时间。');
    await expect.poll(() => hasFocus(startAt)).toBe(true);

    await typeTime(startAt, wallClock(20));
    await enter();
    await says(startAt, '讲师在这个时间已有讲堂“民法典与乡村生活”');
    expect(await title.inputValue()).toBe('继承与赡养');
    expect(await minutes.inputValue()).toBe('45');
    expect(await organizer.getByRole('checkbox', { name: '北城街道', exact: true }).isChecked()).toBe(true);

    await typeTime(startAt, wallClock(24 * 60));
    await enter();
    await tabTo(organizer.getByRole('button', { name: '发布讲堂' }));
    await enter();
    await organizer.getByRole('dialog').waitFor();
    await tabTo(organizer.getByRole('dialog').getByRole('button', { name: '发布讲堂' }));
    await enter();
    await organizer.getByText('讲堂已发布').waitFor();
  });

  it('[DAY11] a code that is no good is told so, and a second PC takes the hall over', async () => {
    const browser = await openBrowser('hall');
    const [first, second] = [(await openProfile(browser)).page, (await openProfile(browser)).page];
    const type = async (page: Page, code: string) => {
      await page.getByLabel('配对码').fill(code);
      await page.keyboard.press('Enter');
    };
    await first.goto(`${server.url}/hall`);
    await type(first, 'ACDE3467');
    await first.getByText('配对码不对或已过期').waitFor();
    await expect.poll(() => first.evaluate(() => getSelection()?.toString())).toBe('ACDE3467');
    const { code } = await api.call('makePairingCode', { hallId });
    await type(first, code);
    await first.getByLabel('配对码').waitFor({ state: 'detached' });

    await second.goto(`${server.url}/hall`);
    await type(second, code);
    await second.getByText('配对码不对或已过期').waitFor();
    await type(second, (await api.call('makePairingCode', { hallId })).code);
    await second.getByLabel('配对码').waitFor({ state: 'detached' });
    await first.getByText('这台电脑已不再是').waitFor({ timeout: 20_000 });
    await keepPicture(first, 'hall-taken-over');
  });

  it('[DAY12] a refused camera has its guide, and a second try goes without a reload', async () => {
    const { context, page } = await openProfile(desk);
    await openLink(page, linkIn(server.console(), 'lecturer'));
    const lectureId = (await api.call('listLectures', { search: '民法典', limit: 10 })).rows[0]?.id ?? '';
    await page.goto(`${server.url}/lectures/${lectureId}/studio`);
    await page.locator('.guide').waitFor();
    await keepPicture(page, 'studio-refused');
    await page.evaluate(() => void Object.assign(window, { isMarked: true }));
    await context.grantPermissions(['camera', 'microphone'], { origin: server.url });
    await page.locator('.guide').waitFor({ state: 'detached' });
    await expect
      .poll(() => page.locator('video').evaluate((video: HTMLVideoElement) => video.videoWidth))
      .toBeGreaterThan(0);
    expect(await page.evaluate(() => 'isMarked' in window)).toBe(true);
  });
});
