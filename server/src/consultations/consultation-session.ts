import type { ConsultationNow, ConsultationSnapshot } from '#shared/consultation-live.ts';
import type { WaitingInfo } from '#shared/consultations.ts';
import type { CallerRole } from '#shared/kit/caller.ts';
import type { ConsultationId, PartId, SessionId } from '#shared/kit/ids.ts';
import type { LinkQuality } from '#shared/link-quality.ts';
import type { Track } from '#shared/media.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Participant, PhaseName } from '../live/participant.ts';
import type { Admission } from '../live/room-events.ts';
import { type Attendee, Attendees } from './attendees.ts';
import { checkMayEnter } from './consultation.rules.ts';
import { messageView } from './consultation.views.ts';
import { ConsultationAnnouncer } from './consultation-announcer.ts';
import { consultationPolicy, keyOf, partOfKey } from './consultation-policy.ts';
import type { ConsultationRoom, ConsultationsDeps } from './consultation-ports.ts';
import { type ConsultationRecord, isOpen, leadOf, type Message, type Part } from './consultation-record.ts';
import { nowView, snapshotView } from './session-views.ts';

export type Entrant = { readonly part: Part; readonly role: CallerRole; readonly sessionId: SessionId };

type SessionDeps = Pick<ConsultationsDeps, 'facts' | 'openRoom' | 'connections' | 'newId' | 'clock' | 'log'> & {
  readonly waitingFor: (record: ConsultationRecord, part: Part) => Promise<WaitingInfo>;
  /** The lead expert came or went: those who wait for the same one are told. */
  readonly leadMoved: (session: ConsultationSession) => void;
};

const CHAT_SHOWN = 200;

/** Owns what is live of one meeting: its room, its door, and what is told of both. What must last is in the stored meeting. */
export class ConsultationSession {
  readonly id: ConsultationId;
  readonly #deps: SessionDeps;
  readonly #room: ConsultationRoom;
  readonly #attendees: Attendees;
  readonly #announcer: ConsultationAnnouncer;
  #record: ConsultationRecord;
  #entering = 0;
  #spokenAt = 0;
  #isClosed = false;

  constructor(record: ConsultationRecord, deps: SessionDeps) {
    const { clock, log, facts, newId, connections, openRoom } = deps;
    this.id = record.id;
    this.#record = record;
    this.#deps = deps;
    this.#attendees = new Attendees({ consultationId: record.id, facts, newId, now: () => clock.now(), log });
    this.#announcer = new ConsultationAnnouncer(record.id, connections, clock.now());
    this.#room = openRoom({
      id: record.id,
      policy: consultationPolicy,
      on: {
        tracksChanged: (tracks, epoch) => this.#tracksChanged(tracks, epoch),
        epochChanged: (epoch, affected) => this.#epochChanged(epoch, affected),
        phaseChanged: (participant, _from, to, at) => this.#phaseChanged(participant, to, at),
        silent: () => undefined,
        superseded: (connectionId) => connections.close(connectionId, 'superseded'),
      },
    });
  }

  get record(): ConsultationRecord {
    return this.#record;
  }

  get isEmpty(): boolean {
    return this.#entering === 0 && this.#attendees.all.length === 0;
  }

  get isLeadHere(): boolean {
    return this.#attendees.get(leadOf(this.#record).id)?.place === 'in';
  }

  /** Whether others than the lead expert have come, at the door or in the room. */
  get isAnybodyElseHere(): boolean {
    return this.#attendees.all.some(({ partId, place }) => partId !== leadOf(this.#record).id && place !== 'away');
  }

  isHere(partId: PartId): boolean {
    return this.#attendees.get(partId) !== undefined;
  }

  now(): ConsultationNow {
    return nowView(this.#record, this.#attendees.all);
  }

  /** Whether the caller may come was asked before; `part` tells whether it may come in. */
  async join(entrant: Entrant, connectionId: string, resume: Admission['resume']): Promise<ConsultationSnapshot> {
    this.#entering += 1;
    try {
      const spanId = await this.#attendees.beginSpan(entrant.part.id);
      if (this.#deps.connections.lastPacketAt(connectionId) === undefined) throw new AppError('conflict', 'superseded');
      // While the stretch of time was stored somebody may have been let in or put out, or the meeting be over.
      checkMayEnter(this.#record, this.#deps.clock.now());
      const part = this.#part(entrant.part.id);
      if (part === undefined || part.uninvitedAt !== null) throw new AppError('not_found', 'consultation_unknown');
      if (part.removedAt !== null) throw new AppError('invalid_state', 'not_in_room');
      return part.admittedAt === null
        ? await this.#toDoor({ ...entrant, part }, connectionId, spanId)
        : await this.#intoRoom({ ...entrant, part }, connectionId, spanId, resume);
    } finally {
      this.#entering -= 1;
    }
  }

  leave(connectionId: string): void {
    const attendee = this.#attendees.on(connectionId);
    if (attendee === undefined) return;
    if (attendee.place === 'door') this.#left(attendee);
    else this.#room.leave(connectionId);
  }

  connectionClosed(connectionId: string, lastSignAt: number): void {
    const attendee = this.#attendees.on(connectionId);
    if (attendee === undefined) return;
    this.#attendees.endSpan(attendee, lastSignAt);
    // Whoever waits keeps its turn by the meeting, not by a socket; so nothing has to be kept for it here.
    if (attendee.place === 'door') this.#left(attendee);
    else this.#room.disconnected(connectionId, lastSignAt);
  }

  sessionEnded(sessionId: SessionId): void {
    for (const attendee of this.#attendees.all) if (attendee.sessionId === sessionId) this.#putOut(attendee);
  }

  report(connectionId: string, quality: LinkQuality): void {
    const attendee = this.#attendees.on(connectionId);
    if (attendee === undefined || attendee.quality === quality) return;
    attendee.quality = quality;
    this.#announcer.changed(this.now());
  }

  /** Is this place in the room on this connection? Else `invalid_state/not_in_room`. */
  checkIn(partId: PartId, connectionId: string): void {
    this.#attendees.checkIn(partId, connectionId);
  }

  /** When something is said now: rising, so that what is read later stands in the order in which it was heard. */
  momentToSpeak(): number {
    this.#spokenAt = Math.max(this.#deps.clock.now(), this.#spokenAt + 1);
    return this.#spokenAt;
  }

  said(message: Message): void {
    this.#announcer.said(messageView(message));
  }

  /** The stored meeting has changed; what follows from it for those who are here happens now. */
  recordChanged(record: ConsultationRecord): void {
    if (this.#isClosed || record.revision <= this.#record.revision) return;
    const before = this.#record;
    this.#record = record;
    for (const attendee of this.#attendees.all) {
      if (isOpen(record)) this.#follow(attendee, before);
      else this.#announcer.placeChanged(attendee.connectionId, 'over');
    }
    this.#announcer.changed(this.now());
  }

  /** Tells those at the door what is so now. */
  async tellDoor(): Promise<void> {
    for (const { partId, place, connectionId } of this.#attendees.all) {
      const part = this.#part(partId);
      if (place !== 'door' || part === undefined || this.#isClosed) continue;
      this.#announcer.waitingChanged(connectionId, await this.#deps.waitingFor(this.#record, part));
    }
  }

  sweep(): void {
    this.#attendees.sweep();
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#room.close();
    for (const attendee of this.#attendees.all) {
      this.#announcer.remove(attendee.connectionId);
      this.#attendees.delete(attendee);
    }
  }

  async #toDoor(entrant: Entrant, connectionId: string, spanId: string): Promise<ConsultationSnapshot> {
    const { part } = entrant;
    // There first: what changes from here on is told to it.
    this.#comeAs(entrant, connectionId, { place: 'door', spanId });
    this.#announcer.changed(this.now());
    const waiting = await this.#deps.waitingFor(this.#record, part);
    return this.#snapshot(part, { waiting, media: null, participantId: null, chat: [] });
  }

  async #intoRoom(
    entrant: Entrant,
    connectionId: string,
    spanId: string,
    resume: Admission['resume'],
  ): Promise<ConsultationSnapshot> {
    const { part, role } = entrant;
    // Known before the room says that it is live; who was cut off stays away until then.
    const place = this.#attendees.get(part.id)?.place === 'away' ? 'away' : 'in';
    this.#comeAs(entrant, connectionId, { place, spanId });
    const { participant, media } = await this.#admitted(part.id, { key: keyOf(part.id), role, connectionId, resume });
    this.#attendees.letIn(part.id, participant.id);
    this.#announcer.add(connectionId);
    this.#announcer.changed(this.now());
    if (part.isLead) this.#deps.leadMoved(this);
    // Read last: what is said from here on is told to this connection, and what is on air is as it is at the snapshot's `seq`.
    const chat = await this.#deps.facts.newestMessages(this.id, CHAT_SHOWN);
    const here = { ...media, tracks: this.#room.tracksFor(participant) };
    return this.#snapshot(part, { waiting: null, media: here, participantId: participant.id, chat });
  }

  /** Who could not be let in is not shown as being there. */
  async #admitted(id: PartId, admission: Admission): ReturnType<ConsultationRoom['admit']> {
    try {
      return await this.#room.admit(admission);
    } catch (error) {
      const attendee = this.#attendees.on(admission.connectionId);
      const isInside = this.#room.participants.some(({ key }) => key === admission.key);
      if (attendee?.partId === id && !isInside) this.#left(attendee);
      throw error;
    }
  }

  /** One place, one connection: an older one is told that it was taken over. */
  #comeAs({ part, role, sessionId }: Entrant, connectionId: string, at: Pick<Attendee, 'place' | 'spanId'>): void {
    const { connections } = this.#deps;
    const before = this.#attendees.come({ ...at, partId: part.id, role, sessionId, connectionId });
    if (before === undefined || before.connectionId === connectionId) return;
    this.#announcer.remove(before.connectionId);
    // The room itself closes what it supersedes.
    if (before.place === 'door') connections.close(before.connectionId, 'superseded');
  }

  /** After a change of the stored meeting: let in, put out, or sent back to the door. */
  #follow(attendee: Attendee, before: ConsultationRecord): void {
    const part = this.#part(attendee.partId);
    const wasIn = before.parts.some(({ id, admittedAt }) => id === attendee.partId && admittedAt !== null);
    if (part === undefined || part.uninvitedAt !== null || part.removedAt !== null) {
      this.#announcer.placeChanged(attendee.connectionId, 'removed');
      this.#putOut(attendee);
      return;
    }
    const isIn = part.admittedAt !== null;
    if (isIn && !wasIn && attendee.place === 'door') this.#announcer.placeChanged(attendee.connectionId, 'in');
    if (!isIn && attendee.place !== 'door') {
      this.#announcer.placeChanged(attendee.connectionId, 'door');
      this.#putOut(attendee);
    }
  }

  #putOut(attendee: Attendee): void {
    if (attendee.place === 'door') this.#left(attendee);
    else this.#room.expel(keyOf(attendee.partId));
  }

  #left(attendee: Attendee): void {
    this.#attendees.delete(attendee);
    this.#announcer.remove(attendee.connectionId);
    if (!this.#isClosed) this.#announcer.changed(this.now());
  }

  #phaseChanged({ key }: Participant, to: PhaseName, at: number): void {
    const attendee = this.#attendees.get(partOfKey(key));
    if (this.#isClosed || attendee === undefined) return;
    if (to === 'gone') this.#left(attendee);
    if (to === 'away' || to === 'live') {
      attendee.place = to === 'away' ? 'away' : 'in';
      attendee.since = at;
      this.#announcer.changed(this.now());
    }
    if (attendee.partId === leadOf(this.#record).id && to !== 'live') this.#deps.leadMoved(this);
  }

  #tracksChanged(tracks: Track[], epoch: number): void {
    if (!this.#isClosed) this.#announcer.tracksChanged(tracks, epoch);
  }

  #epochChanged(epoch: number, affected: Participant[]): void {
    for (const { key } of affected) {
      const attendee = this.#attendees.get(partOfKey(key));
      if (attendee !== undefined) this.#announcer.epochChanged(attendee.connectionId, epoch);
    }
  }

  #part = (id: PartId): Part | undefined => this.#record.parts.find((part) => part.id === id);

  #snapshot(part: Part, here: Parameters<typeof snapshotView>[1]): ConsultationSnapshot {
    const { clock } = this.#deps;
    const current = here.media === null ? null : this.now();
    const facts = { record: this.#record, part, current, seq: this.#announcer.seq, now: clock.now() };
    return snapshotView(facts, here);
  }
}
