import { beforeAll, describe, expect, it } from 'vitest';
import type { StaffCaller } from '#shared/kit/caller.ts';
import { type AccountId, accountId, type OrgId } from '#shared/kit/ids.ts';
import { usualSettings } from '#shared/settings.ts';
import type { Experts } from '../../server/src/experts/experts.ts';
import { rejection } from '../support/outcome.ts';
import { org } from '../support/people.ts';
import { noHours, PoolWorld, poolPlaces } from '../support/pool-world.ts';

const day = 86_400_000;
/** Of the fake clock: a Monday, 09:00 in Shanghai. */
const today = '2026-11-23';
const { east, village, west } = poolPlaces;

let world: PoolWorld;
let experts: Experts;
let organizer: StaffCaller;
let supervisor: StaffCaller;

beforeAll(async () => {
  world = await PoolWorld.build();
  ({ experts, organizer, supervisor } = world);
});

const covering = async (place: OrgId, field: 'land' | 'family' | null = null): Promise<AccountId[]> =>
  (await experts.routing.covering(place, field)).map((facts) => facts.accountId);

describe('routing', () => {
  it('[EXP20] the village comes before its township, the field before others, the less busy before the busy', async () => {
    const place = org('2202002001');
    const township = await world.pooled({ coverage: [west], fields: ['family'] });
    const near = await world.pooled({ coverage: [place], fields: ['labour'] });
    const nearField = await world.pooled({ coverage: [place], fields: ['land'] });
    expect(await covering(place, 'land')).toEqual([nearField.accountId, near.accountId, township.accountId]);
    await experts.routing.reserveCase(nearField.accountId);
    const [first] = await covering(place);
    expect(first).toBe(near.accountId);
    expect(await covering(org('2202001002'), 'land')).not.toContain(near.accountId);
    await experts.routing.giveBack(nearField.accountId);
  });

  it('[EXP20] leaves out who is full, away, suspended or out of the term', async () => {
    const free = await world.pooled({ coverage: [east] });
    const full = await world.pooled({ coverage: [east], cap: 1 });
    const away = await world.pooled({ coverage: [east] });
    const suspended = await world.pooled({ coverage: [east] });
    const old = await world.pooled({ coverage: [east], termTo: '2026-11-22' });
    await experts.routing.reserveCase(full.accountId);
    await experts.self.setHours(away, { ...noHours, timeOff: [{ from: today, to: today, note: '' }] });
    await experts.pool.suspend(organizer, suspended.accountId, 'x');
    const ids = await covering(village);
    expect(ids).toContain(free.accountId);
    for (const other of [full, away, suspended, old]) expect(ids).not.toContain(other.accountId);
    expect(await experts.routing.find(away.accountId)).toMatchObject({ isActive: true, isAway: true, mayTake: false });
    expect(await experts.routing.isActive(old.accountId)).toBe(false);
    expect((await experts.routing.ofField('land')).map((facts) => facts.accountId)).toContain(full.accountId);
  });

  it('[EXP21] of fifty who reserve at once as many get a place as the cap allows', async () => {
    const { accountId: id } = await world.pooled({ cap: 3 });
    const all = await Promise.all(Array.from({ length: 50 }, () => experts.routing.reserveCase(id)));
    expect(all.filter((each) => each === 'reserved')).toHaveLength(3);
    expect(all.filter((each) => each === 'full')).toHaveLength(47);
    await experts.routing.giveBack(id);
    expect(await experts.routing.reserveCase(id)).toBe('reserved');
    for (let times = 0; times < 5; times++) await experts.routing.giveBack(id);
    expect((await experts.detail(supervisor, id)).openMatters).toBe(0);
    await experts.pool.suspend(organizer, id, 'x');
    expect(await experts.routing.reserveCase(id)).toBe('inactive');
    expect(await experts.routing.reserveCase(accountId.parse('f'.repeat(24)))).toBe('inactive');
  });

  it('[SET5] who has no cap of the own holds as many as the county has set, at once when that changes', async () => {
    const { accountId: id } = await world.pooled({ cap: null });
    world.settings = { ...usualSettings, openMattersPerExpert: 1 };
    expect(await experts.routing.find(id)).toMatchObject({ cap: 1 });
    const all = await Promise.all([1, 2, 3].map(() => experts.routing.reserveCase(id)));
    expect(all.filter((each) => each === 'reserved')).toHaveLength(1);
    expect(await experts.detail(supervisor, id)).toMatchObject({ cap: 1, ownCap: null, openMatters: 1 });
    world.settings = usualSettings;
    expect(await experts.routing.reserveCase(id)).toBe('reserved');
  });

  it('[EXP22] a place lost by a crash is found by verify, and free again after two looks', async () => {
    const { accountId: id } = await world.pooled({ cap: 1 });
    await experts.load.tick();
    await experts.load.tick();
    expect(await experts.load.verify()).toEqual([]);
    await experts.routing.reserveCase(id);
    expect(await experts.load.verify()).toEqual([`expert ${id} counts 1 open matters, and has 0`]);
    await experts.load.tick();
    expect(await experts.routing.reserveCase(id)).toBe('full');
    await experts.load.tick();
    expect(await experts.load.verify()).toEqual([]);
    expect(await experts.routing.reserveCase(id)).toBe('reserved');
    world.openMatters.set(id, 1);
    await experts.load.tick();
    await experts.load.tick();
    expect((await experts.detail(supervisor, id)).openMatters).toBe(1);
  });

  it('[EXP11] hours end with the expert: none for whoever is suspended', async () => {
    const expert = await world.pooled();
    const id = expert.accountId;
    await experts.self.setHours(expert, { ...noHours, weekly: [{ weekday: 2, from: '09:00', to: '09:30' }] });
    const from = Date.parse('2026-11-24T00:00:00+08:00');
    expect(await experts.routing.availability(id, from, from + day)).toEqual([
      Date.parse('2026-11-24T01:00:00Z'),
      Date.parse('2026-11-24T01:15:00Z'),
    ]);
    const backwards = experts.self.setHours(expert, {
      ...noHours,
      weekly: [{ weekday: 2, from: '10:00', to: '09:00' }],
    });
    expect(await rejection(backwards)).toMatchObject({ fields: [{ path: 'weekly.0.to', reason: 'span_backwards' }] });
    await experts.pool.suspend(organizer, id, 'x');
    expect(await experts.routing.availability(id, from, from + day)).toEqual([]);
  });
});
