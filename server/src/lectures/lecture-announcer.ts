import type { EventName, EventPayload } from '#shared/contract.ts';
import type { CallerRole } from '#shared/kit/caller.ts';
import type { HallId, LectureId } from '#shared/kit/ids.ts';
import type { LectureNow } from '#shared/lecture-live.ts';
import type { Track } from '#shared/media.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Connections } from '../kernel/connections.ts';
import type { Handle } from '../kernel/disposer.ts';
import type { HallSeats } from './hall-seats.ts';
import type { TellTo } from './lecture-extras.ts';
import { isDirector } from './lecture-policy.ts';

export type LectureAnnouncerOptions = {
  readonly lectureId: LectureId;
  readonly seats: HallSeats;
  readonly connections: Connections;
  readonly clock: Clock;
};

/** The organizer's rows are told at most this often. */
const ROWS_EVERY_MS = 1_000;

/** Says on the wire what changed in one lecture, in one order that everybody in it shares. */
export class LectureAnnouncer implements Handle {
  readonly #options: LectureAnnouncerOptions;
  readonly #everybody: string;
  /** Lecturer and organizer, who see more of the halls than the others. */
  readonly #directors: string;
  readonly #audience: string;
  /** By channel: the tracks as they were told last. */
  readonly #told = new Map<string, string>();
  readonly #channelsOf = new Map<string, readonly string[]>();
  /** Begins at the clock, so that it rises across restarts too. */
  #seq: number;
  #rowsTimer: Handle | undefined;
  #rowsToldAt = 0;
  #isClosed = false;

  constructor(options: LectureAnnouncerOptions) {
    this.#options = options;
    this.#everybody = `lecture:${options.lectureId}`;
    this.#directors = `${this.#everybody}:directors`;
    this.#audience = `${this.#everybody}:audience`;
    this.#seq = options.clock.now();
  }

  /** Of what was said last; a snapshot made now holds all of it. */
  get seq(): number {
    return this.#seq;
  }

  add(connectionId: string, role: CallerRole, hallId: HallId | null): void {
    const own = hallId === null ? [] : [this.#ofHall(hallId)];
    const channels = [this.#everybody, isDirector(role) ? this.#directors : this.#audience, ...own];
    this.#channelsOf.set(connectionId, channels);
    for (const channel of channels) this.#options.connections.enterChannel(connectionId, channel);
  }

  remove(connectionId: string): void {
    for (const channel of this.#channelsOf.get(connectionId) ?? [])
      this.#options.connections.leaveChannel(connectionId, channel);
    this.#channelsOf.delete(connectionId);
  }

  tell<K extends EventName>(to: TellTo, name: K, make: (seq: number) => EventPayload<K>): void {
    const channels = { everybody: this.#everybody, directors: this.#directors, audience: this.#audience };
    const channel = typeof to === 'string' ? channels[to] : this.#ofHall(to.hallId);
    this.#options.connections.publish({ channel }, name, make(this.#next()));
  }

  lectureChanged(current: LectureNow): void {
    const { lectureId } = this.#options;
    this.tell('everybody', 'lecture:changed', (seq) => ({ lectureId, seq, current }));
  }

  /** Told only to those whose list is another than before: what directors look at is no news to 254 halls. */
  tracksChanged(to: 'directors' | 'audience', tracks: Track[], epoch: number): void {
    const list = JSON.stringify([epoch, tracks]);
    if (this.#told.get(to) === list) return;
    this.#told.set(to, list);
    const roomId = this.#options.lectureId;
    this.tell(to, 'media:tracksChanged', (seq) => ({ roomId, seq, epoch, tracks }));
  }

  epochChanged(connectionId: string, epoch: number): void {
    const { connections, lectureId } = this.#options;
    connections.publish({ connectionId }, 'media:epochChanged', { roomId: lectureId, epoch });
  }

  /** Rows that changed go out together, at most once a second, with the counts of that moment. */
  rowsSoon(): void {
    if (this.#rowsTimer !== undefined || this.#isClosed || !this.#options.seats.hasChanged()) return;
    const { clock } = this.#options;
    const waitMs = Math.max(0, this.#rowsToldAt + ROWS_EVERY_MS - clock.now());
    this.#rowsTimer = clock.after(waitMs, 'tell changed halls', () => this.#tellRows());
  }

  close(): void {
    this.#isClosed = true;
    this.#rowsTimer?.close();
  }

  #ofHall(hallId: HallId): string {
    return `${this.#everybody}:hall:${hallId}`;
  }

  #tellRows(): void {
    const { lectureId, seats, clock } = this.#options;
    this.#rowsTimer = undefined;
    this.#rowsToldAt = clock.now();
    const halls = seats.takeChanged();
    const counts = seats.counts();
    this.tell('everybody', 'lecture:hallsChanged', (seq) => ({ lectureId, seq, counts, halls }));
  }

  #next(): number {
    this.#seq += 1;
    return this.#seq;
  }
}
