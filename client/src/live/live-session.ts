import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LectureSnapshot } from '#shared/lecture-live.ts';
import type { Track, TrackSource } from '#shared/media.ts';
import type { Connection } from './connection.ts';
import { createHallReport, type HallReport } from './hall-report.ts';
import { HallWatch } from './hall-watch.ts';
import { insist } from './insist.ts';
import { listenToParts } from './lecture-parts.ts';
import { initialLiveState, type LectureView, type LiveState, viewOf, withChange, withHalls } from './live-state.ts';
import { type Close, Owner } from './owner.ts';
import { RoomSession } from './room-session.ts';
import { hallOf, isLecturers } from './track-owner.ts';
import type { CommandInput, CommandName, CommandOutput, Request } from './wire.ts';

const joinLimitMs = 12_000;
const screenGraceMs = 800;

export type Direction = `lecture:${'start' | 'pause' | 'resume' | 'end' | 'reopen' | 'handBack'}`;

/** Commands inside the lecture; each names it, which the session adds. */
export type AskName = Extract<
  CommandName,
  `${'stage' | 'heads' | 'question' | 'announcement' | 'poll' | 'slides' | 'help' | 'message'}:${string}`
>;

export type LiveSessionOptions = {
  connection: Connection;
  lectureId: string;
  /** Halls tell the server whether sound comes out and how the line is. */
  reports?: boolean;
  random?: () => number;
};

/** One page's part in one running lecture: its room, and the state of the lecture that the page shows. */
export class LiveSession {
  readonly store: StoreApi<LiveState>;
  readonly lectureId: string;
  readonly room: RoomSession<LectureSnapshot>;
  readonly hallWatch: HallWatch;
  readonly #owner = new Owner();
  readonly #connection: Connection;
  readonly #report: HallReport | null;
  #cancelDrop: Close = () => undefined;

  constructor({ connection, lectureId, reports = false, random = Math.random }: LiveSessionOptions) {
    this.#connection = connection;
    this.lectureId = lectureId;
    this.store = createStore(() => initialLiveState(connection.state));
    this.#report = reports ? createHallReport((report) => this.#sendReport(report)) : null;
    this.#owner.add(() => this.#report?.close());
    this.hallWatch = new HallWatch(() => this.#look());
    this.room = new RoomSession<LectureSnapshot>({
      connection,
      roomId: lectureId,
      get: () => this.store.getState(),
      set: (change) => this.#set(change),
      join: (resume) =>
        connection.request('lecture:join', { lectureId, ...(resume ? { resume } : {}) }, { timeoutMs: joinLimitMs }),
      leave: () => connection.request('lecture:leave', { lectureId }),
      entered: (snapshot) => {
        this.#set({ lecture: viewOf(snapshot) });
        this.#report?.joined();
        if (this.hallWatch.halls.length > 0) this.#look();
      },
      tracksChanged: () => this.#dropEnded(),
      wants: (track) => this.#wants(track),
      isSenderThere: () => this.store.getState().lecture?.current.lecturer === 'here',
      random,
    });
    this.#owner.add(() => this.room.close());
    this.#listen();
    this.room.start();
  }

  publish(source: TrackSource, track: MediaStreamTrack | null, paused = false): void {
    this.room.publish(source, track, paused);
  }

  /** Whether sound comes out of this page; told to the server where the page is a hall's. */
  setSound(sound: 'on' | 'off'): void {
    this.#report?.setSound(sound);
  }

  /** Moves the lecture on. Repeated with the same key when no answer came, so that it happens once. Rejects with `ClientError`. */
  async direct(name: Direction): Promise<void> {
    await this.#moved(insist(this.#request, name, { lectureId: this.lectureId }));
  }

  /** Teaches from now on, in the place of whoever did as far as this page knows. */
  async takeOver(): Promise<void> {
    const from = this.store.getState().lecture?.current.teacher.owner;
    if (from === undefined) return;
    await this.#moved(insist(this.#request, 'lecture:takeOver', { lectureId: this.lectureId, from }));
  }

  /** In a pause: tells everybody in how many minutes it is to go on; null takes it back. */
  async sayReturn(minutes: number | null): Promise<void> {
    await this.#moved(insist(this.#request, 'lecture:sayReturn', { lectureId: this.lectureId, minutes }));
  }

  readonly #request: Request = (command, input, options) => this.#connection.request(command, input, options);

  /** The answer to one's own act is shown at once, unless news came first: they hold the act, and perhaps what followed it. */
  async #moved(answer: Promise<LectureView['current']>): Promise<void> {
    const seen = this.store.getState().lecture?.seen.changed;
    const current = await answer;
    const { lecture } = this.store.getState();
    if (lecture && lecture.seen.changed === seen) this.#set({ lecture: { ...lecture, current } });
  }

  /** Asks something of this lecture that changes nothing when it is repeated. Rejects with `ClientError`. */
  ask<K extends AskName>(name: K, input: Omit<CommandInput<K>, 'lectureId'>): Promise<CommandOutput<K>> {
    // The seam where the lecture is added: the rest is the command's input without it.
    return this.#connection.request(name, { ...input, lectureId: this.lectureId } as CommandInput<K>);
  }

  /** Leaves on purpose: the server knows at once that this page is not coming back. */
  leave(): void {
    this.room.leave();
    this.#owner.close();
  }

  /** Other directors look at other halls; of those a page receives only what it looks at itself, and whoever has a place. */
  #wants({ owner }: Track): boolean {
    const hallId = hallOf(owner);
    if (hallId === null || this.hallWatch.halls.includes(hallId)) return true;
    const places = this.store.getState().lecture?.extras.stage.places ?? [];
    return places.some((place) => place.hallId === hallId);
  }

  /** Told again after every cut: a new connection looks at nothing. */
  #look(): void {
    if (!this.room.isJoined) return;
    this.room.chooseAgain();
    const hallIds = [...this.hallWatch.halls];
    this.ask('stage:watch', { hallIds }).catch(() => undefined);
  }

  #set(change: Partial<LiveState>): void {
    this.store.setState(change);
    if (change.quality) this.#report?.setQuality(change.quality);
  }

  #listen(): void {
    this.room.on('lecture:changed', (news) => {
      if (this.#news((view) => withChange(view, news))) this.#dropEnded();
    });
    this.room.on('lecture:hallsChanged', (news) => this.#news((view) => withHalls(view, news)));
    listenToParts(this.room, (change) => this.#news(change));
  }

  /** True if the news were new. */
  #news(apply: (view: LectureView) => LectureView | null): boolean {
    const { lecture } = this.store.getState();
    const next = lecture && this.room.isJoined ? apply(lecture) : null;
    if (next) this.#set({ lecture: next });
    if (next && next.extras.stage !== lecture?.extras.stage) this.room.chooseAgain();
    return next !== null;
  }

  /** The last picture of a hall, or of a shared screen, is of no use, unless the lecturer was cut off and may bring the screen back. */
  #dropEnded(): void {
    this.#cancelDrop();
    this.#cancelDrop = this.#owner.after(screenGraceMs, () => {
      const isHere = this.store.getState().lecture?.current.lecturer === 'here';
      this.room.forget((track) => (isLecturers(track) ? isHere && track.source === 'screen' : true));
    });
  }

  async #sendReport(report: { sound: 'on' | 'off'; quality: LiveState['quality'] }): Promise<void> {
    if (!this.room.isJoined) throw new Error('not joined');
    await this.#connection.request('lecture:report', { lectureId: this.lectureId, ...report });
  }
}
