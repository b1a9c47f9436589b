import type { HallCaller, StaffCaller } from '#shared/kit/caller.ts';
import type { HallId, LectureId, SessionId } from '#shared/kit/ids.ts';
import type { HallRow, LectureNow, LectureSnapshot } from '#shared/lecture-live.ts';
import type { MediaState, Track } from '#shared/media.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Participant, PhaseName } from '../live/participant.ts';
import type { Admission } from '../live/room-events.ts';
import { HallAttendance } from './hall-attendance.ts';
import { HallSeats } from './hall-seats.ts';
import { isOnAirState } from './lecture.rules.ts';
import { iso, nowView, snapshotView } from './lecture.views.ts';
import { LectureAnnouncer } from './lecture-announcer.ts';
import { LectureDesk } from './lecture-desk.ts';
import type { OnAir } from './lecture-directing.ts';
import type { LectureExtras, Viewer } from './lecture-extras.ts';
import { hallIdOf, isSeenByAll, keyOf, keyOfHall, lecturePolicy, mayStayIn } from './lecture-policy.ts';
import type { Contact, ExpectedHall, LectureRoom, SpanEnd } from './lecture-ports.ts';
import { type LectureRecord, teacherKey } from './lecture-record.ts';
import type { LectureSessionOptions, Person } from './session-options.ts';

export type Entrant = StaffCaller | HallCaller;

/** A healthy connection is heard every two seconds; one that was not for longer had fallen silent. */
const HEALTHY_WITHIN_MS = 3_000;
const GONE_AFTER_MS = 600_000;

/** Owns what is live of one lecture: its room, the halls' seats and spans, and what is told of them. */
export class LectureSession {
  readonly id: LectureId;
  readonly #deps: LectureSessionOptions['deps'];
  readonly #room: LectureRoom;
  readonly #seats: HallSeats;
  readonly #attendance: HallAttendance;
  readonly #announcer: LectureAnnouncer;
  readonly #extras: LectureExtras;
  readonly #desk: LectureDesk;
  /** By participant key; kept while away. */
  readonly #people = new Map<string, Person>();
  #lecture: LectureRecord;
  #entering = 0;
  #isClosed = false;

  constructor({ lecture, halls, contacts, stretches, extras, deps }: LectureSessionOptions) {
    const { clock, log, attendance, openRoom, connections } = deps;
    this.id = lecture.id;
    this.#deps = deps;
    this.#lecture = lecture;
    this.#seats = new HallSeats(halls, contacts);
    this.#seats.restore(stretches, clock.now());
    this.#attendance = new HallAttendance({ lectureId: lecture.id, attendance, now: () => clock.now(), log });
    this.#announcer = new LectureAnnouncer({ lectureId: lecture.id, seats: this.#seats, connections, clock });
    this.#extras = extras;
    this.#room = openRoom({
      id: lecture.id,
      policy: lecturePolicy(extras, () => teacherKey(this.#lecture)),
      on: {
        tracksChanged: (tracks, epoch) => this.#tracksChanged(tracks, epoch),
        epochChanged: (epoch, affected) => this.#epochChanged(epoch, affected),
        phaseChanged: (participant, from, to, at) => this.#phaseChanged(participant, from, to, at),
        silent: ({ key }, lastPacketAt) => this.#silent(key, lastPacketAt),
        heard: ({ key }, at) => this.#heard(key, at),
        superseded: (connectionId) => connections.close(connectionId, 'superseded'),
      },
    });
    this.#desk = new LectureDesk(lecture, {
      phaseOf: (key) => this.#room.participants.find((each) => each.key === key)?.phase.name,
      isSending: (key) => this.#room.tracks.some(({ owner }) => owner === key),
      now: () => clock.now(),
    });
  }

  get lecture(): LectureRecord {
    return this.#lecture;
  }

  /** Nobody is in it, away or on the way in. */
  get isEmpty(): boolean {
    return this.#entering === 0 && this.#room.participants.length === 0;
  }

  get onAir(): OnAir {
    return this.#desk.onAir;
  }

  now(): LectureNow {
    return nowView(this.#lecture, this.#desk.presence);
  }

  /** Whether the caller may enter was asked before. */
  async join(caller: Entrant, connectionId: string, resume: Admission['resume']): Promise<LectureSnapshot> {
    this.#entering += 1;
    try {
      if (caller.role !== 'hall') return await this.#admit(caller, connectionId, resume);
      this.#noteInterruption(caller.hallId, connectionId, resume);
      const admit = () => this.#admit(caller, connectionId, resume);
      return await this.#attendance.entering(caller.hallId, connectionId, admit);
    } finally {
      this.#entering -= 1;
    }
  }

  /** For the modules that add to this lecture: what they say shares its order. */
  get announcer(): Pick<LectureAnnouncer, 'tell'> {
    return this.#announcer;
  }

  rightsChanged(): void {
    if (!this.#isClosed) this.#room.policyChanged();
  }

  /** Who is expected, and where each stands now. */
  get seats(): Pick<HallSeats, 'nameOf' | 'isHere' | 'has'> {
    return this.#seats;
  }

  /** Does this connection speak for somebody in the lecture? */
  hasConnection(connectionId: string): boolean {
    return [...this.#people.values()].some((person) => person.connectionId === connectionId);
  }

  leave(connectionId: string): void {
    this.#room.leave(connectionId);
  }

  connectionClosed(connectionId: string, lastSignAt: number): void {
    for (const person of this.#people.values()) {
      if (person.connectionId === connectionId) person.lastSignAt = lastSignAt;
    }
    this.#extras.connectionClosed(connectionId);
    this.#room.disconnected(connectionId, lastSignAt);
  }

  /** Whoever is in by this session has lost the right: out at once, away or not. */
  sessionEnded(sessionId: SessionId): void {
    for (const [key, person] of [...this.#people]) if (person.sessionId === sessionId) this.#room.expel(key);
  }

  report(hallId: HallId, connectionId: string, sound: 'on' | 'off', quality: HallRow['quality']): void {
    if (this.#people.get(keyOfHall(hallId))?.connectionId !== connectionId) {
      throw new AppError('invalid_state', 'not_in_room');
    }
    this.#seats.report(hallId, sound, quality);
    this.#announcer.rowsSoon();
  }

  lectureChanged(lecture: LectureRecord): void {
    if (this.#isClosed || lecture.revision <= this.#lecture.revision) return;
    const wasOnAir = isOnAirState(this.#lecture.state);
    this.#lecture = lecture;
    // Who taught is off the air; who teaches may send.
    if (this.#desk.lectureChanged(lecture)) this.rightsChanged();
    if (!wasOnAir && isOnAirState(lecture.state)) this.#seats.turn('waiting', 'live', lecture.stateAt);
    this.#extras.lectureChanged(this.now());
    this.#announcer.lectureChanged(this.now());
    this.#announcer.rowsSoon();
    // After they were told that it is somebody else's now.
    for (const key of [...this.#people.keys()]) if (!mayStayIn(lecture, key)) this.#room.expel(key);
  }

  /** The audience was changed before the start: who is no longer expected is out. */
  expect(halls: readonly ExpectedHall[], contacts: ReadonlyMap<HallId, Contact>): void {
    this.#seats.replace(halls, contacts);
    for (const [key, { hallId }] of [...this.#people]) {
      if (hallId !== undefined && !this.#seats.has(hallId)) this.#room.expel(key);
    }
    this.#announcer.rowsSoon();
  }

  /** Those away whose time the room does not keep, since they were here before a restart, are gone after 10 minutes. */
  sweep(): void {
    const before = this.#deps.clock.now() - GONE_AFTER_MS;
    this.#seats.expire(before, (hallId) => this.#people.has(keyOfHall(hallId)));
    this.#announcer.rowsSoon();
  }

  close(reason: SpanEnd): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#announcer.close();
    this.#extras.close();
    this.#attendance.endAll(this.#deps.clock.now(), reason);
    this.#room.close();
    for (const { connectionId } of this.#people.values()) this.#announcer.remove(connectionId);
    this.#people.clear();
  }

  async #admit(caller: Entrant, connectionId: string, resume: Admission['resume']): Promise<LectureSnapshot> {
    const { connections } = this.#deps;
    if (connections.lastPacketAt(connectionId) === undefined) throw new AppError('conflict', 'superseded');
    const { role, sessionId } = caller;
    const key = keyOf(caller);
    const hallId = role === 'hall' ? caller.hallId : undefined;
    const { participant, media } = await this.#room.admit({ key, role, connectionId, resume });
    // The plan may have changed meanwhile: who is not in yet was not put out.
    if (!mayStayIn(this.#lecture, key) || (hallId !== undefined && !this.#seats.has(hallId))) {
      this.#room.expel(key);
      throw new AppError('invalid_state', 'not_in_room');
    }
    // Here the room may already have said that it is live; the person must be known before anybody asks.
    this.#people.set(key, { hallId, sessionId, connectionId, lastSignAt: this.#deps.clock.now() });
    this.#announcer.add(connectionId, role, hallId ?? null);
    return this.#snapshot(participant, media, { role, hallId: hallId ?? null });
  }

  #snapshot(participant: Participant, media: MediaState, viewer: Viewer): LectureSnapshot {
    return snapshotView(this.#lecture, {
      seq: this.#announcer.seq,
      now: iso(this.#deps.clock.now()),
      participantId: participant.id,
      current: this.now(),
      counts: this.#seats.counts(),
      halls: viewer.role === 'hall' ? null : this.#seats.rows(),
      extras: this.#extras.snapshot(viewer),
      // As they are at `seq`: something may have gone on air since the admission, before this connection was told.
      media: { ...media, tracks: this.#room.tracksFor(participant) },
    });
  }

  /** A client without anything to resume was reloaded: from its last sign of life until now it was not here. */
  #noteInterruption(hallId: HallId, connectionId: string, resume: Admission['resume']): void {
    const person = this.#people.get(keyOfHall(hallId));
    if (person === undefined || resume !== undefined || person.connectionId === connectionId) return;
    const heardAt = this.#deps.connections.lastPacketAt(person.connectionId);
    const isSilent = heardAt === undefined || this.#deps.clock.now() - heardAt > HEALTHY_WITHIN_MS;
    if (isSilent) this.#attendance.interrupted(hallId, heardAt ?? person.lastSignAt);
  }

  #phaseChanged({ key }: Participant, _from: PhaseName, to: PhaseName, at: number): void {
    if (this.#isClosed) return;
    const hallId = hallIdOf(key);
    if (hallId !== undefined) {
      this.#hallPhase(hallId, to, at);
      this.#extras.hallPhase(hallId, to);
    }
    if (this.#desk.phaseChanged(key, to)) this.#announcer.lectureChanged(this.now());
    if (to !== 'gone') return;
    const person = this.#people.get(key);
    this.#people.delete(key);
    if (person !== undefined) this.#announcer.remove(person.connectionId);
  }

  #hallPhase(hallId: HallId, to: PhaseName, at: number): void {
    const { publish } = this.#deps;
    switch (to) {
      case 'joining':
        return;
      case 'live':
        this.#attendance.here(hallId, at);
        this.#seats.enter(hallId, isOnAirState(this.#lecture.state) ? 'live' : 'waiting', at);
        publish('lecture.hallJoined', { lectureId: this.id, hallId });
        break;
      case 'away':
        this.#seats.enter(hallId, 'away', at);
        break;
      case 'gone':
        this.#attendance.notHere(hallId, at, 'left');
        this.#seats.enter(hallId, 'gone', at);
        publish('lecture.hallLeft', { lectureId: this.id, hallId });
        break;
    }
    this.#announcer.rowsSoon();
  }

  #silent(key: string, lastPacketAt: number): void {
    const hallId = hallIdOf(key);
    if (hallId !== undefined) this.#attendance.notHere(hallId, lastPacketAt, 'disconnected');
  }

  #heard(key: string, at: number): void {
    const hallId = hallIdOf(key);
    const person = this.#people.get(key);
    if (hallId !== undefined && person !== undefined) this.#attendance.heard(hallId, person.connectionId, at);
  }

  #tracksChanged(tracks: Track[], epoch: number): void {
    if (this.#isClosed) return;
    this.#desk.noteAir();
    const isForAll = isSeenByAll(this.#extras, teacherKey(this.#lecture));
    this.#announcer.tracksChanged('directors', tracks, epoch);
    this.#announcer.tracksChanged('audience', tracks.filter(isForAll), epoch);
  }

  #epochChanged(epoch: number, affected: Participant[]): void {
    for (const { key, phase } of affected) {
      const connectionId = phase.name === 'live' ? phase.connectionId : this.#people.get(key)?.connectionId;
      if (connectionId !== undefined) this.#announcer.epochChanged(connectionId, epoch);
    }
  }
}
