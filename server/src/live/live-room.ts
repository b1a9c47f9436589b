import { randomUUID } from 'node:crypto';
import type { CallerRole } from '#shared/kit/caller.ts';
import type { MediaState, Track } from '#shared/media.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { MediaPeer, MediaRoom, Sfu } from '../media/sfu.ts';
import { type Absences, createAbsences } from './absences.ts';
import { type Member, Members, tracksOf } from './members.ts';
import { connectionOf, type Participant, type Phase, spokenForBy } from './participant.ts';
import type { RoomDirectory } from './room-directory.ts';
import type { Actor, Admission, Admitted, LiveRoomEvents } from './room-events.ts';
import type { RoomPolicy } from './room-policy.ts';

export type LiveRoomOptions = {
  readonly id: string;
  readonly sfu: Pick<Sfu, 'openRoom' | 'rtpCapabilities'>;
  readonly directory: RoomDirectory<LiveRoom>;
  readonly policy: RoomPolicy;
  readonly clock: Clock;
  readonly log: Logger;
  readonly iceServers: (participantId: string) => MediaState['iceServers'];
  /** How long place and media of somebody away are kept, in ms. */
  readonly graceMs?: number;
  /** No packet for this long, in ms, is silence. Below 3 s a browser that only checks its connection would seem silent. */
  readonly silentAfterMs?: number;
  readonly on: LiveRoomEvents;
};

const GRACE_MS = 600_000;
const SILENT_AFTER_MS = 3_000;

/**
 * People and their media in one place, without any knowledge of what they meet for: a lecture's session owns one, a
 * consultation's another. It needs no connection to exist, and no media until somebody is let in.
 */
export class LiveRoom {
  readonly id: string;
  readonly policy: RoomPolicy;
  readonly #options: LiveRoomOptions;
  readonly #media: MediaRoom;
  readonly #members = new Members();
  readonly #absences: Absences<Member>;
  #isAnnouncing = false;
  #isClosed = false;

  constructor(options: LiveRoomOptions) {
    this.id = options.id;
    this.policy = options.policy;
    this.#options = options;
    this.#media = options.sfu.openRoom({ id: options.id, onLost: (epoch) => this.#mediaLost(epoch) });
    this.#absences = createAbsences<Member>({
      clock: options.clock,
      log: options.log,
      graceMs: options.graceMs ?? GRACE_MS,
      over: (member) => this.#dismiss(member),
      silentAfterMs: options.silentAfterMs ?? SILENT_AFTER_MS,
      bytesReceived: ({ peer }) => peer.bytesReceived(),
      silent: ({ participant }, lastPacketAt) => options.on.silent(participant, lastPacketAt),
      heard: ({ participant }, at) => options.on.heard?.(participant, at),
    });
  }

  get epoch(): number {
    return this.#media.epoch;
  }

  get participants(): Participant[] {
    return this.#members.all.map(({ participant }) => participant);
  }

  /** All tracks on air. */
  get tracks(): Track[] {
    return this.#members.onAir.flatMap((member) => tracksOf(member));
  }

  /**
   * Lets somebody in. The same `key` is the same participant: an older connection is superseded. Media is kept only where the
   * client says that it still holds it and it still stands; otherwise all of it, what was on air included, makes room for
   * new media, so that the list of tracks never names one that nobody feeds. Rejects with `conflict/superseded` when
   * another admission of the same participant overtook this one.
   */
  async admit({ key, role, connectionId, resume }: Admission): Promise<Admitted> {
    if (this.#isClosed) throw new AppError('invalid_state', 'not_in_room');
    const member = this.#welcome(key, role, connectionId);
    member.turn += 1;
    const { turn } = member;
    const kept = this.#holdsMedia(member, resume);
    if (!kept) this.#renewMedia(member);
    try {
      const receiveTransport = kept ? null : await member.peer.openTransport('receive');
      if (member.turn !== turn) throw new AppError('conflict', 'superseded');
      this.#goLive(member, connectionId);
      return { participant: member.participant, media: this.#mediaState(member, kept, receiveTransport) };
    } catch (error) {
      if (member.turn !== turn) throw new AppError('conflict', 'superseded', { cause: error });
      this.#admissionFailed(member, connectionId);
      throw error;
    }
  }

  /**
   * The connection is lost: away, with place and media kept for the grace time. `lastSignAt` is the last sign of life on it:
   * the end itself where the other side closed it, the last packet where it fell silent.
   */
  disconnected(connectionId: string, lastSignAt: number): void {
    const member = this.#members.speaking(connectionId);
    if (member === undefined) return;
    this.#options.directory.exit(connectionId, this);
    member.turn += 1;
    switch (member.participant.phase.name) {
      case 'joining':
        this.#dismiss(member);
        break;
      case 'live':
        this.#goAway(member, lastSignAt);
        break;
      case 'away':
        member.participant.phase = { ...member.participant.phase, returning: undefined };
        break;
      case 'gone':
        break;
    }
  }

  /** Left on purpose: gone at once. */
  leave(connectionId: string): void {
    const member = this.#members.speaking(connectionId);
    if (member !== undefined) this.#dismiss(member);
  }

  /** Whoever has this key is gone at once, away or not: a right was revoked. */
  expel(key: string): void {
    const member = this.#members.get(key);
    if (member !== undefined) this.#dismiss(member);
  }

  /** The tracks that a participant may receive now, its own never among them. */
  tracksFor(participant: Participant): Track[] {
    return this.#members.onAir
      .filter((member) => member.participant.id !== participant.id)
      .flatMap((member) =>
        tracksOf(member).filter((track) => this.policy.mayReceive(participant, { ...track, from: member.participant })),
      );
  }

  /** The policy answers otherwise than before: what may no longer be sent is off the air, and the lists are told anew. */
  policyChanged(): void {
    for (const { participant, peer } of this.#members.all) {
      for (const { producerId, source } of peer.tracks) {
        if (!this.policy.mayPublish(participant, source)) peer.closeProducer(producerId);
      }
    }
    this.#announceTracks();
  }

  /** Who acts on this connection. `invalid_state/not_in_room` unless it was let in. */
  actor(connectionId: string): Actor {
    const member = this.#members.speaking(connectionId);
    if (member?.participant.phase.name !== 'live') throw new AppError('invalid_state', 'not_in_room');
    return member;
  }

  /** Closes everybody's media without telling anybody: the owner, who closes, knows. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const member of this.#members.all) {
      this.#members.delete(member);
      this.#release(member);
      member.participant.phase = { name: 'gone', since: this.#options.clock.now() };
    }
    this.#absences.close();
    this.#media.close();
  }

  /** The participant of this key, made if it is new, with this connection speaking for it. */
  #welcome(key: string, role: CallerRole, connectionId: string): Member {
    const { directory } = this.#options;
    const speaker = this.#members.speaking(connectionId);
    if (speaker !== undefined && speaker.participant.key !== key) this.#dismiss(speaker);
    directory.enter(connectionId, this);
    const known = this.#members.get(key);
    if (known === undefined) return this.#newMember(key, role, connectionId);
    const before = connectionOf(known.participant.phase);
    known.participant.phase = spokenForBy(known.participant.phase, connectionId);
    if (before !== undefined && before !== connectionId) {
      directory.exit(before, this);
      this.#options.on.superseded(before);
    }
    return known;
  }

  #newMember(key: string, role: CallerRole, connectionId: string): Member {
    const phase: Phase = { name: 'joining', connectionId, since: this.#options.clock.now() };
    const participant = { id: randomUUID(), key, role, phase };
    const member: Member = { participant, peer: this.#openPeer(), bornEpoch: this.epoch, turn: 0 };
    this.#members.add(member);
    return member;
  }

  #holdsMedia({ participant, peer, bornEpoch }: Member, resume: Admission['resume']): boolean {
    if (resume?.participantId !== participant.id) return false;
    return resume.epoch >= bornEpoch && resume.epoch <= this.epoch && peer.isIntact;
  }

  #openPeer(): MediaPeer {
    return this.#media.openPeer({ tracksChanged: () => this.#announceTracks() });
  }

  #renewMedia(member: Member): void {
    member.peer.close();
    member.peer = this.#openPeer();
    member.bornEpoch = this.epoch;
  }

  #goLive(member: Member, connectionId: string): void {
    this.#absences.end(member);
    this.#enterPhase(member, { name: 'live', connectionId, since: this.#options.clock.now() });
  }

  #goAway(member: Member, lastSignAt: number): void {
    this.#enterPhase(member, { name: 'away', returning: undefined, since: this.#options.clock.now() });
    this.#absences.begin(member, lastSignAt);
  }

  #dismiss(member: Member): void {
    this.#members.delete(member);
    this.#release(member);
    this.#enterPhase(member, { name: 'gone', since: this.#options.clock.now() });
  }

  #release(member: Member): void {
    member.turn += 1;
    const connectionId = connectionOf(member.participant.phase);
    if (connectionId !== undefined) this.#options.directory.exit(connectionId, this);
    this.#absences.end(member);
    member.peer.close();
  }

  #admissionFailed(member: Member, connectionId: string): void {
    const { phase } = member.participant;
    // Who is live stays so: connected, without media, and about to try again.
    if (phase.name === 'joining') this.#dismiss(member);
    if (phase.name !== 'away') return;
    this.#options.directory.exit(connectionId, this);
    member.participant.phase = { ...phase, returning: undefined };
  }

  #enterPhase(member: Member, to: Phase): void {
    const from = member.participant.phase;
    member.participant.phase = to;
    if (from.name !== to.name) this.#options.on.phaseChanged(member.participant, from.name, to.name, to.since);
  }

  #mediaState(member: Member, kept: boolean, receiveTransport: MediaState['receiveTransport']): MediaState {
    return {
      epoch: this.epoch,
      kept,
      routerRtpCapabilities: this.#options.sfu.rtpCapabilities,
      iceServers: this.#options.iceServers(member.participant.id),
      receiveTransport,
      tracks: this.tracksFor(member.participant),
    };
  }

  #mediaLost(epoch: number): void {
    const affected = this.#members.all.filter(({ peer }) => !peer.isIntact);
    this.#options.on.epochChanged(
      epoch,
      affected.map(({ participant }) => participant),
    );
  }

  #announceTracks(): void {
    if (this.#isAnnouncing) return;
    this.#isAnnouncing = true;
    queueMicrotask(() => {
      this.#isAnnouncing = false;
      if (!this.#isClosed) this.#options.on.tracksChanged(this.tracks, this.epoch);
    });
  }
}
