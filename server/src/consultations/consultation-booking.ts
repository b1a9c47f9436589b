import { type ConsultationDetail, consultationRules, type FreeSlots } from '#shared/consultations.ts';
import { type Caller, nameOf } from '#shared/kit/caller.ts';
import type { AccountId, RequestId } from '#shared/kit/ids.ts';
import { AppError } from '../kernel/app-error.ts';
import { accountChannel, matterChannel } from '../kernel/connections.ts';
import { owe } from '../kernel/outbox.ts';
import { iso } from './consultation.views.ts';
import type { ConsultationsDeps, MatterFacts } from './consultation-ports.ts';
import type { ConsultationRecord } from './consultation-record.ts';
import type { Booker, Rights } from './consultation-rights.ts';
import type { ConsultationStore } from './consultation-store.ts';
import { checkBookable, type FreeTime, type Wanted, wantedBy } from './free-time.ts';
import { type NewMeeting, newConsultation } from './new-consultation.ts';
import { ringLead } from './ringing.ts';
import { QUARTER_MS, startOfNow } from './slot.rules.ts';

export type Booking = {
  slots(caller: Caller, id: RequestId, minutes: number | undefined): Promise<FreeSlots>;
  offer(caller: Caller, id: RequestId, starts: readonly string[]): Promise<FreeSlots>;
  book(caller: Caller, id: RequestId, startAt: string, minutes: number | undefined): Promise<ConsultationDetail>;
  meetNow(caller: Caller, id: RequestId): Promise<ConsultationDetail>;
};

type Deps = Pick<ConsultationsDeps, 'repo' | 'facts' | 'experts' | 'connections' | 'settings' | 'newId' | 'clock'> & {
  readonly store: ConsultationStore;
  readonly rights: Rights;
  readonly freeTime: FreeTime;
  readonly detail: (caller: Caller, record: ConsultationRecord) => Promise<ConsultationDetail>;
};

type Led = {
  readonly matter: MatterFacts;
  readonly as: Booker;
  readonly leadId: AccountId;
  readonly lead: NewMeeting['lead'];
};

/** In these a matter has an expert who may meet its citizen. */
const meetable: readonly string[] = ['assigned', 'scheduled', 'met'];

export function createBooking(deps: Deps): Booking {
  const { repo, facts, experts, store, rights, freeTime, detail, connections, settings, clock } = deps;
  const usualMinutes = (): number => settings().consultationMinutes;

  const led = async (caller: Caller, id: RequestId): Promise<Led> => {
    const { matter, as } = await rights.booking(caller, id);
    const leadId = matter.leadId;
    if (leadId === null || !meetable.includes(matter.state)) throw new AppError('invalid_state', 'matter_not_assigned');
    const expert = await experts.find(leadId);
    const lead = { accountId: leadId, name: expert?.name ?? '', orgName: expert?.orgName ?? '' };
    return { matter, as, leadId, lead };
  };
  const slotsOf = async ({ leadId, lead, matter }: Led, minutes: number): Promise<FreeSlots> => {
    const [open, offered] = await Promise.all([repo.openOf(matter.id), facts.offered(matter.id, leadId)]);
    const wanted = wantedBy(open, leadId, minutes, offered);
    const free = await freeTime.of(wanted);
    return {
      leadName: lead.name,
      minutes: wanted.minutes,
      slots: free.slots.map(iso),
      offered: free.offered.map(iso),
      consultationId: open?.id ?? null,
    };
  };
  return {
    slots: async (caller, id, minutes = usualMinutes()) => slotsOf(await led(caller, id), minutes),
    offer: async (caller, id, starts) => {
      const known = await led(caller, id);
      const at = clock.now();
      const times = [...new Set(starts.map((start) => Date.parse(start)))];
      for (const [index, startAt] of times.entries()) checkBookable(startAt, at, settings(), `starts.${index}`);
      const params = { number: known.matter.number, requestId: id };
      const owed = owe({ kind: 'consultation.offered', to: { citizen: id }, params, at: new Date(at) });
      await facts.offer(id, { expertId: known.leadId, starts: times, at, owed });
      const news = { consultationId: null, requestId: id };
      connections.publish({ channel: matterChannel(id) }, 'consultation:listChanged', news);
      return slotsOf(known, usualMinutes());
    },
    book: async (caller, id, start, minutes = usualMinutes()) => {
      const { matter, as, leadId, lead } = await led(caller, id);
      const startAt = Date.parse(start);
      const offered = await facts.offered(id, leadId);
      const wanted = wantedBy(null, leadId, minutes, offered);
      if ((await repo.openOf(id)) !== null) throw new AppError('invalid_state', 'already_booked');
      await checkOpen(deps, as, wanted, startAt);
      const meeting = { matter, lead, startAt, minutes, isNow: false, by: nameOf(caller) };
      const record = newConsultation(deps, meeting, clock.now());
      if ((await store.insert(record)) === 'taken') throw await refusal(deps, id, wanted, startAt);
      return detail(caller, await store.find(record.id));
    },
    meetNow: async (caller, id) => {
      const { matter, leadId, lead } = await led(caller, id);
      checkBothThere(deps, caller, id, leadId);
      const now = clock.now();
      const toQuarterEnd = Math.ceil((startOfNow(now) + QUARTER_MS - now) / 60_000);
      // As long as usual where that is free; on the spot a few minutes are better than none.
      for (const minutes of [usualMinutes(), consultationRules.slotMinutes, toQuarterEnd]) {
        const meeting = { matter, lead, startAt: now, minutes, isNow: true, by: nameOf(caller) };
        const record = newConsultation(deps, meeting, now);
        if ((await store.insert(record)) === 'taken') continue;
        if (caller.role !== 'expert') ringLead(connections, record, matter.citizenName, now);
        return detail(caller, await store.find(record.id));
      }
      throw await refusal(deps, id, wantedBy(null, leadId, usualMinutes(), []), now);
    },
  };
}

function checkBothThere({ connections }: Deps, caller: Caller, id: RequestId, leadId: AccountId): void {
  const other = caller.role === 'expert' ? matterChannel(id) : accountChannel(leadId);
  if (connections.isAnybodyIn(other)) return;
  throw new AppError('conflict', caller.role === 'expert' ? 'citizen_not_there' : 'expert_not_there');
}

/** Why an insert was refused: the matter's own open meeting, or somebody else's time. */
const refusal = async ({ repo, freeTime }: Deps, id: RequestId, wanted: Wanted, startAt: number): Promise<AppError> =>
  (await repo.openOf(id)) === null ? freeTime.taken(wanted, startAt) : new AppError('invalid_state', 'already_booked');

/** The lead expert may take any time of his own; others what he keeps free or has offered. */
export async function checkOpen(
  { freeTime, settings, clock }: Pick<Deps, 'freeTime' | 'settings' | 'clock'>,
  as: Booker,
  wanted: Wanted,
  startAt: number,
): Promise<void> {
  checkBookable(startAt, clock.now(), settings());
  if (as === 'lead') return;
  const { slots } = await freeTime.of(wanted);
  if (!slots.includes(startAt)) throw await freeTime.taken(wanted, startAt, slots);
}
