import type { EventName, EventPayload } from '#shared/contract.ts';
import type { MediaState, Track, TrackSource } from '#shared/media.ts';
import { backoffMs } from './backoff.ts';
import type { Connection, ConnectionState } from './connection.ts';
import { LiveMedia } from './live-media.ts';
import { type Close, Owner } from './owner.ts';
import type { RoomState } from './room-state.ts';
import type { SavingChoice } from './saving.ts';
import { asClientError, isTransient } from './wire.ts';

/** Many pages that lost the same thing come back spread over so long, ms. */
const spreadMs = 1_000;
/** Until a join that failed is tried again, ms: what passes by itself, and what the rules refused. */
const transientRetry = { firstMs: 1_000, maxMs: 15_000 };
const refusedRetry = { firstMs: 10_000, maxMs: 30_000 };

/** What a client still holds of the room from before a cut. */
export type Resume = { participantId: string; epoch: number };
/** What every room's snapshot has. Without media one is at the door: known to the room, and neither seen nor heard in it. */
export type RoomSnapshot = { seq: number; now: string; participantId: string | null; media: MediaState | null };

export type RoomSessionOptions<Snapshot extends RoomSnapshot> = {
  connection: Connection;
  roomId: string;
  get: () => RoomState;
  set: (change: Partial<RoomState>) => void;
  /** Enters the room on the server, or comes back to it. */
  join: (resume: Resume | null) => Promise<Snapshot>;
  /** Tells the server that this page is not coming back. */
  leave: () => Promise<unknown>;
  /** In, with this snapshot; told before the media is there. */
  entered: (snapshot: Snapshot) => void;
  tracksChanged: () => void;
  /** Is this track of use to the page? Those that are not are not received. Every one is, if this is not given. */
  wants?: (track: Track) => boolean;
  /** Tracks whose sender is away do not count as missing. */
  isSenderThere: () => boolean;
  random: () => number;
};

/**
 * One page's part in one room: joins, joins again after every cut, sends and receives media. It goes on for ever until it is
 * closed, and knows nothing of what people meet for.
 */
export class RoomSession<Snapshot extends RoomSnapshot> {
  readonly #options: RoomSessionOptions<Snapshot>;
  readonly #owner = new Owner();
  readonly #media: LiveMedia;
  /** What the server may still hold for us; null while nobody knows. */
  #resume: Resume | null = null;
  #participantId: string | null = null;
  #seenTracks = 0;
  /** News that came while a join is unanswered; null while none is. */
  #held: (() => void)[] | null = null;
  /** All that the server offers, of use or not. */
  #offered: readonly Track[] = [];
  #failures = 0;
  #turn = 0;
  #cancelJoin: Close = () => undefined;

  constructor(options: RoomSessionOptions<Snapshot>) {
    const { connection, roomId, isSenderThere, random } = options;
    this.#options = options;
    this.#media = new LiveMedia({
      request: (name, input, requestOptions) => connection.request(name, input, requestOptions),
      update: (change) => this.#set(change),
      isJoined: () => this.isJoined,
      isSenderThere,
      rejoin: () => this.#rejoin(),
      random,
    });
    this.#owner.add(() => this.#media.close());
    this.#owner.add(connection.onState((state) => this.#onConnection(state)));
    this.on('media:tracksChanged', (news) => this.#onTracks(news));
    this.#owner.add(
      connection.on('media:epochChanged', ({ roomId: lostIn, epoch }) => {
        if (lostIn === roomId && epoch > (this.#resume?.epoch ?? 0)) this.#rejoin();
      }),
    );
  }

  /** Begins; apart from the constructor, so that whoever owns this holds it before anything is told. */
  start(): void {
    this.#onConnection(this.#options.connection.state);
  }

  /** News of the room. What comes while a join is unanswered waits for it: the snapshot may be older, and would wipe it out. */
  on<K extends EventName>(name: K, handler: (payload: EventPayload<K>) => void): void {
    this.#owner.add(
      this.#options.connection.on(name, (payload) => {
        if (this.#held) this.#held.push(() => handler(payload));
        else handler(payload);
      }),
    );
  }

  get isJoined(): boolean {
    return this.#options.connection.state.phase === 'open' && this.#options.get().join.phase === 'joined';
  }

  /**
   * Puts a source on air, replaces its track, mutes it (`paused`), or takes it off (null). Kept up by itself from then on,
   * through every cut. Nothing of a paused source leaves this PC.
   */
  publish(source: TrackSource, track: MediaStreamTrack | null, paused = false): void {
    this.#media.publisher.set(source, track, paused);
  }

  /** Which size of an owner's picture is of use: 0 small, 1 middle, 2 full. Remembered for producers to come. */
  preferLayer(owner: string, source: TrackSource, spatialLayer: number): void {
    this.#media.preferLayer(owner, source, spatialLayer);
  }

  /** By hand: how much of the pictures is left out at least, so that the line keeps up with speech. */
  chooseSaving(choice: SavingChoice): void {
    this.#media.chooseSaving(choice);
  }

  /** Takes last pictures away that nobody sends any more. */
  forget(which: (track: Track) => boolean): void {
    this.#media.forget(which);
  }

  /** Joins now, e.g. because a person asked or the schedule changed. */
  joinNow(): void {
    if (!this.isJoined) this.joinAgain();
  }

  /** Asks the server anew where this page belongs: somebody was let in, or put back to the door. */
  joinAgain(): void {
    this.#scheduleJoin(0);
  }

  /** Leaves on purpose: the server knows at once that this page is not coming back. */
  leave(): void {
    // Also out of a join that is unanswered: the server may have let this page in.
    if (this.isJoined || this.#held) this.#options.leave().catch(() => undefined);
    this.#set({ join: { phase: 'left' } });
    this.close();
  }

  /** Ends this page's part. The server keeps the place for a while, since it cannot know that it was on purpose. */
  close(): void {
    this.#turn += 1;
    this.#owner.close();
  }

  #set(change: Partial<RoomState>): void {
    if (!this.#owner.isClosed) this.#options.set(change);
  }

  /** What `wants` answers is another than before. */
  chooseAgain(): void {
    if (this.isJoined) this.#receive(this.#offered);
  }

  #receive(tracks: readonly Track[]): void {
    this.#offered = tracks;
    const { wanted, unwanted } = this.#othersOf(tracks);
    this.#set({ tracks: wanted });
    this.#media.setTracks(wanted, unwanted);
    this.#options.tracksChanged();
  }

  #othersOf(tracks: readonly Track[]): { wanted: Track[]; unwanted: Track[] } {
    const { wants = () => true } = this.#options;
    const others = tracks.filter((track) => track.participantId !== this.#participantId);
    return { wanted: others.filter(wants), unwanted: others.filter((track) => !wants(track)) };
  }

  #onTracks({ roomId, seq, tracks }: { roomId: string; seq: number; tracks: readonly Track[] }): void {
    if (roomId !== this.#options.roomId || !this.isJoined || seq <= this.#seenTracks) return;
    this.#seenTracks = seq;
    this.#receive(tracks);
  }

  #onConnection(state: ConnectionState): void {
    this.#set({ connection: state });
    if (state.phase === 'open') {
      this.#failures = 0;
      this.#scheduleJoin(0);
      return;
    }
    this.#turn += 1;
    this.#held = null;
    this.#cancelJoin();
    this.#media.publisher.pauseWork();
    if (this.#options.get().join.phase !== 'left') this.#set({ join: { phase: 'waiting' } });
  }

  /** The media is lost beyond repair, or the room has new media: from the beginning, without leaving the room. */
  #rejoin(): void {
    this.#resume = null;
    this.#scheduleJoin(Math.round(this.#options.random() * spreadMs));
  }

  #scheduleJoin(delayMs: number): void {
    this.#cancelJoin();
    if (this.#owner.isClosed) return;
    if (delayMs === 0) void this.#join();
    else this.#cancelJoin = this.#owner.after(delayMs, () => void this.#join());
  }

  async #join(): Promise<void> {
    if (this.#options.connection.state.phase !== 'open') return;
    this.#turn += 1;
    const turn = this.#turn;
    const resume = this.#resume;
    if (!resume) this.#set({ join: { phase: 'joining' } });
    // Claimed once: after a join from the beginning that got no answer, nobody can tell what the server holds.
    this.#resume = null;
    this.#held ??= [];
    try {
      const snapshot = await this.#options.join(resume);
      if (turn === this.#turn && !this.#owner.isClosed) await this.#enter(snapshot, turn);
    } catch (cause) {
      this.#joinFailed(cause, turn, resume);
    }
  }

  #joinFailed(cause: unknown, turn: number, resume: Resume | null): void {
    const error = asClientError(cause);
    const isPassing = isTransient(error);
    // A resuming join without an answer leaves our media as it was.
    if (isPassing) this.#resume ??= resume;
    if (turn !== this.#turn || this.#owner.isClosed) return;
    this.#failures += 1;
    this.#set({ join: isPassing ? { phase: 'joining' } : { phase: 'refused', error } });
    const pause = isPassing ? transientRetry : refusedRetry;
    this.#scheduleJoin(backoffMs(this.#failures, { ...pause, random: this.#options.random }));
    this.#release();
  }

  #release(): void {
    const held = this.#held ?? [];
    this.#held = null;
    for (const hear of held) hear();
  }

  async #enter(snapshot: Snapshot, turn: number): Promise<void> {
    const { participantId, media, seq, now } = snapshot;
    this.#failures = 0;
    this.#participantId = participantId;
    this.#seenTracks = seq;
    this.#offered = media?.tracks ?? [];
    this.#set({ join: { phase: 'joined' }, clockOffsetMs: Date.parse(now) - Date.now() });
    this.#options.entered(snapshot);
    this.#release();
    if (media) await this.#media.prepare(media);
    // Overtaken meanwhile: nothing of this answer was made, so the next join claims nothing of it.
    if (turn !== this.#turn || this.#owner.isClosed) return;
    this.#resume = participantId !== null && media ? { participantId, epoch: media.epoch } : null;
    // As they are by now; what is of use may hang on what the snapshot says.
    const { wanted, unwanted } = this.#othersOf(this.#offered);
    this.#set({ tracks: wanted });
    if (media) this.#media.enter({ ...media, tracks: wanted }, unwanted);
    else this.#media.standBy();
    this.#options.tracksChanged();
  }
}
