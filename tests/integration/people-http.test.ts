import { beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/harness.ts';
import { rejection } from '../support/outcome.ts';
import { places, World, worldCsv } from '../support/world.ts';

let app: TestApp;
let world: World;

beforeAll(async () => {
  app = await startTestApp();
  world = await World.build(app);
});

describe('sessions over HTTP and sockets', () => {
  it('[AUTH3] cookies are out of reach of scripts and of other sites', async () => {
    const client = app.client();
    const { url } = await world.admin.call('makeSignInLink', { accountId: world.idOf('clerk') });
    const response = await client.fetch('/api/links/open', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: url.split('/link/')[1] }),
    });
    const [cookie = ''] = response.headers.getSetCookie();
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    expect(await client.call('whoAmI', {})).toMatchObject({ kind: 'staff', role: 'clerk', orgPath: '/2202/2202001/' });
  });

  it('[AUTH12] locking closes the open sockets within a second, and the session does not come back', async () => {
    const accountId = await world.addAccount('to-lock', ['organizer'], places.own);
    const client = await world.signedIn('to-lock');
    const socket = await client.connect();
    const from = performance.now();
    await world.admin.call('lockAccount', { accountId });
    expect(await socket.event('session:ended')).toEqual({ reason: 'revoked' });
    await expect.poll(() => socket.isOpen).toBe(false);
    expect(performance.now() - from).toBeLessThan(1_000);
    expect(await rejection(client.connect())).toMatchObject({ data: { code: 'unauthenticated' } });
    expect(await client.call('whoAmI', {})).toEqual({ kind: 'nobody' });
  });

  it('[HALL4] pairing anew tells the old PC that it was unpaired', async () => {
    const old = await world.paired(places.ownHall);
    const socket = await old.connect();
    await world.paired(places.ownHall);
    expect(await socket.event('session:ended')).toEqual({ reason: 'unpaired' });
    const refused = await old.send('hallHome', {});
    expect(refused).toMatchObject({ ok: false, error: { code: 'unauthenticated', reason: 'not_paired' } });
  });

  it('[AUTH14] who moves to another org is cut off and comes back with the new branch', async () => {
    const accountId = await world.addAccount('to-move', ['organizer'], places.own);
    const client = await world.signedIn('to-move');
    const socket = await client.connect();
    const fields = { name: '测试', roles: ['organizer' as const], orgId: places.foreign };
    await world.admin.call('updateAccount', { accountId, ...fields });
    expect(await socket.event('session:ended')).toEqual({ reason: 'superseded' });
    await client.connect();
    const { halls } = await client.call('listHalls', {});
    expect(halls.map(({ id }) => id)).toEqual([places.foreign, places.foreignHall]);
  });
});

describe('the log of the public routes', () => {
  it('[AUD1] holds who locked whom and who was refused, and is whole', async () => {
    const accountId = await world.addAccount('logged', ['clerk'], places.own);
    await world.admin.call('lockAccount', { accountId });
    const clerk = await world.signedIn('clerk');
    await clerk.send('lockAccount', { accountId });
    const rows = await app.app.database.connection
      .collection('auditRows')
      .find({ entry: 'lockAccount', $or: [{ objectId: accountId }, { callerId: world.idOf('clerk') }] })
      .sort({ seq: 1 })
      .toArray();
    expect(rows).toMatchObject([
      { entry: 'lockAccount', callerRole: 'admin', result: 'ok' },
      { entry: 'lockAccount', callerRole: 'clerk', callerId: world.idOf('clerk'), result: 'forbidden' },
    ]);
    expect(await app.app.people.audit.verify()).toMatchObject({ flaw: null });
  });

  it('[AUD2] holds no password, link, code or telephone', async () => {
    const { code } = await world.admin.call('makePairingCode', { hallId: places.ownHall2 });
    const { url } = await world.admin.call('makeSignInLink', { accountId: world.idOf('clerk') });
    const contact = { contactName: '老王', contactPhone: '13912345678' };
    await world.admin.call('updateHall', { hallId: places.ownHall2, ...contact });
    await app.client().send('signIn', { signInName: 'clerk', password: 'a secret to be kept' });
    const rows = await app.app.database.connection.collection('auditRows').find().toArray();
    const text = JSON.stringify(rows);
    for (const secret of [code, url.split('/link/')[1] ?? '', '13912345678', 'a secret to be kept']) {
      expect(text).not.toContain(secret);
    }
  });
});

describe('the import route', () => {
  it('[ORG1] answers with the refused rows, and repeating the right file changes nothing', async () => {
    const wrong = await world.admin.call('importOrgs', { csv: `${worldCsv}9,2202,village,错\n`, dryRun: false });
    expect(wrong).toMatchObject({ applied: false, refused: [{ row: 9, code: '9', reason: 'import_code' }] });
    const again = await world.admin.call('importOrgs', { csv: worldCsv, dryRun: false });
    expect(again).toMatchObject({ applied: true, created: 0, changed: 0, unchanged: 7, hallsCreated: 0 });
  });
});
