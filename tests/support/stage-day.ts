import type { Browser, BrowserContext, Page } from 'playwright-core';
import { ApiClient } from './api-client.ts';
import { openProfile } from './browser.ts';
import { linkIn, type ServerProcess } from './product-process.ts';
import { worldCsv } from './world.ts';

const MATTERS_OF = '2202001';

/** The small county of `world.ts` in a server of its own, as its first administrator makes it. */
export async function smallCounty(server: ServerProcess): Promise<ApiClient> {
  const admin = new ApiClient(server.url);
  await admin.call('openLink', { token: linkIn(server.console(), 'administrator').split('/link/')[1] ?? '' });
  await admin.call('importOrgs', { csv: worldCsv, dryRun: false });
  return admin;
}

/** A browser profile that is signed in as a new account, with camera and microphone allowed. */
export async function staffPage(
  { server, admin, browser }: { server: Pick<ServerProcess, 'url'>; admin: ApiClient; browser: Browser },
  role: 'organizer' | 'lecturer',
  viewport = { width: 1280, height: 800 },
  person: { signInName: string; name: string } = {
    signInName: role,
    name: role === 'lecturer' ? '王建国' : '李淑兰',
  },
): Promise<{ page: Page; api: ApiClient; accountId: string }> {
  const account = await admin.call('createAccount', {
    ...person,
    roles: [role],
    orgId: MATTERS_OF,
  });
  const { url } = await admin.call('makeSignInLink', { accountId: account.id });
  const api = new ApiClient(server.url);
  await api.call('openLink', { token: url.split('/link/')[1] ?? '' });
  const { context, page } = await openProfile(browser, viewport);
  await takeCookies(context, api, server.url);
  await context.grantPermissions(['camera', 'microphone'], { origin: server.url });
  return { page, api, accountId: account.id };
}

/** A browser profile that is the PC of this hall; `prepare` is done to its page before it is opened. */
export async function hallPage(
  { server, admin, browser }: { server: Pick<ServerProcess, 'url'>; admin: ApiClient; browser: Browser },
  hallId: string,
  prepare: (page: Page) => Promise<void> = async () => undefined,
): Promise<Page> {
  const { code } = await admin.call('makePairingCode', { hallId });
  const api = new ApiClient(server.url, 'device');
  await api.call('pairHall', { code });
  const { context, page } = await openProfile(browser);
  await takeCookies(context, api, server.url);
  await context.grantPermissions(['camera', 'microphone'], { origin: server.url });
  await prepare(page);
  await page.goto(`${server.url}/hall`);
  return page;
}

/** Gives a browser profile what this client is signed in with. */
export async function takeCookies(context: BrowserContext, api: ApiClient, url: string): Promise<void> {
  await context.addCookies([...api.cookies].map(([name, value]) => ({ name, value, url })));
}
