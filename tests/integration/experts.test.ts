import { beforeAll, describe, expect, it } from 'vitest';
import type { StaffCaller } from '#shared/kit/caller.ts';
import type { AccountId } from '#shared/kit/ids.ts';
import { usualSettings } from '#shared/settings.ts';
import type { Experts } from '../../server/src/experts/experts.ts';
import { whiteDot } from '../support/expert-world.ts';
import { rejection } from '../support/outcome.ts';
import { nobody, org } from '../support/people.ts';
import { noWords, PoolWorld, poolOf, poolPlaces } from '../support/pool-world.ts';

const day = 86_400_000;
const { east, village, west } = poolPlaces;

let world: PoolWorld;
let experts: Experts;
let organizer: StaffCaller;
let supervisor: StaffCaller;

beforeAll(async () => {
  world = await PoolWorld.build();
  ({ experts, organizer, supervisor } = world);
});

const stateOf = async (id: AccountId): Promise<string | undefined> => (await experts.detail(supervisor, id)).state;

/** Of somebody who was in the pool. */
const removed = async (until: string | null): Promise<StaffCaller> => {
  const expert = await world.pooled();
  await experts.pool.suspend(supervisor, expert.accountId, '核查');
  await experts.pool.remove(supervisor, expert.accountId, '收取当事人费用', until);
  return expert;
};

describe('the pool', () => {
  it('[EXP1] is entered by a proposal and a decision, and every move says when, who and why', async () => {
    const { accountId: id } = await world.account();
    expect((await experts.pool.candidates(organizer)).map((each) => each.id)).toContain(id);
    await experts.pool.propose(organizer, id, poolOf(), noWords);
    expect((await experts.pool.candidates(organizer)).map((each) => each.id)).not.toContain(id);
    expect(await stateOf(id)).toBe('proposed');
    await experts.pool.decide(supervisor, id, true, '');
    await experts.pool.suspend(organizer, id, '出国进修');
    await experts.pool.resume(organizer, id);
    const { state, history } = await experts.detail(supervisor, id);
    expect(state).toBe('active');
    expect(history.map(({ kind, by, reason }) => [kind, by, reason])).toEqual([
      ['proposed', '测试org-city', null],
      ['approved', '测试watcher', null],
      ['suspended', '测试org-city', '出国进修'],
      ['resumed', '测试org-city', null],
    ]);
    expect(history.every(({ at }) => at === world.people.clock.date().toISOString())).toBe(true);
  });

  it('[EXP1] refuses a move that the state does not allow, with the state', async () => {
    const { accountId: id } = await world.account();
    await experts.pool.propose(organizer, id, poolOf(), noWords);
    const waits = { code: 'invalid_state', reason: 'expert_is_proposed' };
    for (const act of [
      () => experts.pool.suspend(organizer, id, 'x'),
      () => experts.pool.resume(organizer, id),
      () => experts.pool.remove(supervisor, id, 'x', null),
    ])
      expect(await rejection(act())).toMatchObject(waits);
    await experts.pool.decide(supervisor, id, true, '');
    expect(await rejection(experts.pool.decide(supervisor, id, true, ''))).toMatchObject({
      reason: 'expert_is_active',
    });
    const fromActive = experts.pool.remove(supervisor, id, 'x', null);
    expect(await rejection(fromActive)).toMatchObject({ reason: 'expert_is_active' });
    const again = experts.pool.propose(organizer, id, poolOf(), noWords);
    expect(await rejection(again)).toMatchObject({ code: 'invalid_state' });
  });

  it('[EXP1] of ten who suspend at once one does', async () => {
    const { accountId: id } = await world.pooled();
    const all = await Promise.allSettled(Array.from({ length: 10 }, () => experts.pool.suspend(organizer, id, '同时')));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await experts.detail(supervisor, id)).history.filter(({ kind }) => kind === 'suspended')).toHaveLength(1);
  });

  it('[EXP1] a declined proposal has its reason and may be made again', async () => {
    const { accountId: id } = await world.account();
    await experts.pool.propose(organizer, id, poolOf(), noWords);
    const silent = experts.pool.decide(supervisor, id, false, '');
    expect(await rejection(silent)).toMatchObject({ fields: [{ path: 'reason', reason: 'required' }] });
    await experts.pool.decide(supervisor, id, false, '材料不全');
    expect(await experts.detail(supervisor, id)).toMatchObject({
      state: 'removed',
      removal: { reason: '材料不全', isBlacklisted: false },
    });
    await experts.pool.propose(organizer, id, poolOf(), noWords);
    expect(await stateOf(id)).toBe('proposed');
  });

  it('[EXP2] an organizer keeps the own branch, and covers nothing new outside it', async () => {
    const { accountId: id } = await world.pooled({ coverage: [east] }, '2202001');
    const unknown = { code: 'not_found', reason: 'expert_unknown' };
    for (const act of [
      () => experts.pool.suspend(world.westOrganizer, id, 'x'),
      () => experts.pool.edit(world.westOrganizer, id, poolOf()),
      () => experts.detail(world.westOrganizer, id),
    ])
      expect(await rejection(act())).toMatchObject(unknown);
    expect((await experts.list(world.westOrganizer)).map((row) => row.id)).not.toContain(id);
    const inWest = await world.account('2202002');
    const reaching = experts.pool.propose(
      world.westOrganizer,
      inWest.accountId,
      poolOf({ coverage: [west, east] }),
      noWords,
    );
    expect(await rejection(reaching)).toMatchObject({ fields: [{ path: 'coverage', reason: 'outside_branch' }] });
    await experts.pool.propose(world.westOrganizer, inWest.accountId, poolOf({ coverage: [west] }), noWords);
    await experts.pool.edit(organizer, inWest.accountId, poolOf({ coverage: [west, east] }));
    // What the city added stays when the township edits.
    await experts.pool.edit(world.westOrganizer, inWest.accountId, poolOf({ coverage: [west, east], cap: 5 }));
    expect((await experts.detail(supervisor, inWest.accountId)).coverage.map((place) => place.id)).toEqual([
      west,
      east,
    ]);
  });

  it('[EXP2] a village whose township is covered is not named twice', async () => {
    const { accountId: id } = await world.pooled({ coverage: [village, east, village] });
    expect((await experts.detail(supervisor, id)).coverage.map((place) => place.id)).toEqual([east]);
    const city = experts.pool.edit(organizer, id, poolOf({ coverage: [org('2202')] }));
    expect(await rejection(city)).toMatchObject({ fields: [{ path: 'coverage', reason: 'org_unknown' }] });
  });

  it('[EXP2] what a supervisor suspended, an organizer does not resume', async () => {
    const { accountId: id } = await world.pooled();
    await experts.pool.suspend(supervisor, id, '投诉核查');
    expect(await rejection(experts.pool.resume(organizer, id))).toMatchObject({ reason: 'suspended_by_supervisor' });
    expect((await experts.detail(organizer, id)).may.resume).toBe(false);
    await experts.pool.resume(supervisor, id);
    expect(await stateOf(id)).toBe('active');
  });
});

describe('a removal', () => {
  it('[EXP3] may be appealed once; granted, the expert is back', async () => {
    const expert = await removed(null);
    const id = expert.accountId;
    await experts.self.appeal(expert, '情况不属实');
    expect(await rejection(experts.self.appeal(expert, '再次'))).toMatchObject({ reason: 'no_appeal_possible' });
    expect((await experts.list(supervisor)).find((row) => row.id === id)).toMatchObject({ hasAppeal: true });
    await experts.pool.decideAppeal(supervisor, id, true, '查证属实');
    expect(await experts.detail(expert, id)).toMatchObject({
      state: 'active',
      removal: { appeal: { text: '情况不属实', decision: { isGranted: true, reason: '查证属实' } } },
    });
  });

  it('[EXP3] an appeal that is rejected leaves it as it was, also when two decide at once', async () => {
    const expert = await removed(null);
    await experts.self.appeal(expert, '不服');
    const decide = (isGranted: boolean) => experts.pool.decideAppeal(supervisor, expert.accountId, isGranted, '理由');
    const both = await Promise.allSettled([decide(false), decide(true)]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await rejection(decide(true))).toMatchObject({ code: 'invalid_state' });
  });
});

describe('what the public sees', () => {
  const publicIds = async () => (await experts.publicList()).map(({ id }) => id);

  it('[EXP4] is who is active, in the term and has an account that works, chiefs first', async () => {
    const [normal, chief, suspended, old, locked] = [
      await world.pooled(),
      await world.pooled({ level: 'chief' }),
      await world.pooled(),
      await world.pooled({ termTo: '2026-11-22' }),
      await world.pooled(),
    ];
    await experts.pool.suspend(organizer, suspended.accountId, 'x');
    await world.people.auth.accounts.lock(locked.accountId, organizer.accountId);
    const ids = await publicIds();
    expect(ids).toEqual(expect.arrayContaining([normal.accountId, chief.accountId]));
    expect(ids.indexOf(chief.accountId)).toBeLessThan(ids.indexOf(normal.accountId));
    for (const hidden of [suspended, old, locked]) {
      expect(ids).not.toContain(hidden.accountId);
      const page = experts.publicDetail(hidden.accountId);
      expect(await rejection(page)).toMatchObject({ code: 'not_found', reason: 'expert_unknown' });
    }
    expect(JSON.stringify(await experts.publicDetail(normal.accountId))).not.toMatch(/history|openMatters|removal/);
  });

  it('[EXP5] shows a rating from five on', async () => {
    const { accountId: id } = await world.pooled();
    world.standings.set(id, { answered: 9, rating: { mean: 4.64, count: 4 } });
    expect(await experts.publicDetail(id)).toMatchObject({ answered: 9, rating: null });
    world.standings.set(id, { answered: 9, rating: { mean: 4.64, count: 5 } });
    expect(await experts.publicDetail(id)).toMatchObject({ rating: { mean: 4.6, count: 5 } });
  });

  it('[SET5] from as many ratings on as the county has set', async () => {
    const { accountId: id } = await world.pooled();
    world.standings.set(id, { answered: 9, rating: { mean: 4.64, count: 5 } });
    world.settings = { ...usualSettings, publicRatingFrom: 6 };
    expect((await experts.publicDetail(id)).rating).toBeNull();
    world.settings = usualSettings;
    expect((await experts.publicDetail(id)).rating).not.toBeNull();
  });

  it('[EXP6] a photo is a picture, and goes with the expert', async () => {
    const expert = await world.pooled();
    const id = expert.accountId;
    const send = (bytes: Uint8Array) =>
      experts.self.setPhoto(expert, id, () =>
        world.files.put(
          (async function* () {
            yield bytes;
          })(),
          1_000_000,
        ),
      );
    const script = send(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'));
    expect(await rejection(script)).toMatchObject({ code: 'invalid_input', reason: 'not_a_picture' });
    await send(whiteDot);
    expect(await experts.photo(nobody, id)).toMatchObject({ contentType: 'image/png' });
    await experts.pool.suspend(organizer, id, 'x');
    expect(await rejection(experts.photo(nobody, id))).toMatchObject({ code: 'not_found' });
    expect(await experts.photo(organizer, id)).toMatchObject({ contentType: 'image/png' });
    const stranger = await world.pooled();
    const foreign = experts.self.setPhoto(stranger, id, () => Promise.reject(new Error('never asked for')));
    expect(await rejection(foreign)).toMatchObject({ code: 'not_found' });
  });
});

// Last, since it moves the day on.
describe('the term of a removal', () => {
  it('[EXP3] keeps the expert out until its term is over', async () => {
    const { accountId: id } = await removed('2026-11-25');
    const again = () => experts.pool.propose(organizer, id, poolOf(), noWords);
    expect(await rejection(again())).toMatchObject({ code: 'invalid_state', reason: 'expert_blacklisted' });
    expect((await experts.pool.candidates(organizer)).map((each) => each.id)).not.toContain(id);
    await world.people.clock.advance(3 * day);
    expect((await experts.pool.candidates(organizer)).map((each) => each.id)).toContain(id);
    await again();
    expect(await stateOf(id)).toBe('proposed');
  });
});
