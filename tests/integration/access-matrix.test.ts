import { beforeAll, describe, expect, it } from 'vitest';
import { type Commands, commands, type Routes, routes } from '#shared/contract.ts';
import { type CallerRole, callerRoles, type MatterRole, matterRoles } from '#shared/kit/caller.ts';
import type { CommandDef } from '#shared/kit/define.ts';
import type { Ack } from '#shared/kit/errors.ts';
import type { Fixture, Which } from '../support/access/fixture.ts';
import { joinRooms } from '../support/access/join-rooms.ts';
import { MatrixWorld } from '../support/access/matrix-world.ts';
import { commandFixtures, routeFixtures } from '../support/access-fixtures.ts';
import type { ApiClient } from '../support/api-client.ts';
import { startTestApp } from '../support/harness.ts';
import { accountOf, places, World } from '../support/world.ts';

const routeNames = Object.keys(routes) as (keyof Routes)[];
const commandNames = Object.keys(commandFixtures) as (keyof Commands)[];

/** Not known, not allowed, or an object that one may not even know of. */
const isRefusal = (ack: Ack<unknown>): boolean =>
  !ack.ok && ['unauthenticated', 'forbidden', 'not_found'].includes(ack.error.code);

const isMatterRole = (role: CallerRole): role is MatterRole => matterRoles.some((each) => each === role);

const told = (ack: Ack<unknown>): string => (ack.ok ? 'ok' : `${ack.error.code}/${ack.error.reason}`);

type Verdict = { entry: string; role: CallerRole; which: Which; expected: 'allowed' | 'refused'; got: string };

function judge<C>(
  entry: string,
  def: CommandDef,
  fixture: Fixture<C>,
  role: CallerRole,
  which: Which,
  ack: Ack<unknown>,
): Verdict | undefined {
  const mayTry = def.roles.includes(role);
  const isOwn = which === 'own' ? !fixture.nothingOwnFor?.includes(role) : fixture.reachesAll?.includes(role);
  const expected = mayTry && isOwn ? 'allowed' : 'refused';
  const isExpected =
    expected === 'allowed' ? !isRefusal(ack) || fixture.isHarmless?.(ack) : isRefusal(ack) || fixture.isHarmless?.(ack);
  return isExpected ? undefined : { entry, role, which, expected, got: told(ack) };
}

let matrix: MatrixWorld;

beforeAll(async () => {
  matrix = await MatrixWorld.build(await World.build(await startTestApp()));
}, 120_000);

describe('[SEC1] the access matrix: each entry, each role, own and foreign objects', () => {
  it('has a fixture for every entry of the contract', () => {
    expect(Object.keys(routeFixtures).sort()).toEqual(Object.keys(routes).sort());
    expect(Object.keys(commandFixtures).sort()).toEqual(Object.keys(commands).sort());
  });

  it.each(callerRoles)('routes as %s', { timeout: 120_000 }, async (role) => {
    const wrong: Verdict[] = [];
    let client = await matrix.world.as(role);
    for (const name of routeNames) {
      const fixture = routeFixtures[name];
      for (const which of fixture.hasForeign ? (['own', 'foreign'] as const) : (['own'] as const)) {
        const ack = await client.send(name, await fixture.input(matrix, which, role));
        const verdict = judge(name, routes[name], fixture, role, which, ack);
        if (verdict) wrong.push(verdict);
        if (fixture.isLast) client = await matrix.world.as(role);
      }
    }
    expect(wrong).toEqual([]);
  });

  it.each(callerRoles.filter((role) => role !== 'nobody'))('commands as %s', { timeout: 120_000 }, async (role) => {
    const wrong: Verdict[] = [];
    let rooms = await joinRooms(matrix, role);
    for (const name of commandNames) {
      const fixture = commandFixtures[name];
      for (const which of fixture.hasForeign ? (['own', 'foreign'] as const) : (['own'] as const)) {
        const ack = await rooms.context.socket.send(name, await fixture.input(rooms.context, which, role));
        const verdict = judge(name, commands[name], fixture, role, which, ack);
        if (verdict) wrong.push(verdict);
        if (!fixture.isLast) continue;
        await rooms.close();
        rooms = await joinRooms(matrix, role);
      }
    }
    await rooms.close();
    expect(wrong).toEqual([]);
  });
});

describe('[TAK5] a spare who has not taken over', () => {
  const inSeat = ['lecture:join', 'lecture:leave', 'lecture:takeOver', 'lecture:handBack'];

  it('looks at the lecture, and is refused whatever else a lecturer does to it', { timeout: 60_000 }, async () => {
    const client = await matrix.world.signedIn('spare');
    const { context, close } = await joinRooms(matrix, 'organizer');
    const socket = await client.connect();
    await socket.call('lecture:join', { lectureId: matrix.lectures.own });
    const got: Record<string, string> = {};
    for (const name of commandNames) {
      if (!commands[name].roles.includes('lecturer') || /^(media|consultation|notices?):/.test(name)) continue;
      if (!inSeat.includes(name))
        got[name] = told(
          await socket.send(name, await commandFixtures[name].input({ ...context, socket }, 'own', 'lecturer')),
        );
    }
    for (const name of routeNames) {
      const def = routes[name];
      const changes = def.method !== 'GET' && def.path.includes(':lectureId');
      if (changes && def.roles.includes('lecturer'))
        got[name] = told(await client.send(name, await routeFixtures[name].input(matrix, 'own', 'lecturer')));
    }
    socket.close();
    await close();
    expect(Object.keys(got).length).toBeGreaterThan(25);
    expect(Object.entries(got).filter(([, answer]) => answer !== 'forbidden/not_your_lecture')).toEqual([]);
  });
});

describe('[SEC2] after a revocation nothing is allowed any more', () => {
  const revoke = async (role: CallerRole): Promise<void> => {
    if (isMatterRole(role)) await matrix.world.revokeMatterLinks(role);
    else if (role === 'hall') await matrix.world.admin.call('unpairHall', { hallId: places.ownHall });
    else await matrix.world.admin.call('revokeSessions', { accountId: matrix.world.idOf(accountOf(role)) });
  };

  it.each(callerRoles.filter((role) => role !== 'nobody' && role !== 'admin'))(
    'as %s',
    { timeout: 60_000 },
    async (role) => {
      const client: ApiClient = await matrix.world.as(role);
      const socket = await client.connect();
      await revoke(role);
      const at = Date.now();
      await socket.event('session:ended');
      await expect.poll(() => socket.isOpen, { timeout: 1_000 }).toBe(false);
      expect(Date.now() - at).toBeLessThan(1_000);
      const wrong: Verdict[] = [];
      for (const name of routeNames) {
        const def = routes[name];
        if (def.roles.includes('nobody')) continue;
        const ack = await client.send(name, await routeFixtures[name].input(matrix, 'own', role));
        if (ack.ok || ack.error.code !== 'unauthenticated')
          wrong.push({ entry: name, role, which: 'own', expected: 'refused', got: told(ack) });
      }
      expect(wrong).toEqual([]);
      await expect(client.connect()).rejects.toThrow();
    },
  );
});
