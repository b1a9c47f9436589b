import type { App } from '../app.ts';
import type { Config } from '../config.ts';
import { sampleAccounts, sampleHalls } from './sample-county.ts';

/** What the console says once the server is up: the address, and fresh single-use links where there is somebody to hand them to. */
export async function welcomeText(app: App, config: Config, url: string): Promise<string> {
  const head = `\n法治大讲堂 · 远程法律咨询\n\n  ${url}\n`;
  const linkOf = (token: string): string => `${url}/link/${token}`;
  if (!(await app.people.auth.hasAnyAdmin())) {
    const { token } = await app.people.auth.makeFirstAdminLink();
    return `${head}\nThere is no administrator yet. This link makes the first one; it works once, for 15 minutes:\n  ${linkOf(token)}\n\n`;
  }
  const lines = config.NODE_ENV === 'production' ? [] : await sampleLinks(app, linkOf);
  if (lines.length === 0) return `${head}\n`;
  return [
    head,
    'Open each link in a browser profile of its own (another browser, or a private window): it signs that profile in.',
    'Each works once, for 15 minutes; the next start prints fresh ones. Ctrl-C stops everything.\n',
    ...lines,
    '\n',
  ].join('\n');
}

/** Links for whoever of the sample county is still there. */
async function sampleLinks(app: App, linkOf: (token: string) => string): Promise<string[]> {
  const { auth } = app.people;
  const lines: string[] = [];
  for (const { signInName, title } of sampleAccounts) {
    const found = (await auth.accounts.list({ search: signInName, limit: 10 })).rows.find(
      (row) => row.signInName === signInName,
    );
    if (found?.state !== 'active') continue;
    lines.push(line(title, linkOf((await auth.makeLinkFor({ accountId: found.id })).token)));
  }
  for (const hallId of sampleHalls) {
    const org = app.people.orgs.get(hallId);
    if (org) lines.push(line(`hall 会场 ${org.name}`, linkOf((await auth.makeLinkFor({ hallId })).token)));
  }
  return lines;
}

const isWide = (char: string): boolean => (char.codePointAt(0) ?? 0) > 0x2e7f;
const widthOf = (text: string): number => [...text].reduce((sum, char) => sum + (isWide(char) ? 2 : 1), 0);
const line = (title: string, link: string): string =>
  `  ${title}${' '.repeat(Math.max(1, 28 - widthOf(title)))}${link}`;
