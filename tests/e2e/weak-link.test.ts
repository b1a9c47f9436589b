import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { afterFile } from '../support/after-file.ts';
import { openBrowser, openProfile } from '../support/browser.ts';
import { temporaryDir } from '../support/engine.ts';
import { apiOf, city, frames, openLink, planInForm, signIn, treeCsv } from '../support/lecture-day.ts';
import { keepPicture } from '../support/looks.ts';
import { linkIn } from '../support/product-process.ts';
import { grows, probeConnections } from '../support/rtc-probe.ts';
import { serverProcess } from '../support/server-process.ts';
import { listen, writeSpeech } from '../support/speech.ts';
import { canShapeLines, openThinLine, type ThinLine } from '../support/thin-line.ts';

let line: ThinLine;
let hall: Page;

beforeAll(async () => {
  if (!canShapeLines) return;
  line = afterFile.own('thin line', openThinLine());
  const server = await serverProcess({ HOST: '0.0.0.0', MEDIA_ANNOUNCED_ADDRESS: line.address });
  const voice = join(temporaryDir('voice'), 'voice.wav');
  writeSpeech(voice, 10);
  const desk = await openBrowser('desk', { args: [`--use-file-for-fake-audio-capture=${voice}`] });
  const { page } = await openProfile(desk);
  await openLink(page, linkIn(server.console(), 'administrator'));
  const admin = await apiOf(server, page);
  await admin.call('importOrgs', { csv: treeCsv, dryRun: false });
  for (const role of ['organizer', 'lecturer'] as const)
    await admin.call('createAccount', { signInName: role, name: role, roles: [role], orgId: city });

  const url = server.url.replace('localhost', line.address);
  const far = await openBrowser('hallWithShortcut', {
    runThere: line.runThere,
    args: [`--unsafely-treat-insecure-origin-as-secure=${url}`],
  });
  const context = await far.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', bypassCSP: true });
  await probeConnections(context);
  hall = await context.newPage();
  const { code } = await admin.call('makePairingCode', { hallId: '220283001001' });
  await hall.goto(`${url}/hall`);
  await hall.getByLabel('配对码').fill(code);
  await hall.keyboard.press('Enter');
  await hall.getByLabel('配对码').waitFor({ state: 'detached' });

  const organizer = (await openProfile(desk)).page;
  await signIn(organizer, admin, 'organizer');
  const plan = { title: '农村土地承包', lecturer: 'lecturer', inMinutes: 5, minutes: 30, township: '北城街道' };
  await planInForm(organizer, plan);
  const studio = await openProfile(desk);
  await studio.context.grantPermissions(['camera', 'microphone'], { origin: server.url });
  await signIn(studio.page, admin, 'lecturer');
  await studio.page.getByRole('link', { name: '农村土地承包' }).first().click();
  await studio.page.getByRole('link', { name: '进入讲台' }).click();
  await studio.page.getByRole('button', { name: '开始讲课' }).click();
  await studio.page.getByRole('button', { name: '结束讲课' }).waitFor();
  await grows(frames(hall), 20, 20_000, 'pictures');
});

describe.skipIf(!canShapeLines)('a hall on a village line', () => {
  it('[DAY13] at 150 kbit/s with 10 % loss hears every word, and says that pictures gave way', async () => {
    const before = await listen(hall, 3);
    expect(before.longestGapMs).toBeLessThan(100);
    line.shape({ kbits: 150, lostPercent: 10 });
    await hall.getByText('省流量：暂停画面，声音照常').waitFor({ timeout: 60_000 });
    const settled = await listen(hall, 20);
    await keepPicture(hall, 'hall-village-line');
    await hall.getByRole('button', { name: '检测' }).click();
    await hall.getByRole('radio', { name: '自动（推荐）' }).waitFor();
    await keepPicture(hall, 'hall-saving-choice');
    expect(settled.seconds).toBeGreaterThan(19);
    expect(settled.longestGapMs).toBeLessThan(200);
    expect(settled.concealedShare).toBeLessThan(0.02);
  });
});
