import { beforeAll, describe, expect, it } from 'vitest';
import type { StaffCaller } from '#shared/kit/caller.ts';
import { rejection } from '../support/outcome.ts';
import { fromNobody, hall, nobody, People } from '../support/people.ts';

const minute = 60_000;
const own = hall('2202001001');
const own2 = hall('2202001002');
const foreign = hall('2202002001');
const outside = { code: 'forbidden', reason: 'outside_branch' };
const invalidCode = { code: 'not_found', reason: 'pairing_code_invalid' };
let people: People;
let organizer: StaffCaller;
let admin: StaffCaller;
let supervisor: StaffCaller;

beforeAll(async () => {
  people = await People.build();
  const caller = async (name: string, role: 'organizer' | 'admin' | 'supervisor', place?: string) =>
    (await people.staff(await people.account(name, [role], place))).caller;
  organizer = await caller('org-east', 'organizer', '2202001');
  admin = await caller('boss', 'admin');
  supervisor = await caller('watcher', 'supervisor', '2202D01');
});

const codeFor = async (id = own) => (await people.halls.makePairingCode(organizer, id)).code;
const pair = (code: string) => people.halls.pair(code, fromNobody);

describe('halls of a branch', () => {
  it('[HALL1] an organizer sees the own branch in tree order, supervisor and administrator see all', async () => {
    const ids = async (caller: StaffCaller) => (await people.halls.list(caller)).map(({ id }) => id);
    expect(await ids(organizer)).toEqual(['2202001', '2202001001', '2202001002']);
    const all = ['2202', '2202001', '2202001001', '2202001002', '2202002', '2202002001'];
    expect(await ids(admin)).toEqual(all);
    expect(await ids(supervisor)).toEqual(all);
    const [first] = await people.halls.list(organizer);
    expect(first).toMatchObject({ name: '东街道', townshipId: '2202001', pairedAt: null, contactPhone: '' });
  });

  it('[HALL1] nothing of a foreign branch can be changed', async () => {
    const { update, makePairingCode, unpair, revealPhone } = people.halls;
    for (const change of [
      () => update(organizer, foreign, { contactName: 'x' }),
      () => makePairingCode(organizer, foreign),
      () => unpair(organizer, foreign),
      () => revealPhone(organizer, foreign),
      () => update(supervisor, own, { contactName: 'x' }),
    ]) {
      expect(await rejection(change())).toMatchObject(outside);
    }
    expect(await rejection(update(admin, hall('9999'), { contactName: '' }))).toMatchObject({ reason: 'hall_unknown' });
    const department = makePairingCode(admin, hall('2202D01'));
    expect(await rejection(department)).toMatchObject({ code: 'not_found', reason: 'hall_unknown' });
  });

  it("[HALL2] a contact's number is masked in every list and whole only when asked for", async () => {
    const contact = { contactName: '老王', contactPhone: '13812345678' };
    expect(await people.halls.update(organizer, own, contact)).toMatchObject({ contactPhone: '138****5678' });
    expect(await people.halls.update(admin, own, { contactName: '小王' })).toMatchObject({
      contactName: '小王',
      contactPhone: '138****5678',
    });
    expect(JSON.stringify(await people.halls.list(admin))).not.toContain('13812345678');
    expect((await people.halls.contacts()).get(own)).toEqual({ contactName: '小王', contactPhone: '138****5678' });
    expect(await people.halls.revealPhone(organizer, own)).toBe('13812345678');
    expect(await rejection(people.halls.revealPhone(admin, own))).toMatchObject({ code: 'forbidden' });
  });
});

describe('pairing', () => {
  it('[HALL3] a code pairs the one of fifty who type it at once', async () => {
    const code = await codeFor();
    const all = await Promise.allSettled(Array.from({ length: 50 }, () => pair(code)));
    const won = all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(won).toHaveLength(1);
    expect(won[0]?.place).toMatchObject({ id: own, name: '东一社区', townshipName: '东街道' });
    expect(await people.hallOf(won[0]?.token ?? '')).toMatchObject({ hallId: own });
    expect((await people.halls.list(organizer)).find(({ id }) => id === own)?.pairedAt).not.toBeNull();
  });

  it('[HALL3] used, expired, replaced and wrong codes get the same answer, and none is stored', async () => {
    const used = await codeFor();
    await pair(used);
    const replaced = await codeFor();
    const expired = await codeFor();
    expect(await people.everythingStored()).not.toContain(expired);
    expect(await rejection(pair(replaced))).toMatchObject(invalidCode);
    await people.clock.advance(15 * minute);
    for (const code of [used, expired, '34679ACD']) expect(await rejection(pair(code))).toMatchObject(invalidCode);
  });

  it('[HALL4] anew ends the old PC, which keeps its place until the code is used', async () => {
    const first = await pair(await codeFor());
    const old = await people.hallOf(first.token);
    const code = await codeFor();
    expect(await people.isIn('device', first.token)).toBe(true);
    await pair(code);
    expect(await people.isIn('device', first.token)).toBe(false);
    expect(people.closed(old.sessionId)).toEqual(['unpaired']);
  });

  it('[HALL4] of several links and codes at once leaves one PC', async () => {
    const { auth } = people;
    const pairings = Array.from({ length: 10 }, () => auth.devices.pair(own2, 'test'));
    const tokens = (await Promise.all(pairings)).map(({ token }) => token);
    const alive = await Promise.all(tokens.map((token) => people.isIn('device', token)));
    expect(alive.filter(Boolean)).toHaveLength(1);
  });

  it('[HALL5] undone by the organizer ends the session of the PC at once', async () => {
    const { token } = await pair(await codeFor());
    const { sessionId } = await people.hallOf(token);
    expect(await people.halls.unpair(organizer, own)).toMatchObject({ pairedAt: null, lastSeenAt: null });
    expect(await people.isIn('device', token)).toBe(false);
    expect(people.closed(sessionId)).toEqual(['unpaired']);
  });

  it('[HALL6] with another hall frees the hall of before', async () => {
    const { token } = await pair(await codeFor());
    const caller = await people.hallOf(token);
    await people.halls.pair(await codeFor(own2), { caller, userAgent: 'test' });
    expect(await people.isIn('device', token)).toBe(false);
    expect(await people.auth.devices.ofHall(own)).toBeNull();
    expect(await people.auth.devices.ofHall(own2)).not.toBeNull();
  });
});

describe('a hall PC', () => {
  it('[HALL7] sees its name, its next lectures and the time of the server', async () => {
    const { token } = await pair(await codeFor());
    const home = await people.halls.home(await people.hallOf(token));
    expect(home).toMatchObject({ place: { name: '东一社区', townshipName: '东街道' }, lectures: [] });
    expect(home.now.getTime()).toBe(people.clock.now());
    expect(await people.auth.signIn.whoAmI(await people.hallOf(token))).toMatchObject({ kind: 'hall', hallId: own });
    expect(await people.auth.signIn.whoAmI(nobody)).toEqual({ kind: 'nobody' });
  });

  it('[HALL4] stays paired however long it is off', async () => {
    const { token } = await pair(await codeFor());
    await people.clock.advance(90 * 24 * 60 * minute);
    expect(await people.isIn('device', token)).toBe(true);
  });
});
