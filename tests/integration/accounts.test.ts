import { beforeAll, describe, expect, it } from 'vitest';
import { rejection } from '../support/outcome.ts';
import { fromNobody, org, People } from '../support/people.ts';

const password = '一个很长的口令 2026';
let people: People;

beforeAll(async () => {
  people = await People.build();
  await people.account('root-admin', ['admin']);
});

const signIn = (signInName: string, given: string) =>
  people.auth.signIn.withPassword({ signInName, password: given }, fromNobody);
const wrong = { code: 'unauthenticated', reason: 'wrong_credentials' };

describe('accounts', () => {
  it('[AUTH12] locking ends every session and refuses sign-ins, unlocking lets in again', async () => {
    const admin = await people.account('guard', ['admin']);
    const account = await people.account('shut-out', ['clerk'], '2202', password);
    const [one, two] = [await people.staff(account), await people.staff(account)];
    expect(await people.auth.accounts.lock(account.id, admin.id)).toMatchObject({ state: 'locked' });
    for (const { token, caller } of [one, two]) {
      expect(await people.isIn('staff', token)).toBe(false);
      expect(people.closed(caller.sessionId)).toEqual(['revoked']);
    }
    expect(await rejection(signIn('shut-out', password))).toMatchObject(wrong);
    const refused = { code: 'invalid_state', reason: 'account_locked' };
    expect(await rejection(people.auth.makeLinkFor({ accountId: account.id }))).toMatchObject(refused);
    await people.auth.accounts.unlock(account.id);
    await signIn('shut-out', password);
  });

  it('[AUTH13] of two administrators who lock each other at once one stays, and nobody locks himself', async () => {
    const pair = await People.build();
    const a = await pair.account('admin-a', ['admin']);
    const b = await pair.account('admin-b', ['admin']);
    const { lock, update, list } = pair.auth.accounts;
    expect(await rejection(lock(a.id, a.id))).toMatchObject({ reason: 'cannot_lock_self' });
    const results = await Promise.allSettled([lock(a.id, b.id), lock(b.id, a.id)]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const { rows } = await list({ limit: 10 });
    const last = rows.find(({ state }) => state === 'active');
    if (last === undefined) throw new Error('nobody is left');
    const demotion = update(last.id, { name: 'x', roles: ['clerk'], orgId: org('2202') });
    expect(await rejection(demotion)).toMatchObject({ code: 'invalid_state', reason: 'last_admin' });
    const other = rows.find(({ state }) => state === 'locked');
    if (other === undefined) throw new Error('nobody was locked');
    await pair.auth.accounts.unlock(other.id);
    await update(last.id, { name: 'x', roles: ['clerk'], orgId: org('2202') });
  });

  it('[AUTH14] taking a role away ends the sessions that act in it, another org closes sockets', async () => {
    const account = await people.account('moved', ['organizer', 'lecturer'], '2202001');
    const asLecturer = await people.staff(account);
    const asOrganizer = await people.staff(account);
    await people.auth.signIn.actAs('organizer', asOrganizer.caller);
    people.happened.length = 0;
    const fields = { name: account.name, roles: ['organizer' as const], orgId: org('2202002') };
    await people.auth.accounts.update(account.id, fields);
    expect(await people.isIn('staff', asLecturer.token)).toBe(false);
    expect(people.closed(asLecturer.caller.sessionId)).toEqual(['revoked']);
    expect(people.closed(asOrganizer.caller.sessionId)).toEqual(['superseded']);
    expect((await people.staffOf(asOrganizer.token)).orgPath).toBe('/2202/2202002/');
  });

  it('[AUTH15] are listed over all pages without a gap and found by name, sign-in name and pinyin', async () => {
    const some = await People.build();
    for (let i = 0; i < 7; i++) await some.account(`clerk-${i}`, ['clerk']);
    const wang = { signInName: 'w.xiaomei', name: '王小妹', roles: ['lecturer' as const], orgId: org('2202001') };
    await some.auth.createAccountDirectly(wang);
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await some.auth.accounts.list({ cursor, limit: 3 });
      names.push(...page.rows.map(({ signInName }) => signInName));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(names).toEqual([...Array.from({ length: 7 }, (_, i) => `clerk-${i}`), 'w.xiaomei']);
    for (const search of ['小妹', 'W.XIAO', 'wangxiao', 'wxm']) {
      const { rows } = await some.auth.accounts.list({ limit: 50, search });
      expect(rows, search).toMatchObject([{ signInName: 'w.xiaomei', orgName: '东街道' }]);
    }
    expect((await some.auth.accounts.list({ limit: 50, search: '.*' })).rows).toEqual([]);
    const madeUp = some.auth.accounts.list({ limit: 1, cursor: '!!' });
    expect(await rejection(madeUp)).toMatchObject({ code: 'invalid_input', fields: [{ path: 'cursor' }] });
  });

  it('[AUTH16] a sign-in name goes to one of those who ask at once, and an unknown org is refused at its field', async () => {
    const racers = Array.from({ length: 10 }, () => people.account('wanted', ['clerk']));
    const all = await Promise.allSettled(racers);
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await rejection(people.account('wanted', ['clerk']))).toMatchObject({ reason: 'sign_in_name_taken' });
    const nowhere = people.account('nowhere', ['clerk'], '9999');
    expect(await rejection(nowhere)).toMatchObject({ fields: [{ path: 'orgId', reason: 'org_unknown' }] });
  });
});
