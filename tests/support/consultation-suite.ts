import type { Connection } from 'mongoose';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { Caller } from '#shared/kit/caller.ts';
import type { ConsultationId } from '#shared/kit/ids.ts';
import { ensureIndexes } from '../../server/src/db/indexes.ts';
import type { Sfu } from '../../server/src/media/sfu.ts';
import { type ConsultationWorld, consultationWorld } from './consultation-world.ts';
import { testDatabase } from './engine.ts';
import { type FakeClock, fakeClock } from './fake-clock.ts';
import { openTestSfu } from './media-world.ts';

/** Meetings as one server process has them, new for each test of a file; the media worker is the file's. */
export class ConsultationSuite {
  readonly clock: FakeClock = fakeClock();
  readonly #worlds: ConsultationWorld[] = [];
  #shared: { connection: Connection; sfu: Sfu } | undefined;
  #world: ConsultationWorld | undefined;

  constructor() {
    beforeAll(async () => {
      const database = await testDatabase();
      this.#shared = { connection: database.connection, sfu: await openTestSfu() };
      this.#world = this.newWorld();
      await ensureIndexes(database);
    });
    afterEach(async () => {
      for (const each of this.#worlds.splice(0)) await each.close();
      await this.connection.collection('consultations').deleteMany({});
      this.#world = this.newWorld();
    });
    afterAll(async () => {
      await this.world.close();
      await this.#shared?.sfu.close();
    });
  }

  get #started(): { connection: Connection; sfu: Sfu } {
    if (this.#shared === undefined) throw new Error('the suite has not begun');
    return this.#shared;
  }

  get world(): ConsultationWorld {
    if (this.#world === undefined) throw new Error('the suite has not begun');
    return this.#world;
  }

  get connection(): Connection {
    return this.#started.connection;
  }

  get sfu(): Sfu {
    return this.#started.sfu;
  }

  /** Another server process over the same database and worker. */
  newWorld(): ConsultationWorld {
    const made = consultationWorld({ ...this.#started, clock: this.clock });
    this.#worlds.push(made);
    return made;
  }

  join(caller: Caller, id: ConsultationId, connectionId = this.world.connect(), over = this.world) {
    return over.consultations.entrance.join(caller, connectionId, id, undefined);
  }
}
