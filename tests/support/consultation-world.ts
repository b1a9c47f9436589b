import type { Connection } from 'mongoose';
import type { MatterCaller, MatterRole, StaffCaller } from '#shared/kit/caller.ts';
import {
  type AccountId,
  type ConsultationId,
  consultationId,
  type PartId,
  partId,
  type RequestId,
  requestId,
  type SessionId,
  sessionId,
} from '#shared/kit/ids.ts';
import { usualSettings } from '#shared/settings.ts';
import type { ConsultationEvents } from '../../server/src/consultations/consultation.events.ts';
import { createConsultationRepo } from '../../server/src/consultations/consultation.repo.ts';
import type { MatterFacts } from '../../server/src/consultations/consultation-ports.ts';
import { type Consultations, createConsultations } from '../../server/src/consultations/consultations.ts';
import { createMeetingFactsRepo } from '../../server/src/consultations/meeting-facts.repo.ts';
import type { MeetingSettings } from '../../server/src/consultations/meeting-settings.ts';
import { AppError } from '../../server/src/kernel/app-error.ts';
import type { Clock } from '../../server/src/kernel/clock.ts';
import { LiveRoom } from '../../server/src/live/live-room.ts';
import { createMediaCommands } from '../../server/src/live/media.commands.ts';
import { createRoomDirectory } from '../../server/src/live/room-directory.ts';
import type { Sfu } from '../../server/src/media/sfu.ts';
import { testLog } from './engine.ts';
import { fakeConnections, newId, staff } from './lecture-world.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const iso = (at: number): string => new Date(at).toISOString();
export const newRequestId = (): RequestId => requestId.parse(newId());
export const newPartId = (): PartId => partId.parse(newId());

type Matter = { -readonly [K in keyof MatterFacts]: MatterFacts[K] } & { moves: string[] };

export function matterCaller(role: MatterRole, id: RequestId, over: Partial<MatterCaller> = {}): MatterCaller {
  const own = { role, requestId: id, consultationId: null, partyId: null, name: `测试${role}`, address: '127.0.0.1' };
  return { ...own, sessionId: sessionId.parse(newId()), ...over };
}

export type ConsultationWorldOptions = { connection: Connection; sfu: Sfu; clock: Clock };
export type ConsultationWorld = ReturnType<typeof consultationWorld>;

/** Meetings as one server process has them, over the real engine and the real media worker; matters and experts stand beside them. */
export function consultationWorld({ connection, sfu, clock }: ConsultationWorldOptions) {
  const sockets = fakeConnections(() => clock.now());
  const directory = createRoomDirectory<LiveRoom>();
  const iceServers = (): [] => [];
  const matters = new Map<RequestId, Matter>();
  const experts = new Map<AccountId, { name: string; orgName: string; isActive: boolean }>();
  const departments = new Map<AccountId, { name: string; orgName: string }>();
  const revoked: SessionId[] = [];
  const events: { name: keyof ConsultationEvents; payload: ConsultationEvents[keyof ConsultationEvents] }[] = [];
  const links: { token: string; id: SessionId; name: string; consultationId: ConsultationId; requestId: RequestId }[] =
    [];
  let isMatterAway = false;
  const settings: Partial<MeetingSettings> = {};

  const repo = createConsultationRepo(connection, clock);
  const facts = createMeetingFactsRepo(connection, clock);
  const consultations: Consultations = createConsultations({
    repo,
    facts,
    matters: {
      find: async (id) => matters.get(id) ?? null,
      callIn: async () => undefined,
      mayRead: async (caller, id) => {
        const matter = matters.get(id);
        if (matter === undefined) return 'none';
        switch (caller.role) {
          case 'citizen':
            return caller.requestId === id ? 'full' : 'none';
          case 'expert':
            return matter.leadId === caller.accountId ? 'full' : 'masked';
          case 'hall':
          case 'clerk':
          case 'organizer':
            return matter.ownerOrgPath.startsWith(caller.orgPath) ? 'full' : 'none';
          case 'supervisor':
            return 'full';
          default:
            return 'none';
        }
      },
      move: async (id, act) => {
        if (isMatterAway) throw new AppError('unavailable', 'database_away');
        matters.get(id)?.moves.push(act);
      },
    },
    experts: {
      find: async (id) => experts.get(id) ?? null,
      // Every quarter between 08:00 and 17:00 in Asia/Shanghai.
      availability: async (_id, from, to) => {
        const quarter = 15 * MINUTE;
        const first = Math.ceil(from / quarter);
        const all = Array.from(
          { length: Math.max(0, Math.floor(to / quarter) - first) },
          (_, n) => (first + n) * quarter,
        );
        return all.filter((at) => new Date(at).getUTCHours() < 9);
      },
    },
    departments: {
      find: async (id) => departments.get(id) ?? null,
      all: async () => [...departments].map(([accountId, known]) => ({ accountId, ...known, pinyin: '' })),
    },
    guestLinks: {
      make: async (subject, expiresAt) => {
        const link = { id: sessionId.parse(newId()), token: newId(), expiresAt };
        links.push({
          ...link,
          name: subject.name,
          consultationId: subject.consultationId,
          requestId: subject.requestId,
        });
        return link;
      },
      revoke: async (id) => {
        revoked.push(id);
        return true;
      },
    },
    guestUrl: (token) => `http://localhost/matter/${token}`,
    publicUrl: 'http://localhost',
    openRoom: (options) => new LiveRoom({ ...options, sfu, directory, clock, log: testLog, iceServers }),
    connections: sockets.connections,
    publish: (name, payload) => void events.push({ name, payload }),
    newId,
    settings: () => ({ ...usualSettings, ...settings }),
    clock,
    log: testLog,
  });

  const expert = (name = '王律师'): StaffCaller => {
    const caller = staff('expert', { name });
    experts.set(caller.accountId, { name, orgName: '法学会', isActive: true });
    return caller;
  };
  const department = (name = '人社局'): StaffCaller => {
    const caller = staff('department', { name });
    departments.set(caller.accountId, { name, orgName: name });
    return caller;
  };
  const matter = (leadId: AccountId, over: Partial<MatterFacts> = {}): Matter => {
    const known: Matter = {
      id: newRequestId(),
      number: '2026-0137',
      state: 'assigned',
      leadId,
      citizenName: '张大娘',
      ownerOrgPath: '/2202/2202001/2202001001/',
      parties: [],
      moves: [],
      ...over,
    };
    matters.set(known.id, known);
    return known;
  };

  return {
    consultations,
    repo,
    facts,
    media: createMediaCommands({ directory }),
    matters,
    /** What the county has set otherwise than usual. */
    settings,
    links,
    revoked,
    events,
    expert,
    department,
    matter,
    close: () => consultations.close(),
    setMatterAway: (isAway: boolean) => {
      isMatterAway = isAway;
    },
    ...sockets,
  };
}

export const idOf = ({ id }: { id: string }): ConsultationId => consultationId.parse(id);

/** A booked meeting whose waiting room is open: ten minutes before its start, unless said otherwise. */
export async function bookedSoon(
  world: ConsultationWorld,
  clock: Clock & { advance(ms: number): Promise<void> },
  { lead = world.expert(), minutesBefore = 10 } = {},
) {
  const matter = world.matter(lead.accountId);
  const citizen = matterCaller('citizen', matter.id);
  const startAt = Math.ceil((clock.now() + 3 * HOUR) / (15 * MINUTE)) * 15 * MINUTE;
  const meeting = await world.consultations.booking.book(lead, matter.id, iso(startAt), 30);
  await clock.advance(startAt - clock.now() - minutesBefore * MINUTE);
  return { lead, citizen, matter, id: idOf(meeting), startAt };
}
