import { ApiClient } from '../../support/api-client.ts';
import type { ServerProcess } from '../../support/product-process.ts';
import { addStaff, CITY, firstAdmin } from './county.ts';

type Cookies = [name: string, value: string][];
/** A meeting that both may enter now, with the cookies of the expert and of the citizen. */
export type Room = { consultationId: string; expert: Cookies; citizen: Cookies };

const MADE_AT_ONCE = 8;

/**
 * So many matters with a meeting now, each of its own expert, made over the public routes of a server that was empty: the pool,
 * filing, claim and link. The server must trust one proxy, since citizens file from addresses of their own.
 */
export async function prepareMeetings(server: ServerProcess, count: number): Promise<Room[]> {
  const admin = await firstAdmin(server);
  const organizer = await addStaff(server.url, admin, 'organizer');
  const supervisor = await addStaff(server.url, admin, 'supervisor');
  const { places } = await organizer.call('publicPlaces', {});
  const villages = places.filter(({ townshipName }) => townshipName !== null).slice(0, count);
  if (villages.length < count) throw new Error(`the county has only ${villages.length} villages`);
  const rooms: Room[] = [];
  const waiting = villages.entries();
  const makeSome = async (): Promise<void> => {
    for (const [n, { id: village }] of waiting) {
      const expert = await pooled(server, { admin, organizer, supervisor }, village, n);
      rooms.push(await meeting(server, expert, village, n));
    }
  };
  await Promise.all(Array.from({ length: MADE_AT_ONCE }, makeSome));
  return rooms;
}

type Keepers = { admin: ApiClient; organizer: ApiClient; supervisor: ApiClient };

async function pooled(server: ServerProcess, keepers: Keepers, village: string, n: number): Promise<ApiClient> {
  const { admin, organizer, supervisor } = keepers;
  const { client, accountId } = await staffWithId(server, admin, `expert-${n}`);
  await organizer.call('proposeExpert', {
    accountId,
    level: 'expert',
    fields: ['land'],
    coverage: [village],
    termFrom: '2020-01-01',
    termTo: '2099-12-31',
    cap: 8,
    title: '律师',
    unit: '',
    about: '',
    languages: '',
  });
  await supervisor.call('decideExpert', { accountId, isApproved: true, reason: '' });
  return client;
}

async function staffWithId(server: ServerProcess, admin: ApiClient, signInName: string) {
  const account = await admin.call('createAccount', { signInName, name: signInName, roles: ['expert'], orgId: CITY });
  const link = await admin.call('makeSignInLink', { accountId: account.id });
  const client = new ApiClient(server.url);
  await client.call('openLink', { token: link.url.split('/link/')[1] ?? '' }, { headers: from(1, account.id.length) });
  return { client, accountId: account.id };
}

/** Filed and claimed; then both have the product open, and the expert says: now. */
async function meeting(server: ServerProcess, expert: ApiClient, village: string, n: number): Promise<Room> {
  const citizen = new ApiClient(server.url, 'matter');
  const headers = from(0, n);
  const filing = { text: '邻居盖房占了我家的路。', name: `群众${n}`, phone: `138${String(n).padStart(8, '0')}` };
  const rest = { otherParty: '', guardian: '', readNotice: true, agreesSensitive: false, firm: null } as const;
  const input = { ...filing, ...rest, placeId: village, browserKey: `browser-of-citizen-${n}` };
  const { requestId, link } = await citizen.call('fileRequest', input, { headers });
  if (requestId === null || link === null) throw new Error('the matter was not taken');
  await expert.call('claimRequest', { requestId, noConflict: true });
  await citizen.call('openMatterLink', { token: link.split('/matter/')[1] ?? '' }, { headers });
  const sockets = [await expert.connect(), await citizen.connect()];
  const { id } = await expert.call('meetNow', { requestId });
  for (const socket of sockets) socket.close();
  return { consultationId: id, expert: [...expert.cookies], citizen: [...citizen.cookies] };
}

const from = (net: number, n: number) => ({ 'x-forwarded-for': `10.${net}.${n >> 8}.${n & 255}` });
