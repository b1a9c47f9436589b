import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LectureSnapshot } from '#shared/lecture-live.ts';
import type { TrackSource } from '#shared/media.ts';
import { newCommandKey } from '../lib/command-key.ts';
import { backoffMs } from './backoff.ts';
import type { Connection, ConnectionState } from './connection.ts';
import { createHallReport, type HallReport } from './hall-report.ts';
import { LiveMedia } from './live-media.ts';
import {
  initialLiveState,
  type LectureView,
  type LiveState,
  viewOf,
  withChange,
  withHalls,
  withTracks,
} from './live-state.ts';
import { type Close, Owner } from './owner.ts';
import { asClientError, isTransient } from './wire.ts';

/** Many halls that lost the same thing come back spread over so long, ms. */
const spreadMs = 1_000;
/** Until a join that failed is tried again, ms: what passes by itself, and what the rules refused. */
const transientRetry = { firstMs: 1_000, maxMs: 15_000 };
const refusedRetry = { firstMs: 10_000, maxMs: 30_000 };
const joinLimitMs = 12_000;
const directTries = 3;
const screenGraceMs = 800;

export type Direction = 'lecture:start' | 'lecture:pause' | 'lecture:resume' | 'lecture:end' | 'lecture:reopen';

export type LiveSessionOptions = {
  connection: Connection;
  lectureId: string;
  /** Halls tell the server whether sound comes out and how the line is. */
  reports?: boolean;
  random?: () => number;
};

/**
 * One page's part in one running lecture: joins, joins again after every cut, keeps the state that the page shows, sends and
 * receives media. It goes on for ever until it is closed.
 */
export class LiveSession {
  readonly store: StoreApi<LiveState>;
  readonly lectureId: string;
  readonly #owner = new Owner();
  readonly #connection: Connection;
  readonly #media: LiveMedia;
  readonly #report: HallReport | null;
  readonly #random: () => number;
  /** What the server may still hold for us; null while nobody knows. */
  #resume: { participantId: string; epoch: number } | null = null;
  #failures = 0;
  #turn = 0;
  #cancelJoin: Close = () => undefined;
  #cancelDrop: Close = () => undefined;

  constructor({ connection, lectureId, reports = false, random = Math.random }: LiveSessionOptions) {
    this.#connection = connection;
    this.lectureId = lectureId;
    this.#random = random;
    this.store = createStore(() => initialLiveState(connection.state));
    this.#media = new LiveMedia({
      request: (name, input, options) => connection.request(name, input, options),
      update: (change) => this.#set(change),
      isJoined: () => this.#isJoined,
      isSenderThere: () => this.store.getState().lecture?.current.lecturer === 'here',
      rejoin: () => this.#rejoin(),
      random,
    });
    this.#owner.add(() => this.#media.close());
    this.#report = reports ? this.#owned(createHallReport((report) => this.#sendReport(report))) : null;
    this.#listen();
    this.#onConnection(connection.state);
  }

  /**
   * Puts a source on air, replaces its track, mutes it (`paused`), or takes it off (null). Kept up by itself from then on,
   * through every cut. Nothing of a paused source leaves this PC.
   */
  publish(source: TrackSource, track: MediaStreamTrack | null, paused = false): void {
    this.#media.publisher.set(source, track, paused);
  }

  preferLayer(source: TrackSource, spatialLayer: number): void {
    this.#media.preferLayer(source, spatialLayer);
  }

  /** Takes the last picture of a source away that nobody sends any more. */
  forget(source: TrackSource): void {
    this.#media.forget(source);
  }

  /** Whether sound comes out of this page; told to the server where the page is a hall's. */
  setSound(sound: 'on' | 'off'): void {
    this.#report?.setSound(sound);
  }

  /** Moves the lecture on. Repeated with the same key when no answer came, so that it happens once. Rejects with `ClientError`. */
  async direct(name: Direction): Promise<void> {
    const key = newCommandKey();
    for (let attempt = 1; ; attempt += 1) {
      try {
        const current = await this.#connection.request(name, { lectureId: this.lectureId }, { key });
        const { lecture } = this.store.getState();
        if (lecture) this.#set({ lecture: { ...lecture, current } });
        return;
      } catch (cause) {
        const error = asClientError(cause);
        if (attempt >= directTries || !error.isOutcomeUnknown) throw error;
        await new Promise((resolve) => setTimeout(resolve, 1_000));
      }
    }
  }

  /** Joins now, e.g. because a person asked or the schedule changed. */
  joinNow(): void {
    if (!this.#isJoined) this.#scheduleJoin(0);
  }

  /** Leaves on purpose: the server knows at once that this page is not coming back. */
  leave(): void {
    if (this.#isJoined) this.#connection.request('lecture:leave', { lectureId: this.lectureId }).catch(() => undefined);
    this.#set({ join: { phase: 'left' } });
    this.close();
  }

  /** Ends this page's part. The server keeps the place for a while, since it cannot know that it was on purpose. */
  close(): void {
    this.#turn += 1;
    this.#owner.close();
  }

  get #isJoined(): boolean {
    return this.#connection.state.phase === 'open' && this.store.getState().join.phase === 'joined';
  }

  #owned<T extends { close(): void }>(part: T): T {
    this.#owner.add(() => part.close());
    return part;
  }

  #set(change: Partial<LiveState>): void {
    if (!this.#owner.isClosed) this.store.setState(change);
    if (change.quality) this.#report?.setQuality(change.quality);
  }

  #listen(): void {
    const connection = this.#connection;
    this.#owner.add(connection.onState((state) => this.#onConnection(state)));
    this.#owner.add(
      connection.on('lecture:changed', (news) => {
        if (this.#news((view) => withChange(view, news))) this.#dropEndedScreen();
      }),
    );
    this.#owner.add(connection.on('lecture:hallsChanged', (news) => this.#news((view) => withHalls(view, news))));
    this.#owner.add(
      connection.on('media:tracksChanged', (news) => {
        if (this.#news((view) => withTracks(view, news))) {
          this.#media.setTracks(this.#othersOf(news.tracks));
          this.#dropEndedScreen();
        }
      }),
    );
    this.#owner.add(
      connection.on('media:epochChanged', ({ roomId, epoch }) => {
        if (roomId === this.lectureId && epoch > (this.#resume?.epoch ?? 0)) this.#rejoin();
      }),
    );
  }

  /** True if the news were new. */
  #news(apply: (view: LectureView) => LectureView | null): boolean {
    const { lecture } = this.store.getState();
    const next = lecture && this.#isJoined ? apply(lecture) : null;
    if (next) this.#set({ lecture: next });
    return next !== null;
  }

  /** A shared screen that ended is of no use as a last picture, unless its sender was cut off and may bring it back. */
  #dropEndedScreen(): void {
    this.#cancelDrop();
    this.#cancelDrop = this.#owner.after(screenGraceMs, () => {
      if (this.store.getState().lecture?.current.lecturer === 'here') this.#media.forget('screen');
    });
  }

  #othersOf<T extends { participantId: string }>(tracks: readonly T[]): T[] {
    return tracks.filter(({ participantId }) => participantId !== this.#resume?.participantId);
  }

  #onConnection(state: ConnectionState): void {
    this.#set({ connection: state });
    if (state.phase === 'open') {
      this.#failures = 0;
      this.#scheduleJoin(0);
      return;
    }
    this.#turn += 1;
    this.#cancelJoin();
    this.#media.publisher.pauseWork();
    if (this.store.getState().join.phase !== 'left') this.#set({ join: { phase: 'waiting' } });
  }

  /** The media is lost beyond repair, or the room has new media: from the beginning, without leaving the lecture. */
  #rejoin(): void {
    this.#resume = null;
    this.#scheduleJoin(Math.round(this.#random() * spreadMs));
  }

  #scheduleJoin(delayMs: number): void {
    this.#cancelJoin();
    if (this.#owner.isClosed) return;
    if (delayMs === 0) void this.#join();
    else this.#cancelJoin = this.#owner.after(delayMs, () => void this.#join());
  }

  async #join(): Promise<void> {
    if (this.#connection.state.phase !== 'open') return;
    this.#turn += 1;
    const turn = this.#turn;
    const resume = this.#resume;
    if (!resume) this.#set({ join: { phase: 'joining' } });
    // Claimed once: after a join from the beginning that got no answer, nobody can tell what the server holds.
    this.#resume = null;
    try {
      const snapshot = await this.#connection.request(
        'lecture:join',
        { lectureId: this.lectureId, ...(resume ? { resume } : {}) },
        { timeoutMs: joinLimitMs },
      );
      if (turn === this.#turn && !this.#owner.isClosed) await this.#entered(snapshot);
    } catch (cause) {
      const error = asClientError(cause);
      const isPassing = isTransient(error);
      // A resuming join without an answer leaves our media as it was.
      if (isPassing) this.#resume ??= resume;
      if (turn !== this.#turn || this.#owner.isClosed) return;
      this.#failures += 1;
      this.#set({ join: isPassing ? { phase: 'joining' } : { phase: 'refused', error } });
      const pause = isPassing ? transientRetry : refusedRetry;
      this.#scheduleJoin(backoffMs(this.#failures, { ...pause, random: this.#random }));
    }
  }

  async #entered(snapshot: LectureSnapshot): Promise<void> {
    this.#failures = 0;
    this.#resume = { participantId: snapshot.participantId, epoch: snapshot.media.epoch };
    this.#set({
      lecture: viewOf(snapshot),
      join: { phase: 'joined' },
      clockOffsetMs: Date.parse(snapshot.now) - Date.now(),
    });
    this.#report?.joined();
    await this.#media.enter({ ...snapshot.media, tracks: this.#othersOf(snapshot.media.tracks) });
    this.#dropEndedScreen();
  }

  async #sendReport(report: { sound: 'on' | 'off'; quality: LiveState['quality'] }): Promise<void> {
    if (!this.#isJoined) throw new Error('not joined');
    await this.#connection.request('lecture:report', { lectureId: this.lectureId, ...report });
  }
}
