import { readFileSync } from 'node:fs';
import type { AccountRole } from '#shared/kit/caller.ts';
import { ApiClient, type ApiSocket } from '../../support/api-client.ts';
import { LightPublisher, type PublishOptions } from '../../support/light-endpoint.ts';
import { linkIn, type ServerProcess } from '../../support/product-process.ts';
import type { HallPc } from './halls.ts';

export const CITY = '220283';
const tree = new URL('../../../server/data/org-tree.csv', import.meta.url);
const PAIRED_AT_ONCE = 8;

/** The whole county on a server that was empty, made over the public routes: people, tree, paired hall PCs, one published lecture. */
export type County = { lectureId: string; lecturer: ApiClient; organizer: ApiClient; halls: HallPc[] };

/** The server must trust one proxy: each hall PC pairs from an address of its own, as in life, and no limit has to be lifted. */
export async function prepareCounty(server: ServerProcess, hallCount: number): Promise<County> {
  const admin = await firstAdmin(server);
  const lecturer = await addStaff(server.url, admin, 'lecturer');
  const organizer = await addStaff(server.url, admin, 'organizer');
  const { halls: places } = await admin.call('listHalls', {});
  const chosen = places.slice(0, hallCount);
  if (chosen.length < hallCount) throw new Error(`the county has only ${chosen.length} halls`);
  const halls: HallPc[] = [];
  const waiting = chosen.entries();
  const pairSome = async (): Promise<void> => {
    for (const [index, { id }] of waiting) halls.push(await pair(server.url, admin, id, index));
  };
  await Promise.all(Array.from({ length: PAIRED_AT_ONCE }, pairSome));
  return { lectureId: await publishLecture(organizer), lecturer, organizer, halls };
}

/** Of a server that was empty; the county's tree is there afterwards. */
export async function firstAdmin(server: ServerProcess): Promise<ApiClient> {
  const admin = new ApiClient(server.url);
  await admin.call('openLink', { token: tokenOf(linkIn(server.console(), 'administrator')) });
  const { applied } = await admin.call('importOrgs', { csv: readFileSync(tree, 'utf8'), dryRun: false });
  if (!applied) throw new Error('the tree was refused');
  return admin;
}

/** The lecturer is on air with picture and sound, the lecture runs, and the organizer looks at its halls. */
export async function startLecture(
  { lectureId, lecturer, organizer }: County,
  options: PublishOptions,
): Promise<{ publisher: LightPublisher; desk: ApiSocket }> {
  const socket = await lecturer.connect();
  await socket.call('lecture:join', { lectureId });
  const publisher = await LightPublisher.open({ request: (name, input) => socket.call(name, input) }, options);
  await socket.call('lecture:start', { lectureId });
  const desk = await organizer.connect();
  await desk.call('lecture:join', { lectureId });
  return { publisher, desk };
}

export async function addStaff(url: string, admin: ApiClient, role: AccountRole): Promise<ApiClient> {
  const account = await admin.call('createAccount', { signInName: role, name: role, roles: [role], orgId: CITY });
  const link = await admin.call('makeSignInLink', { accountId: account.id });
  const client = new ApiClient(url);
  await client.call('openLink', { token: tokenOf(link.url) });
  return client;
}

async function pair(url: string, admin: ApiClient, hallId: string, index: number): Promise<HallPc> {
  const { code } = await admin.call('makePairingCode', { hallId });
  const client = new ApiClient(url, 'device');
  const headers = { 'x-forwarded-for': `10.0.${index >> 8}.${index & 255}` };
  await client.call('pairHall', { code }, { headers });
  return { hallId, cookies: [...client.cookies] };
}

async function publishLecture(organizer: ApiClient): Promise<string> {
  const [lecturer] = (await organizer.call('listLecturers', {})).lecturers;
  const { id } = await organizer.call('createLecture', {
    title: '民法典与乡村生活',
    topic: '土地承包',
    lecturerId: lecturer?.id ?? '',
    startAt: new Date(Date.now() + 5 * 60_000).toISOString(),
    plannedMinutes: 30,
    audience: [CITY],
  });
  await organizer.call('publishLecture', { lectureId: id });
  return id;
}

const tokenOf = (link: string): string => link.split('/link/')[1] ?? '';
