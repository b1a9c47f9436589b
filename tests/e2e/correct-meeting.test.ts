import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { openBrowser, openProfile } from '../support/browser.ts';
import { startTestApp, type TestApp } from '../support/harness.ts';
import { openLink } from '../support/lecture-day.ts';
import { type LedMatter, ledMatter } from '../support/led-matter.ts';
import { keepPicture } from '../support/looks.ts';
import { places, World } from '../support/world.ts';

let app: TestApp;
let matter: LedMatter;
let desk: Page;

beforeAll(async () => {
  app = await startTestApp();
  const world = await World.build(app);
  matter = await ledMatter(world, places.ownHall);
  const { citizen, id: requestId } = matter;
  const { slots } = await citizen.call('consultationSlots', { requestId });
  await citizen.call('bookConsultation', { requestId, startAt: slots[0] ?? '' });
  // As the clock leaves it where the expert alone came.
  const missed = { $set: { state: 'noShow', absent: 'citizen', dueAt: null }, $unset: { slotKeys: 1, openKey: 1 } };
  await app.app.database.connection.collection('consultations').updateOne({ requestId }, missed);
  desk = (await openProfile(await openBrowser('desk'), { width: 1280, height: 900 })).page;
  const accountId = world.accountId(world.idOf('planner'));
  const { token } = await app.app.people.auth.makeLinkFor({ accountId });
  await openLink(desk, `${app.url}/link/${token}`);
}, 120_000);

it('[CON25] an organizer looks at who came, and corrects the result with a reason that is kept', async () => {
  await desk.goto(`${app.url}/requests/${matter.id}`);
  await desk.getByText('以前的会面').click();
  await desk.getByRole('button', { name: '到场情况' }).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByText('没有来').first().waitFor();
  await dialog.getByLabel('结果').selectOption('held');
  expect(await dialog.getByRole('button', { name: '更正' }).isDisabled()).toBe(true);
  await dialog.getByLabel('更正的理由').fill('通过电话谈过了');
  await keepPicture(desk, 'correct-meeting');
  await dialog.getByRole('button', { name: '更正' }).click();
  await dialog.waitFor({ state: 'detached' });
  await desk.getByText('已结束', { exact: true }).waitFor();
  await desk.getByRole('button', { name: '到场情况' }).click();
  await desk.getByText('更正过：通过电话谈过了').waitFor();
});
