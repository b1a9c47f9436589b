import { setTimeout as wait } from 'node:timers/promises';
import type { EventPayload } from '#shared/contract.ts';
import type { HallRow, LectureSnapshot } from '#shared/lecture-live.ts';
import { ApiClient, type ApiSocket } from '../../support/api-client.ts';
import type { County } from './county.ts';

const EVERY_MS = 1_000;

/** What the page makes of snapshot and news. */
export class WallOfRows {
  readonly #rows: Map<string, HallRow>;
  disagreements = 0;

  constructor({ halls }: LectureSnapshot) {
    this.#rows = new Map((halls ?? []).map((row) => [row.hallId, row]));
  }

  take({ halls, counts }: EventPayload<'lecture:hallsChanged'>): void {
    for (const row of halls) this.#rows.set(row.hallId, row);
    const rows = [...this.#rows.values()];
    const are = (presence: HallRow['presence']): number => rows.filter((row) => row.presence === presence).length;
    const { expected, waiting, live, away, gone, missing } = counts;
    const said = [expected, waiting, live, away, gone, missing].join();
    const shown = [rows.length, are('waiting'), are('live'), are('away'), are('gone'), are('expected')].join();
    if (said !== shown) this.disagreements += 1;
  }
}

/** 254 hall PCs that only signal: a tenth of them has another line each second, four are cut off and come back. */
export class RestlessHalls {
  readonly #lectureId: string;
  readonly #clients: readonly ApiClient[];
  readonly #sockets: ApiSocket[] = [];
  #turn = 0;

  private constructor(lectureId: string, clients: readonly ApiClient[]) {
    this.#lectureId = lectureId;
    this.#clients = clients;
  }

  static async enter(url: string, { lectureId, halls }: County): Promise<RestlessHalls> {
    const clients = halls.map(({ cookies }) => {
      const client = new ApiClient(url, 'device');
      for (const [name, value] of cookies) client.cookies.set(name, value);
      return client;
    });
    const restless = new RestlessHalls(lectureId, clients);
    for (const index of clients.keys()) await restless.#join(index);
    return restless;
  }

  async #join(index: number): Promise<void> {
    const socket = await this.#clients[index]?.connect();
    if (!socket) return;
    this.#sockets[index] = socket;
    await socket.call('lecture:join', { lectureId: this.#lectureId });
  }

  async second(): Promise<void> {
    this.#turn += 1;
    const ends = wait(EVERY_MS);
    const qualities = ['good', 'fair', 'poor'] as const;
    for (const [index, socket] of this.#sockets.entries()) {
      if (index % 10 !== this.#turn % 10) continue;
      const quality = qualities[(index + this.#turn) % 3] ?? 'good';
      // One that is cut off meanwhile gets no answer.
      socket.send('lecture:report', { lectureId: this.#lectureId, sound: 'on', quality }).catch(() => undefined);
    }
    const dropped = [0, 1, 2, 3].map((n) => (this.#turn * 7 + n * 61) % this.#sockets.length);
    for (const index of dropped) this.#sockets[index]?.close();
    await wait(EVERY_MS / 2);
    await Promise.all(dropped.map((index) => this.#join(index)));
    await ends;
  }

  close(): void {
    for (const socket of this.#sockets) socket.close();
  }
}
