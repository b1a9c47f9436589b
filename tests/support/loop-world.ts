import { requestId as requestIdForm } from '#shared/kit/ids.ts';
import type { Outcome } from '#shared/request-facts.ts';
import { roomPhotoFiles } from '../../server/src/compose/room-photos.ts';
import { composeStores } from '../../server/src/compose/stores.ts';
import { openDatabase } from '../../server/src/db/connect.ts';
import { createFileStore } from '../../server/src/kernel/file-store.ts';
import type { ApiClient } from './api-client.ts';
import { sharedEngine, testLog } from './engine.ts';
import { poolExpert } from './expert-world.ts';
import { startTestApp, type TestApp } from './harness.ts';
import { ownFiling } from './request-world.ts';
import { type ShiftedClock, shiftedClock } from './shifted-clock.ts';
import { places, World } from './world.ts';

export const DAY_MS = 24 * 3_600_000;

export type LoopMatter = { requestId: string; number: string; link: string; citizen: ApiClient };

/** A county in which matters go the whole way, over HTTP, and days go by when the test says so. */
export class LoopWorld {
  readonly app: TestApp;
  readonly world: World;
  readonly clock: ShiftedClock;

  private constructor(app: TestApp, world: World, clock: ShiftedClock) {
    this.app = app;
    this.world = world;
    this.clock = clock;
  }

  static async build(): Promise<LoopWorld> {
    const clock = shiftedClock();
    const app = await startTestApp({}, { clock });
    const world = await World.build(app);
    await poolExpert(world, places.own, { account: world.idOf('expert'), coverage: [places.ownHall] });
    return new LoopWorld(app, world, clock);
  }

  /** A new session; those of before end where days go by. */
  async as(signInName: string): Promise<ApiClient> {
    const accountId = this.world.accountId(this.world.idOf(signInName));
    const { token } = await this.app.app.people.auth.makeLinkFor({ accountId });
    const client = this.app.client();
    await client.call('openLink', { token });
    return client;
  }

  /** Filed on a phone, and opened there by its own link. */
  async filed(): Promise<LoopMatter> {
    const filed = await this.app.client().call('fileRequest', ownFiling());
    const { requestId, number, link } = filed;
    if (requestId === null || number === null || link === null) throw new Error('nothing was filed');
    const citizen = this.app.client('matter');
    await citizen.call('openMatterLink', { token: link.split('/matter/')[1] ?? '' });
    return { requestId, number, link, citizen };
  }

  async claimed({ requestId }: LoopMatter): Promise<void> {
    const expert = await this.as('expert');
    await expert.call('claimRequest', { requestId, noConflict: true });
  }

  async answered({ requestId }: LoopMatter, outcome: Exclude<Outcome, 'agreement'>): Promise<void> {
    const expert = await this.as('expert');
    await expert.call('answerRequest', { requestId, answer: '按规定应当留出通道，先由村委会调解。', outcome });
    await this.rounds();
  }

  /** What the clocks of the product do within a minute. */
  async rounds(): Promise<void> {
    const { ratings, visits } = this.app.app.after;
    await ratings.tick();
    await visits.tick();
  }

  async pass(ms: number): Promise<void> {
    this.clock.pass(ms);
    await this.rounds();
  }

  /** As the command `verify` does: over the stores alone, beside the running server. */
  async verify(): Promise<string[]> {
    const { config, database: running } = this.app.app;
    const { uri } = await sharedEngine();
    const { clock } = this;
    const database = await openDatabase({ uri, dbName: running.connection.name, log: testLog, clock });
    try {
      const files = createFileStore(config.DATA_DIR);
      const photoFiles = roomPhotoFiles(config.DATA_DIR);
      return await composeStores({ database, files, photoFiles, clock, log: testLog }).verify();
    } finally {
      await database.close();
    }
  }

  async stateOf({ requestId }: LoopMatter): Promise<string> {
    return (await this.app.app.requests.requests.find(requestIdForm.parse(requestId)))?.state ?? '';
  }
}
