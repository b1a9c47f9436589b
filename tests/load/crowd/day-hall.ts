import { randomBytes, randomUUID } from 'node:crypto';
import { ApiClient, type ApiSocket } from '../../support/api-client.ts';
import { LightReceiver } from '../../support/light-endpoint.ts';
import type { HallPc } from './halls.ts';

/** What every hall hears, each once and in the lecture's one order. */
const told = new Set([
  'lecture:changed',
  'stage:changed',
  'slides:changed',
  'polls:changed',
  'announcement:changed',
  'heads:asked',
]);

type News = { seq: number; name: string; at: number };
/** One line to the server, from a snapshot on. */
type Visit = { snapshotSeq: number; news: News[]; page: number; joinedAt: number; leftAt: number | null };

export const newPartId = (): string => randomBytes(12).toString('hex');

/** One hall PC through a whole lecture. */
export class DayHall {
  readonly #lectureId: string;
  readonly #client: ApiClient;
  readonly visits: Visit[] = [];
  readonly hallId: string;
  #socket: ApiSocket | null = null;
  #receiver: LightReceiver | null = null;

  constructor(url: string, lectureId: string, { hallId, cookies }: HallPc) {
    this.hallId = hallId;
    this.#lectureId = lectureId;
    this.#client = new ApiClient(url, 'device');
    for (const [name, value] of cookies) this.#client.cookies.set(name, value);
  }

  async join(): Promise<void> {
    const socket = await this.#client.connect();
    const early: News[] = [];
    let visit: Visit | null = null;
    socket.socket.onAny((name: string, news: { lectureId?: string; seq: number }) => {
      if (told.has(name)) (visit?.news ?? early).push({ seq: news.seq, name, at: Date.now() });
    });
    const { seq, extras, media } = await socket.call('lecture:join', { lectureId: this.#lectureId });
    visit = { snapshotSeq: seq, news: early, page: extras.slides.page, joinedAt: Date.now(), leftAt: null };
    this.visits.push(visit);
    this.#socket = socket;
    if (media.receiveTransport) {
      this.#receiver = new LightReceiver(
        { request: (name, input) => socket.call(name, input) },
        media.receiveTransport,
        media.routerRtpCapabilities,
        { reports: false },
      );
      if (media.tracks.length > 0) await this.#receiver.consume(media.tracks);
    }
    await socket.call('lecture:report', { lectureId: this.#lectureId, sound: 'on', quality: 'good' });
  }

  /** The line goes; nothing is said to the server. */
  drop(): void {
    const visit = this.visits.at(-1);
    if (visit) visit.leftAt = Date.now();
    this.#receiver?.close();
    this.#socket?.close();
    this.#socket = null;
  }

  async raise(): Promise<void> {
    await this.#line.call('stage:raise', { lectureId: this.#lectureId });
  }

  async lower(): Promise<void> {
    await this.#line.call('stage:leave', { lectureId: this.#lectureId });
  }

  async question(text: string): Promise<void> {
    const input = { lectureId: this.#lectureId, questionId: newPartId(), text };
    await this.#line.call('question:ask', input);
  }

  async count(heads: number): Promise<void> {
    await this.#line.call('heads:report', { lectureId: this.#lectureId, reportId: newPartId(), heads });
  }

  /** The same vote twice, as a page does that got no answer. */
  async vote(pollId: string, counts: number[]): Promise<void> {
    const input = { lectureId: this.#lectureId, pollId, counts };
    const key = randomUUID();
    await this.#line.call('poll:vote', input, key);
    await this.#line.call('poll:vote', input, key);
  }

  get #line(): ApiSocket {
    if (!this.#socket) throw new Error('this hall is cut off');
    return this.#socket;
  }
}
