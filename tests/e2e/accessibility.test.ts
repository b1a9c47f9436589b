import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openProfile } from '../support/browser.ts';
import { apiOf, openLink } from '../support/lecture-day.ts';
import { keepPicture, type Look, nameOf, openAs, seriousFaults, sticksOut } from '../support/looks.ts';
import { linkIn, type ServerProcess } from '../support/product-process.ts';
import { serverProcess } from '../support/server-process.ts';

/** The usual screen and the tightest one; each is opened anew and looked through by axe, then drawn at each of these widths. */
const looks: readonly (Look & { drawnAt: readonly number[] })[] = [
  { language: 'en', type: 'large', width: 320, drawnAt: [320, 1280] },
  { language: 'zh-CN', type: 'normal', width: 1280, drawnAt: [1920, 320, 768, 1280] },
];

let server: ServerProcess;
let desk: Browser;
const ids = new Map<string, string>();
const people = new Map<string, Page>();

async function personOf(word: string): Promise<Page> {
  const known = people.get(word);
  if (known) return known;
  const { page } = await openProfile(desk);
  if (word !== 'nobody') await openLink(page, linkIn(server.console(), word));
  people.set(word, page);
  return page;
}

beforeAll(async () => {
  server = await serverProcess({ NODE_ENV: 'development' });
  desk = await openBrowser('desk');
  const api = await apiOf(server, await personOf('organizer'));
  ids.set('lecture', (await api.call('listLectures', { limit: 10 })).rows[0]?.id ?? '');
  ids.set('expert', (await api.call('publicExperts', {})).experts[0]?.id ?? '');
});

/** Who opens what; `:lecture` and `:expert` are the sample county's. */
const screens = [
  ['nobody', '/'],
  ['nobody', '/sign-in'],
  ['nobody', '/link/used-or-expired'],
  ['nobody', '/hall'],
  ['nobody', '/experts'],
  ['nobody', '/experts/:expert'],
  ['nobody', '/no-such-page'],
  ['hall', '/hall'],
  ['organizer', '/lectures'],
  ['organizer', '/lectures?view=week'],
  ['organizer', '/lectures/:lecture?tab=report'],
  ['organizer', '/lecture-figures'],
  ['organizer', '/lectures/new'],
  ['organizer', '/lectures/:lecture'],
  ['organizer', '/lectures/:lecture?tab=halls'],
  ['organizer', '/lectures/:lecture?tab=slides'],
  ['organizer', '/lectures/:lecture?tab=figures'],
  ['organizer', '/lectures/:lecture/edit'],
  ['organizer', '/lectures/:lecture/live'],
  ['organizer', '/orgs'],
  ['administrator', '/people'],
  ['administrator', '/settings'],
  ['clerk', '/requests'],
  ['clerk', '/requests/new'],
  ['supervisor', '/requests/new'],
  ['supervisor', '/requests/blocked'],
  ['expert', '/desk'],
  ['clerk', '/visits'],
  ['organizer', '/figures'],
  ['supervisor', '/figures?tab=ratings'],
  ['organizer', '/figures/rows?quarter=2026Q4&by=total&key=all&measure=requests'],
  ['supervisor', '/experts/manage'],
  ['lecturer', '/lectures/:lecture/studio'],
] as const;

const addressOf = (path: string): string =>
  server.url + path.replace(/:(\w+)/g, (_, name: string) => ids.get(name) ?? '');

describe('every screen, for everybody', () => {
  it.each(screens)('[A11Y1] %s at %s', { timeout: 120_000 }, async (who, path) => {
    const page = await personOf(who);
    const faults: string[] = [];
    for (const look of looks) {
      await openAs(page, addressOf(path), look);
      faults.push(...(await seriousFaults(page)).map((fault) => `${nameOf(look)}: ${fault}`));
      for (const width of look.drawnAt) {
        await page.setViewportSize({ width, height: 900 });
        const shown = nameOf({ ...look, width });
        faults.push(...(await sticksOut(page)).map((fault) => `${shown}: ${fault}`));
        await keepPicture(page, `${who}${path}-${shown}`);
      }
    }
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%';
    });
    faults.push(...(await sticksOut(page)).map((fault) => `200 % text: ${fault}`));
    expect(faults).toEqual([]);
  });
});
