import type { CallerRole } from '#shared/kit/caller.ts';
import type { LectureId } from '#shared/kit/ids.ts';
import type { LectureNow } from '#shared/lecture-live.ts';
import type { Track } from '#shared/media.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Connections } from '../kernel/connections.ts';
import type { Handle } from '../kernel/disposer.ts';
import type { HallSeats } from './hall-seats.ts';

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
  /** All but the lecturer, who is never offered the own tracks. */
  readonly #receivers: string;
  /** Begins at the clock, so that it rises across restarts too. */
  #seq: number;
  #rowsTimer: Handle | undefined;
  #rowsToldAt = 0;
  #isClosed = false;

  constructor(options: LectureAnnouncerOptions) {
    this.#options = options;
    this.#everybody = `lecture:${options.lectureId}`;
    this.#receivers = `${this.#everybody}:receivers`;
    this.#seq = options.clock.now();
  }

  /** Of what was said last; a snapshot made now holds all of it. */
  get seq(): number {
    return this.#seq;
  }

  add(connectionId: string, role: CallerRole): void {
    this.#options.connections.enterChannel(connectionId, this.#everybody);
    if (role !== 'lecturer') this.#options.connections.enterChannel(connectionId, this.#receivers);
  }

  remove(connectionId: string): void {
    this.#options.connections.leaveChannel(connectionId, this.#everybody);
    this.#options.connections.leaveChannel(connectionId, this.#receivers);
  }

  lectureChanged(current: LectureNow): void {
    const { connections, lectureId } = this.#options;
    const payload = { lectureId, seq: this.#next(), current };
    connections.publish({ channel: this.#everybody }, 'lecture:changed', payload);
  }

  tracksChanged(tracks: Track[], epoch: number): void {
    const { connections, lectureId } = this.#options;
    const payload = { roomId: lectureId, seq: this.#next(), epoch, tracks };
    connections.publish({ channel: this.#receivers }, 'media:tracksChanged', payload);
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

  #tellRows(): void {
    const { connections, lectureId, seats, clock } = this.#options;
    this.#rowsTimer = undefined;
    this.#rowsToldAt = clock.now();
    const halls = seats.takeChanged();
    const payload = { lectureId, seq: this.#next(), counts: seats.counts(), halls };
    connections.publish({ channel: this.#everybody }, 'lecture:hallsChanged', payload);
  }

  #next(): number {
    this.#seq += 1;
    return this.#seq;
  }
}
