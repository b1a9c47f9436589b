import { beforeAll, describe, expect, it } from 'vitest';
import { type RequestId, requestId } from '#shared/kit/ids.ts';
import { ensureIndexes } from '../../server/src/db/indexes.ts';
import type { RequestsDeps } from '../../server/src/requests/request-ports.ts';
import { createRequests, type Requests } from '../../server/src/requests/requests.ts';
import { rejection } from '../support/outcome.ts';
import { People } from '../support/people.ts';
import { citizenOf, PoolOfExperts, requestsDeps, staffOf } from '../support/request-service.ts';
import { ownFiling, windowFiling } from '../support/request-world.ts';

const MINUTE = 60_000;
let people: People;
let pool: PoolOfExperts;
let deps: RequestsDeps;
let requests: Requests;

beforeAll(async () => {
  people = await People.build();
  pool = new PoolOfExperts();
  deps = requestsDeps(people, pool);
  requests = createRequests(deps);
  await ensureIndexes({ connection: people.connection });
});

const clerk = staffOf('clerk', 900);
const organizer = staffOf('organizer', 901);
const file = async (over: object = {}): Promise<RequestId> => {
  const filed = await requests.filing.forCitizen(clerk, { ...windowFiling('2202001001'), ...over });
  return requestId.parse(filed.requestId);
};
const stateOf = async (id: RequestId) => (await requests.find(id))?.state;
const kindsOf = async (id: RequestId) => (await requests.find(id))?.outbox.map(({ kind }) => kind) ?? [];

describe('routing', () => {
  it('[REQ4] tells the covering expert first, then the board, then the organizer, each by its clock', async () => {
    pool.set(1, { covers: ['2202001001'] });
    const id = await file();
    expect(await requests.find(id)).toMatchObject({ state: 'open', coveringExpertId: pool.id(1), dueKind: 'covering' });
    await people.clock.advance(9 * MINUTE);
    await requests.tick();
    expect(await stateOf(id)).toBe('open');
    await people.clock.advance(2 * MINUTE);
    await Promise.all([requests.tick(), requests.tick()]);
    expect(await stateOf(id)).toBe('board');
    await people.clock.advance(31 * MINUTE);
    await requests.tick();
    expect(await stateOf(id)).toBe('toDispatch');
    await people.clock.advance(31 * MINUTE);
    await requests.tick();
    expect(await requests.find(id)).toMatchObject({ dueKind: 'dispatchOverdue', priority: 3 });
    const matter = await requests.find(id);
    expect(matter?.timeline.map(({ to }) => to)).toEqual(['open', 'board', 'toDispatch']);
    expect(await kindsOf(id)).toEqual(
      expect.arrayContaining(['request.assigned', 'request.toDispatch', 'request.overdue']),
    );
    pool.clear();
  });

  it('[REQ4] goes straight to the board where nobody covers the place', async () => {
    const id = await file();
    expect(await requests.find(id)).toMatchObject({ state: 'board', coveringExpertId: null });
  });

  it('[REQ5] an urgent matter goes to dispatch at once, rings, and stands on top', async () => {
    const id = await file({ isUrgent: true });
    expect(await requests.find(id)).toMatchObject({ state: 'toDispatch', priority: 3 });
    expect(await kindsOf(id)).toContain('request.urgent');
    expect((await requests.lists.list(organizer, { limit: 10 })).rows[0]?.isOverdue).toBe(true);
  });
});

describe('the claim', () => {
  it('[REQ7] the same claim again is the same claim', async () => {
    // Not one of those who race: its count must not hold what it won there.
    const expert = pool.with(60);
    const id = await file();
    await requests.routing.claim(expert, id);
    expect((await requests.routing.claim(expert, id)).expertId).toBe(expert.accountId);
    expect(pool.openMatters()).toBe(1);
    expect((await requests.openMatters()).get(expert.accountId)).toBe(1);
    expect((await requests.find(id))?.timeline.filter(({ to }) => to === 'assigned')).toHaveLength(1);
    pool.clear();
  });

  it('[REQ8] nobody takes more than its cap, and the place comes back with the release', async () => {
    pool.set(1, { cap: 1 });
    const expert = staffOf('expert', 1);
    const [first, second] = [await file(), await file()];
    await requests.routing.claim(expert, first);
    expect(await rejection(requests.routing.claim(expert, second))).toMatchObject({ reason: 'expert_full' });
    await requests.desk.release(expert, first, '案由不熟', false);
    expect(await requests.find(first)).toMatchObject({ state: 'board', expertId: null });
    await requests.routing.claim(expert, second);
    expect(pool.openMatters()).toBe(1);
    pool.clear();
  });

  it('[REQ9] who released for a conflict of interest is not offered the matter again, nor given it', async () => {
    pool.set(1, {});
    const expert = staffOf('expert', 1);
    const id = await file();
    await requests.routing.claim(expert, id);
    await requests.desk.release(expert, id, '对方是我的亲戚', true);
    expect(await rejection(requests.routing.claim(expert, id))).toMatchObject({ reason: 'request_not_offered' });
    expect(await rejection(requests.desk.dispatch(organizer, id, expert.accountId, ''))).toMatchObject({
      reason: 'expert_has_conflict',
    });
    pool.clear();
  });

  it('[REQ10] an organizer dispatches what waits, within the branch only', async () => {
    pool.set(2, {});
    const id = await file();
    const elsewhere = { ...organizer, orgPath: '/2202/2202002/' };
    expect(await rejection(requests.desk.dispatch(elsewhere, id, pool.id(2), ''))).toMatchObject({ code: 'not_found' });
    const detail = await requests.desk.dispatch(organizer, id, pool.id(2), '请尽快联系');
    expect(detail).toMatchObject({ state: 'assigned', expertName: '专家2', reads: 'masked' });
    expect(await rejection(requests.desk.dispatch(organizer, id, pool.id(2), ''))).toMatchObject({
      reason: 'request_state',
    });
    pool.clear();
  });
});

describe('a matter whose expert does not go on with it', () => {
  it('[REQ30] an organizer takes it back with a reason, and it waits to be dispatched', async () => {
    pool.set(3, {});
    pool.set(4, {});
    const id = await file();
    const expert = staffOf('expert', 3);
    await requests.routing.claim(expert, id);
    expect(pool.openMatters()).toBe(1);
    expect(await rejection(requests.desk.takeBack(expert, id, pool.id(3), '想让别人办'))).toMatchObject({
      code: 'forbidden',
    });
    expect(await rejection(requests.desk.takeBack(organizer, id, pool.id(4), '以为是别人'))).toMatchObject({
      reason: 'request_changed',
    });
    const taken = await requests.desk.takeBack(organizer, id, pool.id(3), '专家已调离');
    expect(taken).toMatchObject({ state: 'toDispatch', expertId: null, expertName: null });
    expect(taken.timeline.at(-1)).toMatchObject({ from: 'assigned', to: 'toDispatch', reason: '专家已调离' });
    expect(pool.openMatters()).toBe(0);
    expect(await kindsOf(id)).toContain('request.takenBack');
    expect(await rejection(requests.desk.takeBack(organizer, id, pool.id(3), '再收一次'))).toMatchObject({
      reason: 'request_state',
    });
    expect(await requests.desk.dispatch(organizer, id, pool.id(4), '')).toMatchObject({ expertName: '专家4' });
    pool.clear();
  });
});

describe('filing by a citizen', () => {
  it('[REQ11] the same text from the same browser within an hour is shown its first request', async () => {
    const filing = ownFiling(1);
    const first = await requests.filing.own(filing);
    const again = await requests.filing.own(filing);
    expect(first.result).toBe('filed');
    expect(again).toMatchObject({ result: 'again', requestId: first.requestId, number: first.number });
    expect(again.link).not.toBe(first.link);
    await people.clock.advance(61 * MINUTE);
    expect((await requests.filing.own(filing)).result).toBe('filed');
  });

  it('[REQ12] from elsewhere the same text for the same telephone learns nothing; the link goes to the telephone', async () => {
    const filing = ownFiling(2);
    const first = await requests.filing.own(filing);
    const other = await requests.filing.own({ ...filing, browserKey: 'another-browser-entirely' });
    expect(other).toEqual({
      result: 'received',
      requestId: null,
      number: null,
      link: null,
      linkExpiresAt: null,
      code: null,
      wish: null,
    });
    const told = await kindsOf(requestId.parse(first.requestId));
    expect(told.filter((kind) => kind === 'request.received')).toHaveLength(2);
  });

  it('[REQ26] nobody has a telephone rung again and again: one link an hour, five matters a day', async () => {
    const filing = ownFiling(8);
    const { requestId: id } = await requests.filing.own(filing);
    const elsewhere = (n: number) => requests.filing.own({ ...filing, browserKey: `browser-elsewhere-${n}` });
    const results = await Promise.all(Array.from({ length: 20 }, (_, n) => elsewhere(n)));
    expect(new Set(results.map(({ result }) => result))).toEqual(new Set(['received']));
    const told = await kindsOf(requestId.parse(id));
    expect(told.filter((kind) => kind === 'request.received')).toHaveLength(2);
    for (const n of [1, 2, 3, 4]) await requests.filing.own({ ...filing, text: `另外一件事情，第${n}件` });
    const refused = await rejection(requests.filing.own({ ...filing, text: '另外一件事情，第5件' }));
    expect(refused).toMatchObject({ reason: 'filed_too_often', params: { maximum: 5, telephone: '0432-12345' } });
    expect((await requests.filing.own(filing)).result).toBe('again');
    await people.clock.advance(25 * 60 * MINUTE);
    expect((await requests.filing.own({ ...filing, text: '另外一件事情，第5件' })).result).toBe('filed');
  });

  it('[REQ13] ten taps on the button make one matter', async () => {
    const filing = ownFiling(3);
    const filed = await Promise.all(Array.from({ length: 10 }, () => requests.filing.own(filing)));
    expect(new Set(filed.map(({ number }) => number)).size).toBe(1);
  });

  it('[REQ14] a blocked requester gets a sentence with a telephone number until the day is over', async () => {
    const filing = ownFiling(4);
    const { requestId: id } = await requests.filing.own(filing);
    const supervisor = staffOf('supervisor', 902);
    await requests.blocks.block(supervisor, requestId.parse(id), '多次辱骂工作人员', 1);
    const refused = await rejection(requests.filing.own({ ...filing, text: '另外一件事情请帮忙看看' }));
    expect(refused).toMatchObject({ reason: 'requester_blocked', params: { telephone: '0432-12345' } });
    await people.clock.advance(25 * 60 * MINUTE);
    expect((await requests.filing.own({ ...filing, text: '另外一件事情请帮忙看看' })).result).toBe('filed');
  });

  it('[REQ15] numbers count up within the year, without one given twice', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, () => file()));
    const numbers = await Promise.all(ids.map(async (id) => (await requests.find(id))?.number ?? ''));
    expect(new Set(numbers).size).toBe(20);
    for (const number of numbers) expect(number).toMatch(/^2026-\d{4}$/);
  });

  it('[REQ16] notice and consents are stored with version and time, and what is separate can be taken back', async () => {
    const { requestId: id } = await requests.filing.own({ ...ownFiling(5), agreesSensitive: true });
    const citizen = citizenOf(requestId.parse(id));
    const after = await requests.page.setConsent(citizen, 'sensitive', false);
    expect(after.consents.map(({ kind, isGiven, version }) => [kind, isGiven, version])).toEqual([
      ['notice', true, '2026-11'],
      ['sensitive', true, '2026-11'],
      ['sensitive', false, '2026-11'],
    ]);
  });

  it('[REQ17] a citizen may ask once for another expert, who does not get the matter again', async () => {
    pool.set(1, {});
    const { requestId: id } = await requests.filing.own(ownFiling(6));
    const matterId = requestId.parse(id);
    const matter = await requests.find(matterId);
    if (matter?.state !== 'board') throw new Error('expected on the board');
    await requests.routing.claim(staffOf('expert', 1), matterId);
    expect(await requests.page.askOther(citizenOf(matterId))).toMatchObject({ state: 'board', mayAskOther: false });
    expect(await rejection(requests.routing.claim(staffOf('expert', 1), matterId))).toMatchObject({
      reason: 'request_not_offered',
    });
    expect(pool.openMatters()).toBe(0);
    pool.clear();
  });
});

describe('reading', () => {
  it('[REQ18] staff see as much as their part in the matter needs', async () => {
    const id = await file({ otherParty: '张三', text: '我的身份证22028319500101123X，电话13800001234' });
    const [row] = await requests.lists.board(pool.with(3));
    const board = (await requests.lists.board(pool.with(3))).find((each) => each.id === id);
    expect(row).toBeDefined();
    expect(board).toMatchObject({ citizenName: '李**', phone: '', otherParty: '张三' });
    expect(board?.text).not.toMatch(/\d{6}/);
    expect(await requests.desk.get(organizer, id)).toMatchObject({ reads: 'masked', phone: '138****1234', files: [] });
    const byFiler = await requests.desk.get(clerk, id);
    expect(byFiler).toMatchObject({ reads: 'outcome', text: null, otherParty: null });
    expect(await rejection(requests.desk.get(staffOf('clerk', 77), id))).toMatchObject({ code: 'not_found' });
    pool.clear();
  });

  it('[REQ19] a clerk finds any matter of the branch by its number or telephone, but opens only the own', async () => {
    const id = await file();
    const number = (await requests.find(id))?.number ?? '';
    const other = staffOf('clerk', 78);
    const byNumber = await requests.lists.list(other, { limit: 10, search: number });
    expect(byNumber.rows).toMatchObject([{ number, mayOpen: false, text: null, citizenName: '李**' }]);
    expect((await requests.lists.list(other, { limit: 10, search: '138 0000 1234' })).rows.length).toBeGreaterThan(0);
    expect((await requests.lists.list(other, { limit: 10 })).rows).toEqual([]);
  });

  it('[REQ20] what a supervisor read, and why, the citizen can see', async () => {
    const { requestId: id } = await requests.filing.own(ownFiling(7));
    const matterId = requestId.parse(id);
    const read = await requests.desk.inspect(staffOf('supervisor', 902), matterId, '群众来信核查');
    expect(read).toMatchObject({ reads: 'full', may: { seeFiles: false, block: true } });
    const { timeline } = await requests.page.get(citizenOf(matterId));
    expect(timeline.at(-1)).toMatchObject({ role: 'supervisor', reason: '群众来信核查' });
  });

  it('[REQ21] the list is paged without losing or doubling a row', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await requests.lists.list(organizer, { limit: 7, ...(cursor && { cursor }) });
      seen.push(...page.rows.map(({ number }) => number));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(20);
  });
});
