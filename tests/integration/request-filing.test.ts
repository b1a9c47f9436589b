import { beforeAll, describe, expect, it } from 'vitest';
import { fileHash, orgId, requestId } from '#shared/kit/ids.ts';
import { ensureIndexes } from '../../server/src/db/indexes.ts';
import { createRequests, type Requests } from '../../server/src/requests/requests.ts';
import { People } from '../support/people.ts';
import { citizenOf, PoolOfExperts, requestsDeps, staffOf } from '../support/request-service.ts';
import { ownFiling, windowFiling } from '../support/request-world.ts';

let pool: PoolOfExperts;
let requests: Requests;
const clerk = staffOf('clerk', 900);

beforeAll(async () => {
  const people = await People.build();
  pool = new PoolOfExperts();
  requests = createRequests(requestsDeps(people, pool));
  await ensureIndexes({ connection: people.connection });
});

describe('the wished expert', () => {
  const wished = (n: number, of: number) => ({ ...ownFiling(n), expertId: pool.id(of) });

  it('[REQ28] is asked first, even where another one covers the place', async () => {
    pool.set(1, { covers: ['2202001001'] });
    pool.set(2, {});
    const filed = await requests.filing.own(wished(20, 2));
    expect(filed.wish).toEqual({ name: '专家2', refusal: null });
    const id = requestId.parse(filed.requestId);
    expect(await requests.find(id)).toMatchObject({ state: 'open', coveringExpertId: pool.id(2) });
    const [row] = (await requests.lists.board(staffOf('expert', 2))).filter((each) => each.id === id);
    expect(row).toMatchObject({ isCovering: true, isWished: true });
    expect((await requests.page.get(citizenOf(id))).wish).toEqual(filed.wish);
    pool.clear();
  });

  it('[REQ28] who is full is not asked, it is said why, and the usual way is gone', async () => {
    pool.set(1, { covers: ['2202001001'] });
    pool.set(2, { cap: 0 });
    const filed = await requests.filing.own({ ...wished(21, 2), placeId: orgId.parse('2202001001') });
    expect(filed.wish?.refusal).toBe('full');
    expect(await requests.find(requestId.parse(filed.requestId))).toMatchObject({ coveringExpertId: pool.id(1) });
    pool.clear();
  });

  it('[REQ28] of another field he is asked only where he covers the place', async () => {
    pool.set(2, {});
    const firm = { name: '金谷米业', creditCode: '91220283MA17ABCD5X', contact: '周立新' };
    const filed = await requests.filing.own({ ...wished(22, 2), firm });
    expect(filed.wish?.refusal).toBe('field');
    pool.clear();
  });
});

describe('filing for somebody', () => {
  it('[REQ22] hands the link to who stands at the window, and to nobody who called', async () => {
    const atWindow = { ...windowFiling('2202001001'), channel: 'window' as const };
    expect(await requests.filing.forCitizen(clerk, atWindow)).toMatchObject({ link: expect.anything(), code: null });
    const byCall = await requests.filing.forCitizen(clerk, windowFiling('2202001001'));
    expect(byCall).toMatchObject({ link: null, linkExpiresAt: null, code: null });
    const without = await requests.filing.forCitizen(clerk, { ...atWindow, phone: null });
    expect((await requests.page.openAtHall(without.code ?? '')).requestId).toBe(without.requestId);
  });
});

describe('photos', () => {
  it('[REQ29] a photo gets its small picture once', async () => {
    const id = requestId.parse((await requests.filing.own(ownFiling(30))).requestId);
    const found = async () => {
      const matter = await requests.find(id);
      if (matter === null) throw new Error('the matter is gone');
      return matter;
    };
    const head = Buffer.from('ffd8ffe000104a46494600010101006000600000', 'hex');
    const stored = { hash: fileHash.parse('a'.repeat(64)), bytes: head.length, head };
    const photo = await requests.files.add(await found(), stored, {
      name: '照片.jpg',
      by: '李大娘',
      isByCitizen: true,
    });
    expect(photo.preview).toBeNull();
    await requests.files.setPreview(await found(), photo.id, 'data:image/jpeg;base64,AAAA');
    await requests.files.setPreview(await found(), photo.id, 'data:image/jpeg;base64,BBBB');
    const { files } = await requests.page.get(citizenOf(id));
    expect(files).toMatchObject([{ name: '照片.jpg', preview: 'data:image/jpeg;base64,AAAA' }]);
  });
});
