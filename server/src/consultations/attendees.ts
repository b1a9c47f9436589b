import type { PartPlace } from '#shared/consultation-live.ts';
import type { CallerRole } from '#shared/kit/caller.ts';
import type { ConsultationId, PartId, SessionId } from '#shared/kit/ids.ts';
import type { LinkQuality } from '#shared/link-quality.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Logger } from '../kernel/logger.ts';
import type { MeetingFactsRepo } from './meeting-facts.repo.ts';

/** One who is there, at the door or in the room, on one connection. */
export type Attendee = {
  readonly partId: PartId;
  readonly role: CallerRole;
  sessionId: SessionId;
  connectionId: string;
  place: Extract<PartPlace, 'door' | 'in' | 'away'>;
  since: number;
  participantId: string | null;
  quality: LinkQuality;
  /** The stored stretch of time that it is here for; null while it is not. */
  spanId: string | null;
};

type Deps = {
  readonly consultationId: ConsultationId;
  readonly facts: Pick<MeetingFactsRepo, 'openSpan' | 'seen'>;
  readonly newId: () => string;
  readonly now: () => number;
  readonly log: Logger;
};

/** Who is there in one meeting, and since when: the latter in the database, before anybody is told. */
export class Attendees {
  readonly #deps: Deps;
  readonly #byPart = new Map<PartId, Attendee>();

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  get all(): Attendee[] {
    return [...this.#byPart.values()];
  }

  get(id: PartId): Attendee | undefined {
    return this.#byPart.get(id);
  }

  on(connectionId: string): Attendee | undefined {
    return this.all.find((each) => each.connectionId === connectionId);
  }

  /** Is this place in the room on this connection? Else `invalid_state/not_in_room`. */
  checkIn(id: PartId, connectionId: string): void {
    const attendee = this.#byPart.get(id);
    if (attendee?.connectionId !== connectionId || attendee.place === 'door') {
      throw new AppError('invalid_state', 'not_in_room');
    }
  }

  /** Resolves once the stretch of time is stored. */
  async beginSpan(partId: PartId): Promise<string> {
    const running = this.#byPart.get(partId)?.spanId;
    if (running !== undefined && running !== null) return running;
    const { consultationId, facts, newId, now } = this.#deps;
    const id = newId();
    await facts.openSpan({ id, consultationId, partId, at: now() });
    return id;
  }

  /** Answers who had this place before; what is known of it stays. */
  come(now: Omit<Attendee, 'since' | 'participantId' | 'quality'>): Attendee | undefined {
    const before = this.#byPart.get(now.partId);
    this.#byPart.set(now.partId, {
      ...now,
      since: before?.place === now.place ? before.since : this.#deps.now(),
      participantId: before?.participantId ?? null,
      quality: before?.quality ?? 'unknown',
    });
    return before;
  }

  letIn(id: PartId, participantId: string): void {
    const attendee = this.#byPart.get(id);
    if (attendee !== undefined) attendee.participantId = participantId;
  }

  /** The connection is gone since `lastSignAt`; nobody waits for the writing, which the last sweep has done up to ten seconds. */
  endSpan(attendee: Attendee, lastSignAt: number): void {
    const { spanId } = attendee;
    attendee.spanId = null;
    if (spanId !== null) this.#write([spanId], lastSignAt);
  }

  delete(attendee: Attendee): void {
    if (this.#byPart.get(attendee.partId) !== attendee) return;
    this.endSpan(attendee, this.#deps.now());
    this.#byPart.delete(attendee.partId);
  }

  /** Still here, all who are. */
  sweep(): void {
    const spans = this.all.flatMap(({ spanId }) => (spanId === null ? [] : [spanId]));
    if (spans.length > 0) this.#write(spans, this.#deps.now());
  }

  #write(spans: readonly string[], at: number): void {
    const { facts, log, consultationId } = this.#deps;
    facts.seen(spans, at).catch((error: unknown) => {
      log.warn({ err: error, consultationId }, 'time in a meeting is written later');
    });
  }
}
