import type { ConsultationNow } from '#shared/consultation-live.ts';
import type { ChatMessage, WaitingInfo } from '#shared/consultations.ts';
import type { ConsultationId } from '#shared/kit/ids.ts';
import type { Track } from '#shared/media.ts';
import type { Connections } from '../kernel/connections.ts';

/** Says on the wire what changed in one meeting, in one order that everybody in the room shares. */
export class ConsultationAnnouncer {
  readonly #id: ConsultationId;
  readonly #channel: string;
  readonly #connections: Connections;
  /** Begins at the clock, so that it rises across restarts too. */
  #seq: number;

  constructor(id: ConsultationId, connections: Connections, now: number) {
    this.#id = id;
    this.#channel = `consultation:${id}`;
    this.#connections = connections;
    this.#seq = now;
  }

  /** Of what was said last; a snapshot made now holds all of it. */
  get seq(): number {
    return this.#seq;
  }

  add(connectionId: string): void {
    this.#connections.enterChannel(connectionId, this.#channel);
  }

  remove(connectionId: string): void {
    this.#connections.leaveChannel(connectionId, this.#channel);
  }

  changed(current: ConsultationNow): void {
    const payload = { consultationId: this.#id, seq: this.#next(), current };
    this.#connections.publish({ channel: this.#channel }, 'consultation:changed', payload);
  }

  said(message: ChatMessage): void {
    const payload = { consultationId: this.#id, seq: this.#next(), message };
    this.#connections.publish({ channel: this.#channel }, 'consultation:chat', payload);
  }

  /** The whole list; everybody leaves the own tracks out. */
  tracksChanged(tracks: Track[], epoch: number): void {
    const payload = { roomId: this.#id, seq: this.#next(), epoch, tracks };
    this.#connections.publish({ channel: this.#channel }, 'media:tracksChanged', payload);
  }

  epochChanged(connectionId: string, epoch: number): void {
    this.#connections.publish({ connectionId }, 'media:epochChanged', { roomId: this.#id, epoch });
  }

  placeChanged(connectionId: string, place: 'in' | 'door' | 'removed' | 'over'): void {
    this.#connections.publish({ connectionId }, 'consultation:placeChanged', { consultationId: this.#id, place });
  }

  waitingChanged(connectionId: string, waiting: WaitingInfo): void {
    this.#connections.publish({ connectionId }, 'consultation:waitingChanged', { consultationId: this.#id, waiting });
  }

  #next(): number {
    this.#seq += 1;
    return this.#seq;
  }
}
