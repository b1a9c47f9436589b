import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient } from '../support/api-client.ts';
import { openBrowser } from '../support/browser.ts';
import { keepPicture, seriousFaults, sticksOut } from '../support/looks.ts';
import { pdfOf } from '../support/pdf.ts';
import type { ServerProcess } from '../support/product-process.ts';
import { serverProcess } from '../support/server-process.ts';
import { hallPage, smallCounty, staffPage } from '../support/stage-day.ts';

let server: ServerProcess;
let admin: ApiClient;
let browser: Browser;
let organizer: Page;
let lecturer: Page;
let hall: Page;
let lectureId = '';

const county = () => ({ server, admin, browser });
const pageShown = (page: Page, n: number) => page.getByRole('img', { name: `课件第 ${n} 页，共 5 页` }).first();
/** The picture's width once it is decoded in full. */
const decodedWidth = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const image = document.querySelector<HTMLImageElement>('.slide[data-size="large"] .slide__page');
    return image?.complete ? image.naturalWidth : 0;
  });
/** Dark and light of the page on a coarse grid: tells one page's figure from another's. */
const look = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const image = document.querySelector<HTMLImageElement>('.slide__page');
    const canvas = document.createElement('canvas');
    canvas.width = 96;
    canvas.height = 54;
    const pen = canvas.getContext('2d');
    if (!image || !pen) return '';
    pen.drawImage(image, 0, 0, 96, 54);
    return [...pen.getImageData(0, 0, 96, 54).data].map((value) => (value < 200 ? 'x' : '.')).join('');
  });

beforeAll(async () => {
  server = await serverProcess();
  browser = await openBrowser('hallWithCamera');
  admin = await smallCounty(server);
  const planner = await staffPage(county(), 'organizer');
  const desk = await staffPage(county(), 'lecturer');
  organizer = planner.page;
  lecturer = desk.page;
  const plan = {
    title: '土地承包',
    topic: '',
    lecturerId: desk.accountId,
    startAt: new Date(Date.now() + 5 * 60_000).toISOString(),
    plannedMinutes: 30,
    audience: ['2202001'],
  };
  ({ id: lectureId } = await planner.api.call('createLecture', plan));
  await planner.api.call('publishLecture', { lectureId });
  hall = await hallPage(county(), '2202001001');
});

describe('slides, in real browsers', () => {
  it('[SLI1] the organizer drops a PDF, sees it converted, and writes a note to a page', async () => {
    await organizer.goto(`${server.url}/lectures/${lectureId}?tab=slides`);
    const file = { name: '土地承包.pdf', mimeType: 'application/pdf', buffer: Buffer.from(pdfOf(5)) };
    await organizer.locator('input[type=file]').setInputFiles(file);
    await organizer.getByText('5 页，可以放映').waitFor({ timeout: 40_000 });
    await organizer.getByRole('button', { name: '预览和备注' }).click();
    await pageShown(organizer, 1).waitFor({ timeout: 20_000 });
    await organizer.getByRole('button', { name: '下一页' }).click();
    await organizer.getByLabel('本页备注').fill('先讲案例');
    await keepPicture(organizer, 'slides notes 1280');
    await organizer.getByRole('button', { name: '保存备注' }).click();
    await organizer.getByRole('dialog').waitFor({ state: 'detached' });
    const broken = { name: '坏的.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 broken') };
    await organizer.locator('input[type=file]').setInputFiles(broken);
    await organizer.getByText('这个文件打不开').waitFor({ timeout: 20_000 });
    expect(await seriousFaults(organizer)).toEqual([]);
    for (const width of [320, 768, 1280]) {
      await organizer.setViewportSize({ width, height: 800 });
      expect(await sticksOut(organizer)).toEqual([]);
      await keepPicture(organizer, `slides tab ${width}`);
    }
  });

  it('[SLI3] the lecturer shows and turns by the keys of a remote control, and the hall sees the same page', async () => {
    await lecturer.goto(`${server.url}/lectures/${lectureId}/studio`);
    await lecturer.getByRole('button', { name: '开始讲课' }).click();
    await lecturer.getByRole('button', { name: '放映', exact: true }).click({ timeout: 30_000 });
    await pageShown(hall, 1).waitFor({ timeout: 30_000 });
    const first = await look(hall);
    await lecturer.locator('body').press('PageDown');
    await pageShown(hall, 2).waitFor({ timeout: 20_000 });
    await expect.poll(() => decodedWidth(hall), { timeout: 20_000 }).toBe(1_600);
    await pageShown(lecturer, 2).waitFor();
    await lecturer.getByText('先讲案例').waitFor();
    const second = await look(hall);
    expect(second).not.toBe(first);
    expect(second).toBe(await look(lecturer));
    expect(await hall.getByText('先讲案例').count()).toBe(0);
  });

  it('[SLI5] what the pen draws stands at the same place in the hall, and in one that comes late', async () => {
    await lecturer.getByRole('button', { name: '红笔' }).click();
    const box = await lecturer.locator('.slide-pad').boundingBox();
    if (!box) throw new Error('no page to draw on');
    const at = (x: number, y: number) => [box.x + x * box.width, box.y + y * box.height] as const;
    await lecturer.mouse.move(...at(0.25, 0.5));
    await lecturer.mouse.down();
    for (const x of [0.3, 0.4, 0.5, 0.6, 0.75]) await lecturer.mouse.move(...at(x, 0.5));
    await lecturer.mouse.up();
    const late = await hallPage(county(), '2202001002');
    await pageShown(late, 2).waitFor({ timeout: 40_000 });
    for (const page of [hall, late]) {
      const line = page.locator('.slide__line');
      await line.waitFor({ state: 'attached', timeout: 20_000 });
      const drawn = await line.boundingBox();
      const ink = await page.locator('.slide__ink').evaluate((svg) => {
        const { width, height } = svg.getBoundingClientRect();
        return Math.min(width, (height * 16) / 9);
      });
      expect((drawn?.width ?? 0) / ink).toBeCloseTo(0.5, 1);
    }
    for (const [width, height] of [
      [1920, 1080],
      [1280, 720],
    ] as const) {
      await hall.setViewportSize({ width, height });
      await keepPicture(hall, `slides hall ${width}`);
    }
    for (const width of [1280, 768]) {
      await lecturer.setViewportSize({ width, height: 800 });
      await keepPicture(lecturer, `slides studio ${width}`);
    }
    await lecturer.setViewportSize({ width: 1280, height: 800 });
    for (const page of [hall, lecturer]) {
      await page.evaluate(() => document.documentElement.setAttribute('data-type', 'large'));
      expect(await seriousFaults(page)).toEqual([]);
      expect(await sticksOut(page)).toEqual([]);
      await keepPicture(page, `slides large ${page === hall ? 'hall' : 'studio'}`);
      await page.evaluate(() => document.documentElement.removeAttribute('data-type'));
    }
    await lecturer.getByRole('button', { name: '橡皮' }).click();
    const pad = await lecturer.locator('.slide-pad').boundingBox();
    if (!pad) throw new Error('no page to erase on');
    await lecturer.mouse.click(pad.x + pad.width / 2, pad.y + pad.height / 2);
    await expect.poll(() => hall.locator('.slide__line').count(), { timeout: 20_000 }).toBe(0);
    await late.context().close();
  });

  it('[SLI8] on a line where the large picture does not come the small one stands first', async () => {
    await hall.route('**/pages/*size=large', (route) => route.abort());
    await lecturer.locator('body').press('PageDown');
    await lecturer.locator('body').press('PageDown');
    await lecturer.locator('body').press('PageDown');
    await pageShown(hall, 5).waitFor({ timeout: 20_000 });
    await hall.locator('.slide[data-size="small"]').waitFor();
    await hall.unroute('**/pages/*size=large');
    await hall.locator('.slide[data-size="large"]').waitFor({ timeout: 30_000 });
    await lecturer.getByRole('button', { name: '翻到第 2 页' }).click();
    await pageShown(hall, 2).waitFor({ timeout: 20_000 });
  });

  it('[SLI3] the organizer reads which page is on, and slides that are taken off give the room back to the lecturer', async () => {
    await organizer.setViewportSize({ width: 1280, height: 800 });
    await organizer.goto(`${server.url}/lectures/${lectureId}/live`);
    await organizer.getByText('课件 2 / 5').first().waitFor({ timeout: 20_000 });
    await organizer.getByRole('region', { name: '课件' }).getByRole('button', { name: '下一页' }).click();
    await pageShown(hall, 3).waitFor({ timeout: 20_000 });
    await keepPicture(organizer, 'slides live');
    await lecturer.getByRole('toolbar', { name: '在课件上指、画' }).getByRole('button', { name: '收起课件' }).click();
    await expect.poll(() => hall.locator('.slide').count(), { timeout: 20_000 }).toBe(0);
    await expect.poll(() => lecturer.locator('.slide-desk').count()).toBe(0);
  });
});
