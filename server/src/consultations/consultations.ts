import type { ConsultationId, RequestId, SessionId } from '#shared/kit/ids.ts';
import { accountChannel, matterChannel } from '../kernel/connections.ts';
import type { Closable } from '../kernel/disposer.ts';
import type { Outbox } from '../kernel/outbox.ts';
import { type Booking, createBooking } from './consultation-booking.ts';
import { type ConsultationClock, createConsultationClock } from './consultation-clock.ts';
import { type ConsultationConduct, createConsultationConduct } from './consultation-conduct.ts';
import { type ConsultationConsents, createConsultationConsents } from './consultation-consents.ts';
import { createConsultationDirectory } from './consultation-directory.ts';
import { type ConsultationEntrance, createConsultationEntrance } from './consultation-entrance.ts';
import { createInvitations, type Invitations } from './consultation-invitations.ts';
import { type ConsultationLists, createConsultationLists } from './consultation-lists.ts';
import type { ConsultationsDeps } from './consultation-ports.ts';
import { createRebooking, type Rebooking } from './consultation-rebooking.ts';
import { activeParts, type ConsultationRecord, isOpen } from './consultation-record.ts';
import { createRights } from './consultation-rights.ts';
import { createConsultationStore } from './consultation-store.ts';
import { createFreeTime } from './free-time.ts';
import { verifyConsultations } from './verify-consultations.ts';
import { createWaitingHelp, type WaitingHelp } from './waiting-help.ts';
import { createWaitingRoom, type WaitingRoom } from './waiting-room.ts';

export type Consultations = Closable & {
  readonly booking: Booking;
  readonly rebooking: Rebooking;
  readonly waitingHelp: WaitingHelp;
  readonly invitations: Invitations;
  readonly lists: ConsultationLists;
  readonly entrance: ConsultationEntrance;
  readonly conduct: ConsultationConduct;
  readonly consents: ConsultationConsents;
  readonly outboxes: readonly Outbox[];
  /** For other modules, which have asked for the right themselves. Newest start first. */
  ofRequest(id: RequestId): Promise<ConsultationRecord[]>;
  find(id: ConsultationId): Promise<ConsultationRecord | null>;
  tick: ConsultationClock['tick'];
  /** For every socket that ends; `lastSignAt`: the end itself, or the last packet where it fell silent. */
  connectionClosed(connectionId: string, lastSignAt: number): void;
  /** For every session that ended before its time: its people are out at once. */
  sessionEnded(sessionId: SessionId): void;
  /** Compares what is derived with what it is derived from; answers what does not agree. */
  verify(): Promise<string[]>;
  close(): void;
};

export function createConsultations(deps: ConsultationsDeps): Consultations {
  const { repo, facts, connections, clock, log } = deps;
  const follow = createFollowing(deps);
  const store = createConsultationStore({
    repo,
    matters: deps.matters,
    log,
    changed: (after, before) => {
      directory.changed(after);
      follow(after, before);
    },
  });
  const directory = createConsultationDirectory({
    ...deps,
    waitingFor: (record, part) => waitingRoom.infoFor(record, part),
  });
  const waitingRoom: WaitingRoom = createWaitingRoom({
    repo,
    clock,
    whereabouts: (record) => directory.whereabouts(record),
  });
  const rights = createRights({ matters: deps.matters, store });
  const freeTime = createFreeTime(deps);
  const lists = createConsultationLists({ ...deps, store, rights, waitingRoom });
  const shared = { ...deps, store, rights, freeTime, detail: lists.detail };
  const entrance = createConsultationEntrance({ store, rights, directory, connections, clock });
  const timed = createConsultationClock({
    ...deps,
    store,
    isInUse: (record) => directory.find(record.id)?.isEmpty === false,
  });

  return {
    booking: createBooking(shared),
    rebooking: createRebooking(shared),
    waitingHelp: createWaitingHelp({ ...deps, store, rights, directory, waitingRoom }),
    invitations: createInvitations(shared),
    lists,
    entrance,
    conduct: createConsultationConduct({ ...deps, store, rights, directory, entrance }),
    consents: createConsultationConsents({ ...deps, store, rights, entrance }),
    outboxes: [repo, facts.outbox],
    ofRequest: (id) => repo.ofRequest(id),
    find: (id) => repo.find(id),
    tick: () => timed.tick(),
    connectionClosed: (connectionId, lastSignAt) => directory.connectionClosed(connectionId, lastSignAt),
    sessionEnded: (sessionId) => directory.sessionEnded(sessionId),
    verify: () => verifyConsultations(repo),
    close: () => {
      timed.close();
      directory.close();
    },
  };
}

/** What a change of a stored meeting means to those who look at lists, to other modules and to guests. */
function createFollowing({ connections, publish, guestLinks, log }: ConsultationsDeps) {
  return (after: ConsultationRecord, before: ConsultationRecord | undefined): void => {
    const { id: consultationId, requestId } = after;
    if (before === undefined || listedAs(after) !== listedAs(before)) {
      const channels = activeParts(after).flatMap(({ accountId }) =>
        accountId === null ? [] : [accountChannel(accountId)],
      );
      for (const channel of [matterChannel(requestId), ...new Set(channels)])
        connections.publish({ channel }, 'consultation:listChanged', { consultationId, requestId });
    }
    if (before === undefined || after.state === before.state) return;
    const meeting = { consultationId, requestId };
    if (after.state === 'held') publish('consultation.held', meeting);
    if (after.state === 'cancelled') publish('consultation.cancelled', meeting);
    if (after.state === 'noShow') publish('consultation.noShow', { ...meeting, absent: after.absent ?? 'both' });
    if (isOpen(after)) return;
    for (const { linkId } of after.parts) {
      if (linkId === null) continue;
      // Should it fail: the meeting is over, and whoever holds the link finds it so.
      guestLinks
        .revoke(linkId)
        .catch((error: unknown) => log.warn({ err: error, consultationId }, 'a guest link stays'));
    }
  };
}

/** What a list shows of a meeting, as one string. */
const listedAs = (record: ConsultationRecord): string =>
  JSON.stringify([record.state, record.startAt, activeParts(record).map(({ id }) => id)]);
