import { type AccountRole, accountRoles, type CallerRole, type MatterRole } from '#shared/kit/caller.ts';
import { type AccountId, accountId, consultationId, partId, requestId, type SessionId } from '#shared/kit/ids.ts';
import type { ApiClient } from './api-client.ts';
import type { TestApp } from './harness.ts';

/** A small county: two townships beside each other, so that everything can be own or foreign. */
export const worldCsv = `code,parent,level,name
2202,,city,测试市社会治理综合服务中心
2202001,2202,township,东街道
2202001001,2202001,village,东一社区
2202001002,2202001,village,东二社区
2202002,2202,township,西街道
2202002001,2202002,village,西一村
2202D01,2202,department,司法局
`;

export const places = {
  city: '2202',
  own: '2202001',
  ownHall: '2202001001',
  ownHall2: '2202001002',
  foreign: '2202002',
  foreignHall: '2202002001',
};

/** The matter whose links the world gives out, one party of it, and a meeting to which guests are invited. */
export const matterIds = { request: 'a'.repeat(24), party: 'b'.repeat(24), meeting: 'c'.repeat(24) };

/** The account that plays a role in tests; `admin` itself is the first administrator, who made everything. */
export const accountOf = (role: CallerRole): string => (role === 'admin' ? 'admin1' : role);

export type LectureFixture = {
  title: string;
  by: ApiClient;
  lecturerId: string;
  spareId?: string;
  audience: string[];
  startsInMinutes?: number;
};

/** What the tests of rights and of whole flows start from; everything was made over the public routes. */
export class World {
  readonly app: TestApp;
  readonly admin: ApiClient;
  readonly accountIds = new Map<string, string>();
  readonly guestLinks: SessionId[] = [];

  private constructor(app: TestApp, admin: ApiClient) {
    this.app = app;
    this.admin = admin;
  }

  /** Production's own way in: the first administrator by link, the tree by CSV, everything else by that administrator. */
  static async build(app: TestApp): Promise<World> {
    const admin = app.client();
    await admin.call('openLink', { token: await app.firstAdminToken() });
    const world = new World(app, admin);
    const result = await admin.call('importOrgs', { csv: worldCsv, dryRun: false });
    if (!result.applied) throw new Error(`the tree was refused: ${JSON.stringify(result.refused)}`);
    for (const role of accountRoles)
      await world.addAccount(
        accountOf(role),
        [role],
        role === 'supervisor' || role === 'admin' ? places.city : places.own,
      );
    await world.addAccount('planner', ['organizer'], places.own);
    await world.addAccount('organizer2', ['organizer'], places.foreign);
    await world.addAccount('lecturer2', ['lecturer'], places.foreign);
    await world.addAccount('expert2', ['expert'], places.foreign);
    return world;
  }

  async addAccount(signInName: string, roles: AccountRole[], orgId: string): Promise<string> {
    const account = await this.admin.call('createAccount', { signInName, name: `测试${signInName}`, roles, orgId });
    this.accountIds.set(signInName, account.id);
    return account.id;
  }

  idOf(signInName: string): string {
    const id = this.accountIds.get(signInName);
    if (!id) throw new Error(`no account ${signInName}`);
    return id;
  }

  accountId(id: string): AccountId {
    return accountId.parse(id);
  }

  /** A new session of the account in a browser profile of its own. */
  async signedIn(signInName: string): Promise<ApiClient> {
    const { url } = await this.admin.call('makeSignInLink', { accountId: this.idOf(signInName) });
    const client = this.app.client();
    await client.call('openLink', { token: url.split('/link/')[1] ?? '' });
    return client;
  }

  /** A PC that was paired with the hall just now; an older one is unpaired by it. */
  async paired(hallId: string): Promise<ApiClient> {
    const { code } = await this.admin.call('makePairingCode', { hallId });
    const client = this.app.client('device');
    await client.call('pairHall', { code });
    return client;
  }

  /** A new personal link of a matter. */
  async matterLink(role: MatterRole, id = requestId.parse(matterIds.request)): Promise<string> {
    const ids = {
      requestId: id,
      consultationId: role === 'guest' ? consultationId.parse(matterIds.meeting) : null,
      partyId: role === 'party' ? partId.parse(matterIds.party) : null,
    };
    const link = await this.app.app.people.auth.matterLinks.make({ role, ...ids, name: `测试${role}` });
    if (role === 'guest') this.guestLinks.push(link.id);
    return link.token;
  }

  async revokeMatterLinks(role: MatterRole, id = requestId.parse(matterIds.request)): Promise<void> {
    await this.app.app.people.auth.matterLinks.revokeOf(id, { role });
  }

  /** A browser that opened a matter's link. */
  async withMatterLink(role: MatterRole): Promise<ApiClient> {
    const client = this.app.client('matter');
    await client.call('openMatterLink', { token: await this.matterLink(role) });
    return client;
  }

  /** A fresh profile of any kind of caller; accounts carry their role as sign-in name, the hall is the own one. */
  async as(role: CallerRole): Promise<ApiClient> {
    if (role === 'nobody') return this.app.client();
    if (role === 'citizen' || role === 'party' || role === 'guest') return this.withMatterLink(role);
    return role === 'hall' ? this.paired(places.ownHall) : this.signedIn(accountOf(role));
  }

  async lecture({ title, by, lecturerId, spareId, audience, startsInMinutes = 10 }: LectureFixture): Promise<string> {
    const startAt = new Date(Date.now() + startsInMinutes * 60_000).toISOString();
    const lecture = await by.call('createLecture', {
      title,
      topic: '测试',
      lecturerId,
      spareId: spareId ?? null,
      startAt,
      plannedMinutes: 30,
      audience,
    });
    return lecture.id;
  }

  /** Planned and published. */
  async publishedLecture(fixture: LectureFixture): Promise<string> {
    const lectureId = await this.lecture(fixture);
    await fixture.by.call('publishLecture', { lectureId });
    return lectureId;
  }
}
