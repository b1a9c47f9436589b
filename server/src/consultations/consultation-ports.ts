import type { Invitable } from '#shared/consultations.ts';
import type { Caller, MatterRole } from '#shared/kit/caller.ts';
import type { AccountId, ConsultationId, PartId, RequestId, SessionId } from '#shared/kit/ids.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Connections } from '../kernel/connections.ts';
import type { Logger } from '../kernel/logger.ts';
import type { LiveRoom, LiveRoomOptions } from '../live/live-room.ts';
import type { PublishConsultations } from './consultation.events.ts';
import type { ConsultationRepo } from './consultation.repo.ts';
import type { MatterAct } from './consultation-record.ts';
import type { MeetingFactsRepo } from './meeting-facts.repo.ts';
import type { MeetingSettings } from './meeting-settings.ts';

/** What a meeting has to know of its matter; nothing of what it is about. */
export type MatterFacts = {
  readonly id: RequestId;
  readonly number: string;
  readonly state: string;
  /** Who leads its meetings; null while nobody has it. */
  readonly leadId: AccountId | null;
  readonly citizenName: string;
  readonly ownerOrgPath: string;
  readonly parties: readonly { readonly partyId: PartId; readonly name: string }[];
};

export type Reads = 'full' | 'masked' | 'outcome' | 'none';

export type MattersFace = {
  find(id: RequestId): Promise<MatterFacts | null>;
  mayRead(caller: Caller, id: RequestId): Promise<Reads>;
  /** From now on this department or further expert may read the matter; saying it twice does no harm. */
  callIn(id: RequestId, account: AccountId): Promise<void>;
  /** What a meeting with this lead expert causes. Rejects with `invalid_state` where the matter has gone another way meanwhile. */
  move(id: RequestId, act: MatterAct, by: string, lead: AccountId): Promise<void>;
};

/** `availability`: starts of the quarters that the expert keeps, taken or not. */
export type ExpertsFace = {
  find(id: AccountId): Promise<{ readonly name: string; readonly orgName: string; readonly isActive: boolean } | null>;
  availability(id: AccountId, from: number, to: number): Promise<readonly number[]>;
};

export type DepartmentsFace = {
  /** An account that acts as a department; null for others. */
  find(id: AccountId): Promise<{ readonly name: string; readonly orgName: string } | null>;
  all(): Promise<Invitable['departments']>;
};

export type GuestLinksFace = {
  make(
    subject: { role: MatterRole; requestId: RequestId; consultationId: ConsultationId; partyId: null; name: string },
    expiresAt: Date,
  ): Promise<{ id: SessionId; token: string; expiresAt: Date }>;
  revoke(id: SessionId): Promise<boolean>;
};

/** What a session uses of its live room. */
export type ConsultationRoom = Pick<
  LiveRoom,
  'admit' | 'disconnected' | 'leave' | 'expel' | 'tracks' | 'tracksFor' | 'participants' | 'close'
>;
export type OpenRoom = (options: Pick<LiveRoomOptions, 'id' | 'policy' | 'on'>) => ConsultationRoom;

export type ConsultationsDeps = {
  readonly repo: ConsultationRepo;
  readonly facts: MeetingFactsRepo;
  readonly matters: MattersFace;
  readonly experts: ExpertsFace;
  readonly departments: DepartmentsFace;
  readonly guestLinks: GuestLinksFace;
  readonly guestUrl: (token: string) => string;
  /** Where calendar files point to, and the name behind their ids. */
  readonly publicUrl: string;
  readonly openRoom: OpenRoom;
  readonly connections: Connections;
  readonly publish: PublishConsultations;
  /** 24 hex characters, new each time. */
  readonly newId: () => string;
  readonly settings: () => MeetingSettings;
  readonly clock: Clock;
  readonly log: Logger;
};
