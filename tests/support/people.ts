import type { Connection } from 'mongoose';
import type { AccountRole, Caller, HallCaller, StaffCaller } from '#shared/kit/caller.ts';
import { type HallId, hallId, type OrgId, orgId } from '#shared/kit/ids.ts';
import { createAuthRepo } from '../../server/src/auth/auth.repo.ts';
import { type Auth, createAuth } from '../../server/src/auth/auth.service.ts';
import { ensureIndexes } from '../../server/src/db/indexes.ts';
import { createHallRepo } from '../../server/src/halls/hall.repo.ts';
import { createEnsureHalls, createHalls, type Halls } from '../../server/src/halls/hall.service.ts';
import { createOrgRepo } from '../../server/src/orgs/org.repo.ts';
import { createOrgs, type Orgs } from '../../server/src/orgs/org.service.ts';
import { spell } from '../../server/src/orgs/pinyin.rules.ts';
import { testDatabase, testLog } from './engine.ts';
import { type FakeClock, fakeClock } from './fake-clock.ts';
import { worldCsv } from './world.ts';

export const org = (code: string): OrgId => orgId.parse(code);
export const hall = (code: string): HallId => hallId.parse(code);
export const nobody: Caller = { role: 'nobody', address: '192.0.2.1' };
export const fromNobody = { caller: nobody, userAgent: 'test' };

type Happened = { name: string; payload: unknown };

/** Accounts, tree and halls over a database of their own, with time in the test's hand and without a network. */
export class People {
  readonly connection: Connection;
  readonly clock: FakeClock;
  readonly auth: Auth;
  readonly orgs: Orgs;
  readonly halls: Halls;
  readonly happened: Happened[] = [];

  private constructor(connection: Connection) {
    const clock = fakeClock();
    const publish = (name: string, payload: unknown): void => void this.happened.push({ name, payload });
    const hallRepo = createHallRepo(connection);
    const orgs = createOrgs({
      repo: createOrgRepo(connection),
      ensureHalls: createEnsureHalls(hallRepo),
      clock,
      publish,
    });
    const auth = createAuth({
      repo: createAuthRepo(connection),
      places: orgs,
      spell,
      sessionSecret: 'a secret of the tests',
      clock,
      log: testLog,
      publish,
    });
    const { devices, hash } = auth;
    const lecturesForHall = async () => [];
    this.halls = createHalls({ repo: hallRepo, orgs, devices, hash, lecturesForHall, clock });
    this.connection = connection;
    this.clock = clock;
    this.orgs = orgs;
    this.auth = auth;
  }

  /** With the small county of `world.ts` unless another file, or none, is given. */
  static async build(csv: string | null = worldCsv): Promise<People> {
    const database = await testDatabase();
    const people = new People(database.connection);
    await ensureIndexes(database);
    await people.orgs.start();
    await people.auth.start();
    if (csv !== null) await people.orgs.importCsv(csv, { dryRun: false });
    return people;
  }

  account(signInName: string, roles: AccountRole[], place = '2202', password?: string) {
    const fields = { signInName, name: `测试${signInName}`, roles, orgId: org(place) };
    return this.auth.createAccountDirectly(password === undefined ? fields : { ...fields, password });
  }

  /** A new session of the account by a link, with the caller that its cookie stands for. */
  async staff(account: { id: StaffCaller['accountId'] }): Promise<{ token: string; caller: StaffCaller }> {
    const { token } = await this.auth.makeLinkFor({ accountId: account.id });
    const signedIn = await this.auth.signIn.openLink(token, fromNobody);
    return { token: signedIn.token, caller: await this.staffOf(signedIn.token) };
  }

  async staffOf(token: string): Promise<StaffCaller> {
    const caller = await this.auth.sessions.authenticate('staff', token);
    if (caller === null || !('accountId' in caller)) throw new Error('this token is no staff session');
    return { ...caller, address: nobody.address };
  }

  async hallOf(token: string): Promise<HallCaller> {
    const caller = await this.auth.sessions.authenticate('device', token);
    if (caller?.role !== 'hall') throw new Error('this token is no hall');
    return { ...caller, address: nobody.address };
  }

  async isIn(identity: 'staff' | 'device', token: string): Promise<boolean> {
    return (await this.auth.sessions.authenticate(identity, token)) !== null;
  }

  /** The reasons for which this session's sockets were closed. */
  closed(sessionId: string): unknown[] {
    return this.happened.flatMap(({ name, payload }) => {
      if (name !== 'session.ended' || typeof payload !== 'object' || payload === null) return [];
      return Reflect.get(payload, 'sessionId') === sessionId ? [Reflect.get(payload, 'reason')] : [];
    });
  }

  /** Everything that the database holds, as text. */
  async everythingStored(): Promise<string> {
    const collections = await this.connection.db?.collections();
    const documents = await Promise.all((collections ?? []).map((collection) => collection.find().toArray()));
    return JSON.stringify(documents);
  }
}
