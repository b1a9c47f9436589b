import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ConsultationNow, ConsultationSnapshot } from '#shared/consultation-live.ts';
import type { EventPayload } from '#shared/contract.ts';
import type { LinkQuality } from '#shared/link-quality.ts';
import type { TrackSource } from '#shared/media.ts';
import { newCommandKey } from '../lib/command-key.ts';
import type { Connection } from './connection.ts';
import {
  type ConsultationState,
  initialConsultationState,
  type MeetingView,
  meetingOf,
  type Outgoing,
  withCurrent,
  withMessage,
} from './consultation-state.ts';
import { insist } from './insist.ts';
import { type Close, Owner } from './owner.ts';
import { RoomSession } from './room-session.ts';
import { asClientError, isTransient, type Request } from './wire.ts';

const joinLimitMs = 12_000;
const screenGraceMs = 800;
const reportPauseMs = 3_000;
const sayAgainMs = 3_000;

export type ConsultationSessionOptions = { connection: Connection; consultationId: string; random?: () => number };

/** One page's part in one consultation: at its door, in its room, and back by itself after every cut. */
export class ConsultationSession {
  readonly store: StoreApi<ConsultationState>;
  readonly consultationId: string;
  readonly #room: RoomSession<ConsultationSnapshot>;
  readonly #owner = new Owner();
  readonly #request: Request;
  #toldQuality: LinkQuality = 'unknown';
  #isReporting = false;
  #cancelDrop: Close = () => undefined;
  #cancelSaying: Close = () => undefined;

  constructor({ connection, consultationId, random = Math.random }: ConsultationSessionOptions) {
    this.#request = (name, input, options) => connection.request(name, input, options);
    this.consultationId = consultationId;
    this.store = createStore(() => initialConsultationState(connection.state));
    this.#room = new RoomSession<ConsultationSnapshot>({
      connection,
      roomId: consultationId,
      get: () => this.store.getState(),
      set: (change) => this.#set(change),
      join: (resume) =>
        this.#request(
          'consultation:join',
          { consultationId, ...(resume ? { resume } : {}) },
          { timeoutMs: joinLimitMs },
        ),
      leave: () => this.#request('consultation:leave', { consultationId }),
      entered: (snapshot) => this.#entered(snapshot),
      tracksChanged: () => this.#dropEnded(),
      isSenderThere: () => this.#othersIn().some(({ place }) => place === 'in'),
      random,
    });
    this.#owner.add(() => this.#room.close());
    this.#listen();
    this.#room.start();
  }

  publish(source: TrackSource, track: MediaStreamTrack | null, paused = false): void {
    this.#room.publish(source, track, paused);
  }

  /** How large somebody's picture is of use: 0 small, 1 middle, 2 full. */
  preferLayer(partId: string, spatialLayer: number): void {
    this.#room.preferLayer(partId, 'camera', spatialLayer);
  }

  /** Says something to all; it is kept and tried again until the server has it. */
  say(text: string): void {
    const message: Outgoing = { messageId: newCommandKey().slice(0, 24), text, isRefused: false };
    this.#set({ outgoing: [...this.store.getState().outgoing, message] });
    void this.#sayAll();
  }

  /** A refused sentence: once more, or away with it. */
  settle(messageId: string, isAgain: boolean): void {
    const { outgoing } = this.store.getState();
    this.#set({
      outgoing: isAgain
        ? outgoing.map((each) => (each.messageId === messageId ? { ...each, isRefused: false } : each))
        : outgoing.filter((each) => each.messageId !== messageId),
    });
    void this.#sayAll();
  }

  /** Acts of the lead expert. All reject with `ClientError`. */
  start(): Promise<void> {
    return this.#moved(insist(this.#request, 'consultation:start', this.#id));
  }
  end(): Promise<void> {
    return this.#moved(insist(this.#request, 'consultation:end', this.#id));
  }
  admit(partId: string): Promise<void> {
    return this.#moved(this.#request('consultation:admit', { ...this.#id, partId }));
  }
  remove(partId: string): Promise<void> {
    return this.#moved(this.#request('consultation:remove', { ...this.#id, partId }));
  }
  notePhone(): Promise<void> {
    return this.#moved(this.#request('consultation:notePhone', this.#id));
  }

  /** Asks everybody in the room for consent: the lead expert for a recording, a supervisor to sit in. */
  async ask(what: 'recording' | 'supervisor', reason: string): Promise<void> {
    await insist(this.#request, 'consultation:ask', { ...this.#id, what, reason });
  }
  async answer(askId: string, agrees: boolean): Promise<void> {
    await this.#request('consultation:answer', { ...this.#id, askId, agrees });
  }

  /** Acts of who waits. */
  async ring(): Promise<void> {
    const waiting = await this.#request('consultation:ring', this.#id);
    this.#news((view) => ({ ...view, waiting }));
  }
  async askForPhone(): Promise<void> {
    const waiting = await this.#request('consultation:askForPhone', this.#id);
    this.#news((view) => ({ ...view, waiting }));
  }

  joinNow(): void {
    this.#room.joinNow();
  }

  /** Leaves on purpose: the server knows at once that this page is not coming back. */
  leave(): void {
    this.#room.leave();
    this.#owner.close();
  }

  get #id() {
    return { consultationId: this.consultationId };
  }

  #set(change: Partial<ConsultationState>): void {
    this.store.setState(change);
    if (change.quality) this.#report();
  }

  #news(apply: (view: MeetingView) => MeetingView | null): void {
    const { meeting } = this.store.getState();
    const next = meeting && apply(meeting);
    if (next) this.#set({ meeting: next });
  }

  /** The answer to one's own act is shown at once, unless news came first: they hold the act, and perhaps what followed it. */
  async #moved(answer: Promise<ConsultationNow>): Promise<void> {
    const seen = this.store.getState().meeting?.seen;
    const current = await answer;
    this.#news((view) => (view.place === 'in' && view.seen === seen ? { ...view, current } : null));
  }

  #othersIn() {
    const { meeting } = this.store.getState();
    return (meeting?.current?.people ?? []).filter(({ partId }) => partId !== meeting?.ownPartId);
  }

  #entered(snapshot: ConsultationSnapshot): void {
    this.#set({ meeting: meetingOf(snapshot) });
    this.#toldQuality = 'unknown';
    this.#report();
    void this.#sayAll();
  }

  #listen(): void {
    const isOwn = ({ consultationId }: { consultationId: string }) => consultationId === this.consultationId;
    this.#room.on('consultation:changed', (news) => {
      if (this.#room.isJoined) this.#news((view) => withCurrent(view, news));
      this.#dropEnded();
    });
    this.#room.on('consultation:chat', (news) => {
      if (isOwn(news)) this.#news((view) => withMessage(view, news.message));
    });
    this.#room.on('consultation:waitingChanged', (news) => {
      if (isOwn(news)) this.#news((view) => (view.place === 'door' ? { ...view, waiting: news.waiting } : null));
    });
    this.#room.on('consultation:placeChanged', (news) => {
      if (isOwn(news)) this.#onPlace(news.place);
    });
  }

  #onPlace(place: EventPayload<'consultation:placeChanged'>['place']): void {
    if (place === 'in' || place === 'door') {
      this.#room.joinAgain();
      return;
    }
    this.#news((view) => ({ ...view, place }));
    this.#room.close();
    this.#owner.close();
  }

  /** The last picture of somebody who was cut off stays for when they are back; of all else nothing is kept. */
  #dropEnded(): void {
    this.#cancelDrop();
    this.#cancelDrop = this.#owner.after(screenGraceMs, () => {
      const away = new Set<string>(this.#othersIn().flatMap(({ place, partId }) => (place === 'away' ? [partId] : [])));
      this.#room.forget(({ owner }) => !away.has(owner));
    });
  }

  /** One after the other, so that sentences stay in order. */
  async #sayAll(): Promise<void> {
    this.#cancelSaying();
    const next = this.store.getState().outgoing.find(({ isRefused }) => !isRefused);
    const isIn = this.store.getState().meeting?.place === 'in';
    if (!next || !isIn || !this.#room.isJoined || this.#owner.isClosed) return;
    const { messageId, text } = next;
    try {
      const message = await this.#request('consultation:say', { ...this.#id, messageId, text });
      this.#news((view) => withMessage(view, message));
      this.#settleSaid(messageId);
    } catch (cause) {
      if (!isTransient(asClientError(cause))) this.#refused(messageId);
      this.#cancelSaying = this.#owner.after(sayAgainMs, () => void this.#sayAll());
      return;
    }
    void this.#sayAll();
  }

  #settleSaid(messageId: string): void {
    this.#set({ outgoing: this.store.getState().outgoing.filter((each) => each.messageId !== messageId) });
  }

  #refused(messageId: string): void {
    const { outgoing } = this.store.getState();
    this.#set({
      outgoing: outgoing.map((each) => (each.messageId === messageId ? { ...each, isRefused: true } : each)),
    });
  }

  /** The others see whose line is weak; told when it changes, and not more often than every few seconds. */
  #report(): void {
    const { quality, meeting } = this.store.getState();
    if (this.#isReporting || quality === this.#toldQuality || meeting?.place !== 'in' || !this.#room.isJoined) return;
    this.#isReporting = true;
    this.#request('consultation:report', { ...this.#id, quality })
      .then(() => {
        this.#toldQuality = quality;
      })
      .catch(() => undefined);
    this.#owner.after(reportPauseMs, () => {
      this.#isReporting = false;
      this.#report();
    });
  }
}
