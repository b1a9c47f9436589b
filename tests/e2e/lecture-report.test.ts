import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { getDocumentProxy } from 'unpdf';
import { beforeAll, describe, expect, it } from 'vitest';
import { type LectureId, partId } from '#shared/kit/ids.ts';
import { openBrowser, openProfile } from '../support/browser.ts';
import { fakeClock } from '../support/fake-clock.ts';
import { startTestApp, type TestApp } from '../support/harness.ts';
import { openLink } from '../support/lecture-day.ts';
import { newId } from '../support/lecture-world.ts';
import { keepPicture, type Look, nameOf, openAs, seriousFaults, sticksOut } from '../support/looks.ts';
import { openTestSfu } from '../support/media-world.ts';
import { wordsByPage } from '../support/papers-read.ts';
import { countyHalls, ReportWorld } from '../support/report-world.ts';
import { World } from '../support/world.ts';

let app: TestApp;
let page: Page;
let lectureId: LectureId;
let enterAsChief: () => Promise<void>;

/** A lecture of a quarter of a year ago: 230 halls of 254, a poll, a question. */
async function heldLecture(): Promise<LectureId> {
  const sfu = await openTestSfu();
  const day = new ReportWorld(app.app.database, sfu, fakeClock(Date.UTC(2026, 7, 24, 1)));
  const id = await day.started('土地承包与邻里纠纷', 6);
  await day.join(id, countyHalls.slice(0, 180));
  await day.at(5);
  for (const [n, hall] of countyHalls.slice(0, 180).entries()) await day.heads(id, hall, 8 + (n % 30));
  await day.at(20);
  await day.join(id, countyHalls.slice(180, 230));
  const [first, second] = countyHalls;
  if (!first || !second) throw new Error('no halls');
  const asked = await day.question(id, first, '土地被占了，可以要求赔偿吗？');
  await day.stores.lectureDay.questions.save(id, {
    ...asked,
    ...{ state: 'answeredInWriting', answer: '可以，先到村委会登记。', answeredBy: '王建国' },
  });
  const at = new Date(day.clock.now()).toISOString();
  await day.stores.lectureDay.polls.save(id, {
    ...{ id: partId.parse(newId()), title: '宅基地可以卖给城里人吗？', kind: 'quiz', counting: 'hands' },
    ...{ options: ['可以', '不可以'], right: 1, at, state: 'shown', stateAt: at },
    votes: countyHalls.slice(0, 170).map(({ hallId }, n) => ({ hallId, at, counts: [n % 5, 8] })),
  });
  await day.stores.soundNotes.note(id, second.hallId, 'off');
  await day.at(75);
  await day.end(id);
  await day.world.close();
  await sfu.close();
  return id;
}

beforeAll(async () => {
  app = await startTestApp();
  const world = await World.build(app);
  lectureId = await heldLecture();
  const browser = await openBrowser('desk');
  await world.addAccount('chief', ['organizer'], '2202');
  const enter = async (who: string) => {
    ({ page } = await openProfile(browser));
    const { url } = await world.admin.call('makeSignInLink', { accountId: world.idOf(who) });
    await openLink(page, url);
  };
  await enter('supervisor');
  enterAsChief = () => enter('chief');
}, 120_000);

const looks: readonly Look[] = [
  { language: 'zh-CN', type: 'normal', width: 1280 },
  { language: 'zh-CN', type: 'large', width: 1280 },
  { language: 'en', type: 'normal', width: 768 },
  { language: 'zh-CN', type: 'normal', width: 1920 },
  { language: 'en', type: 'large', width: 320 },
];

async function saved(name: string): Promise<{ name: string; path: string }> {
  const [download] = await Promise.all([
    page.waitForEvent('download', { timeout: 60_000 }),
    page.getByRole('button', { name, exact: true }).click(),
  ]);
  return { name: download.suggestedFilename(), path: await download.path() };
}

describe('the report of a lecture on screen', () => {
  it('[REP1] shows figures, charts and problems, and hands them out as PDF, XLSX and CSV', {
    timeout: 180_000,
  }, async () => {
    await openAs(page, `${app.url}/lectures/${lectureId}?tab=report`, looks[0] as Look);
    const shown = (name: string) => page.locator('dt', { hasText: new RegExp(`^${name}$`) }).locator('+ dd');
    expect(await shown('应到会场').textContent()).toBe('254');
    expect(await shown('参加会场').textContent()).toBe('230');
    const personTimes = await shown('人次').textContent();
    const pdf = await saved('下载 PDF');
    expect(pdf.name).toBe('讲堂报告-土地承包与邻里纠纷-2026-08-24.pdf');
    const text = (await wordsByPage(readFileSync(pdf.path))).join('');
    for (const words of ['法治大讲堂讲堂报告', `人次${personTimes}`, '第20乡镇', '先到村委会登记']) {
      expect(text).toContain(words);
    }
    const xlsx = await saved('下载 XLSX');
    expect(readFileSync(xlsx.path).subarray(0, 2).toString()).toBe('PK');
    const csv = await saved('下载 CSV：会场明细');
    expect(readFileSync(csv.path, 'utf8').split('\r\n')).toHaveLength(256);
  });

  it('[LFG1] leads from the figures of a quarter down to the lectures of a hall', { timeout: 60_000 }, async () => {
    await openAs(page, `${app.url}/lecture-figures?period=2026`, looks[0] as Look);
    await page.getByLabel('季度').selectOption('Q3');
    await page.getByRole('link', { name: '第2乡镇', exact: true }).click();
    await page.getByRole('link', { name: '第2乡镇3村' }).click();
    await expect
      .poll(() =>
        page
          .locator('dt', { hasText: /^讲堂场次$/ })
          .locator('+ dd')
          .textContent(),
      )
      .toBe('1');
    await page.getByRole('link', { name: '土地承包与邻里纠纷' }).click();
    await page.locator('.report-problems').waitFor();
  });

  it('[A11Y1] is for everybody, on every screen and on paper', { timeout: 240_000 }, async () => {
    const faults: string[] = [];
    const addresses = [`/lectures/${lectureId}?tab=report`, '/lecture-figures?period=2026Q3&township=2202020'];
    for (const [address, look] of addresses.flatMap((one) => looks.map((look) => [one, look] as const))) {
      await openAs(page, app.url + address, look);
      await page.locator('.report-figures').waitFor();
      // 254 rows take axe a while: the usual screen and the tightest one are looked through.
      if (look === looks[0] || look.width === 320) {
        faults.push(...(await seriousFaults(page)).map((fault) => `${nameOf(look)}: ${fault}`));
      }
      faults.push(...(await sticksOut(page)).map((fault) => `${nameOf(look)}: ${fault}`));
      await keepPicture(page, `${address.slice(1, 9)}-${nameOf(look)}`);
    }
    await page.setViewportSize({ width: 794, height: 1_123 });
    await page.emulateMedia({ media: 'print' });
    await keepPicture(page, 'report-print');
    // On paper a table stays one: 254 halls are some pages, not one card each.
    const printed = await getDocumentProxy(new Uint8Array(await page.pdf({ format: 'A4' })));
    expect(printed.numPages).toBeLessThan(20);
    await page.emulateMedia({ media: 'screen' });
    expect(faults).toEqual([]);
  });

  it('[CER5] the organizer issues all certificates at once, and replaces one after a correction', {
    timeout: 180_000,
  }, async () => {
    await enterAsChief();
    await openAs(page, `${app.url}/lectures/${lectureId}?tab=report`, looks[0] as Look);
    const all = await saved('全部开具并下载（230 份）');
    expect(all.name).toBe('参会证明-土地承包与邻里纠纷.pdf');
    const pages = await wordsByPage(readFileSync(all.path));
    expect(pages).toHaveLength(230);
    expect(pages[0]).toContain('测试市中心');
    await page.getByText('已完成，PDF 已下载。').waitFor();
    await page.getByRole('link', { name: '“统计”页更正' }).click();
    await page.getByRole('button', { name: /^测试市中心实到人数/ }).click();
    await page.getByRole('button', { name: '更正人数' }).click();
    await page.getByText('请写明更正理由。').waitFor();
    await page.getByLabel('更正为').fill('7');
    await page.getByLabel('更正理由').fill('重复计数');
    await page.getByRole('button', { name: '更正人数' }).click();
    await page.getByRole('link', { name: '报告', exact: true }).click();
    await page.getByText('有 1 份证明与更正后的报告不一致').waitFor();
    await page.getByRole('button', { name: /测试市中心 需换发/ }).click();
    await page.getByRole('button', { name: '换发证明', exact: true }).click();
    await page.getByRole('dialog').getByText('报告更正后换发').waitFor();
    await page.getByRole('button', { name: '关闭' }).click();
    await page.getByRole('button', { name: '下载全部证明（230 份）' }).waitFor();
  });

  it('[A11Y1] the menu of an organizer folds on a phone and says where one is', async () => {
    await openAs(page, `${app.url}/lecture-figures`, { language: 'zh-CN', type: 'normal', width: 320 });
    const unfold = page.getByRole('button', { name: '菜单：讲堂统计' });
    const lectures = page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '讲堂', exact: true });
    await unfold.waitFor();
    expect(await lectures.isVisible()).toBe(false);
    await unfold.click();
    await lectures.click();
    await page.getByRole('button', { name: '菜单：讲堂', exact: true }).waitFor();
    expect(await lectures.isVisible()).toBe(false);
  });
});
