import type { ConsultationDetail, GuestKind, Invitable, Invitation } from '#shared/consultations.ts';
import type { Caller } from '#shared/kit/caller.ts';
import type { ConsultationId, PartId } from '#shared/kit/ids.ts';
import { HOUR_MS } from '#shared/kit/time.ts';
import { AppError } from '../kernel/app-error.ts';
import type { OwedNotice } from '../kernel/outbox.ts';
import { checkRoomFor, withPart, wrongState } from './consultation.rules.ts';
import { iso } from './consultation.views.ts';
import { noticesTo, type Remind, reminders, withoutRecipient } from './consultation-notices.ts';
import type { ConsultationsDeps } from './consultation-ports.ts';
import { activeParts, type ConsultationRecord, isOpen, type Part } from './consultation-record.ts';
import type { Rights } from './consultation-rights.ts';
import type { ConsultationStore } from './consultation-store.ts';
import { type FreeTime, wantedBy } from './free-time.ts';
import { newPart } from './new-consultation.ts';
import { closesAt } from './slot.rules.ts';

export type Invitations = {
  invitable(caller: Caller, id: ConsultationId): Promise<Invitable>;
  invite(caller: Caller, id: ConsultationId, who: Invitation): Promise<ConsultationDetail>;
  uninvite(caller: Caller, id: ConsultationId, partId: PartId): Promise<ConsultationDetail>;
  inviteGuest(
    caller: Caller,
    id: ConsultationId,
    guest: { name: string; guestKind: GuestKind },
  ): Promise<{ partId: PartId; url: string; expiresAt: string }>;
};

type Deps = Pick<
  ConsultationsDeps,
  'matters' | 'experts' | 'departments' | 'guestLinks' | 'guestUrl' | 'settings' | 'newId' | 'clock' | 'log'
> & {
  readonly store: ConsultationStore;
  readonly rights: Rights;
  readonly freeTime: FreeTime;
  readonly detail: (caller: Caller, record: ConsultationRecord) => Promise<ConsultationDetail>;
};

export function createInvitations(deps: Deps): Invitations {
  const { store, rights, freeTime, guestLinks, guestUrl, settings, clock, log, detail } = deps;

  const led = async (caller: Caller, id: ConsultationId): Promise<ConsultationRecord> => {
    const { record, part } = await rights.belonging(caller, id);
    if (!part.isLead) throw new AppError('forbidden', 'not_lead_expert');
    return record;
  };
  return {
    invitable: async (caller, id) => invitableTo(deps, await led(caller, id)),
    invite: async (caller, id, who) => {
      const record = await led(caller, id);
      const invited = await inviteeOf(deps, record, who);
      // Before it is invited: who finds the invitation must be able to read what it is about.
      if (invited.accountId) await deps.matters.callIn(record.requestId, invited.accountId);
      const now = clock.now();
      const after = await store.change(
        id,
        (stored) => {
          if (!isOpen(stored)) throw wrongState(stored);
          if (activeParts(stored).some((part) => isSame(part, invited))) return stored;
          checkRoomFor(stored);
          const part = newPart(deps, who.kind, invited);
          const told = invitedNotices(stored, part, now, settings());
          const [parts, outbox] = [
            [...stored.parts, part],
            [...stored.outbox, ...told],
          ];
          return { ...stored, parts, outbox, sequence: stored.sequence + 1, revision: stored.revision + 1 };
        },
        (wanted) => freeTime.taken(wantedBy(wanted, wanted.leadId, wanted.plannedMinutes, []), wanted.startAt),
      );
      return detail(caller, after);
    },
    uninvite: async (caller, id, partId) => {
      const { part: own } = await hosted(rights, caller, id);
      let linkId: Part['linkId'] = null;
      const after = await store.change(id, (stored) => {
        const part = activeParts(stored).find((each) => each.id === partId);
        if (part === undefined) throw new AppError('not_found', 'part_unknown');
        if (!isOpen(stored)) throw wrongState(stored);
        // The citizen brings family along and sends it away again; whom the expert called stays.
        const mayGo = own.isLead ? !part.isLead && part.kind !== 'citizen' : part.kind === 'guest';
        if (!mayGo) throw new AppError('forbidden', 'part_stays');
        linkId = part.linkId;
        const gone = withPart(stored, partId, { uninvitedAt: clock.now(), admittedAt: null });
        const outbox = withoutRecipient(stored, part);
        return { ...gone, outbox, sequence: stored.sequence + 1, revision: stored.revision + 1 };
      });
      if (linkId !== null) await guestLinks.revoke(linkId);
      return detail(caller, after);
    },
    inviteGuest: async (caller, id, { name, guestKind }) => {
      const { record } = await hosted(rights, caller, id);
      if (!isOpen(record)) throw wrongState(record);
      checkRoomFor(record);
      const { requestId } = record;
      // Longer than the meeting, which may be moved; that it is over ends the link in any case.
      const expiresAt = new Date(closesAt(record) + settings().bookableUntilDays * 24 * HOUR_MS);
      const subject = { role: 'guest', requestId, consultationId: id, partyId: null, name } as const;
      const link = await guestLinks.make(subject, expiresAt);
      const part = newPart(deps, 'guest', { name, guestKind, linkId: link.id });
      try {
        await store.change(id, (stored) => {
          if (!isOpen(stored)) throw wrongState(stored);
          checkRoomFor(stored);
          return { ...stored, parts: [...stored.parts, part], revision: stored.revision + 1 };
        });
      } catch (error) {
        // Nobody has seen it: a link without a place opens nothing.
        await guestLinks.revoke(link.id).catch((cause: unknown) => log.warn({ err: cause }, 'an unused link stays'));
        throw error;
      }
      return { partId: part.id, url: guestUrl(link.token), expiresAt: iso(closesAt(record)) };
    },
  };
}

async function invitableTo({ departments, matters }: Deps, { requestId }: ConsultationRecord): Promise<Invitable> {
  const [called, matter] = await Promise.all([departments.all(), matters.find(requestId)]);
  return { departments: called, parties: (matter?.parties ?? []).map(({ partyId, name }) => ({ partyId, name })) };
}

const invitedNotices = (record: ConsultationRecord, part: Part, now: number, settings: Remind): OwedNotice[] => [
  ...noticesTo(record, 'consultation.invited', now, [part]),
  ...reminders(record, now, settings, [part]),
];

/** The lead expert, and the citizen for whom it brings along. */
async function hosted(
  rights: Rights,
  caller: Caller,
  id: ConsultationId,
): Promise<{ record: ConsultationRecord; part: Part }> {
  const own = await rights.belonging(caller, id);
  if (!own.part.isLead && own.part.kind !== 'citizen') throw new AppError('forbidden', 'not_lead_expert');
  return own;
}

async function inviteeOf(
  { matters, experts, departments }: Deps,
  record: ConsultationRecord,
  who: Invitation,
): Promise<Partial<Part>> {
  const unknown = (path: string): AppError =>
    new AppError('invalid_input', 'invalid_input', { fields: [{ path, reason: 'invitee_unknown' }] });
  switch (who.kind) {
    case 'expert': {
      const expert = await experts.find(who.accountId);
      if (expert?.isActive !== true) throw unknown('who.accountId');
      return { accountId: who.accountId, name: expert.name, orgName: expert.orgName };
    }
    case 'department': {
      const department = await departments.find(who.accountId);
      if (department === null) throw unknown('who.accountId');
      return { accountId: who.accountId, ...department };
    }
    case 'party': {
      const parties = (await matters.find(record.requestId))?.parties ?? [];
      const party = parties.find(({ partyId }) => partyId === who.partyId);
      if (party === undefined) throw unknown('who.partyId');
      return { partyId: who.partyId, name: party.name };
    }
  }
}

const isSame = (part: Part, invited: Partial<Part>): boolean =>
  (part.accountId !== null && part.accountId === invited.accountId) ||
  (part.partyId !== null && part.partyId === invited.partyId);
