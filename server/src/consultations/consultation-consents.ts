import type { ConsentAsk } from '#shared/consultation-live.ts';
import { type Caller, isStaff, type StaffCaller } from '#shared/kit/caller.ts';
import { type ConsultationId, type PartId, partId } from '#shared/kit/ids.ts';
import { AppError } from '../kernel/app-error.ts';
import { checkRoomFor, wrongState } from './consultation.rules.ts';
import type { ConsultationEntrance } from './consultation-entrance.ts';
import type { ConsultationsDeps } from './consultation-ports.ts';
import { type Answer, type Ask, activeParts, type ConsultationRecord, isOpen, leadOf } from './consultation-record.ts';
import type { Rights } from './consultation-rights.ts';
import type { ConsultationStore } from './consultation-store.ts';
import { newPart } from './new-consultation.ts';
import { askView } from './session-views.ts';
import { withSupervisors } from './supervisors.rules.ts';

type Question = { readonly what: Ask['what']; readonly reason: string };

/** Questions that everybody in the room answers on screen before a recording, or a supervisor, may be; the answers are the evidence. */
export type ConsultationConsents = {
  ask(caller: Caller, id: ConsultationId, question: Question): Promise<ConsentAsk>;
  answer(
    who: { caller: Caller; connectionId: string },
    id: ConsultationId,
    askId: PartId,
    agrees: boolean,
  ): Promise<ConsentAsk>;
};

type Deps = Pick<ConsultationsDeps, 'newId' | 'clock'> & {
  readonly store: ConsultationStore;
  readonly rights: Rights;
  readonly entrance: ConsultationEntrance;
};

const MAX_ASKS = 40;
const MAX_ANSWERS = 100;

export function createConsultationConsents(deps: Deps): ConsultationConsents {
  const { store, rights, entrance, newId, clock } = deps;

  /** A recording is the lead expert's to ask for; to sit in, a supervisor's who may read the matter. */
  const asker = async (caller: Caller, id: ConsultationId, what: Ask['what']): Promise<StaffCaller> => {
    const { part } = await rights.reading(caller, id);
    const mayAsk = what === 'supervisor' ? caller.role === 'supervisor' : part?.isLead === true;
    if (!isStaff(caller) || !mayAsk)
      throw new AppError('forbidden', what === 'recording' ? 'not_lead_expert' : 'not_agreed');
    return caller;
  };

  return {
    ask: async (caller, id, { what, reason }) => {
      const by = await asker(caller, id, what);
      const now = clock.now();
      const askId = partId.parse(newId());
      const after = await store.change(id, (stored) => {
        if (!isOpen(stored)) throw wrongState(stored);
        const question: Ask = {
          id: askId,
          what,
          byAccountId: by.accountId,
          by: by.name,
          reason,
          askedAt: now,
          withdrawnAt: null,
          answers: what === 'recording' ? [yesOf(stored, now)] : [],
        };
        const earlier = stored.asks.map((ask) =>
          isSameKind(ask, question) ? { ...ask, withdrawnAt: ask.withdrawnAt ?? now } : ask,
        );
        if (earlier.length >= MAX_ASKS) throw new AppError('too_many', 'rate_limited', { params: { seconds: 60 } });
        const asked = { ...withSeat(deps, stored, by, what), asks: [...earlier, question] };
        return { ...withSupervisors(asked, now), revision: stored.revision + 1 };
      });
      return viewOf(after, askId);
    },
    answer: async ({ caller, connectionId }, id, askId, agrees) => {
      const { part } = await entrance.inside(caller, connectionId, id);
      const said: Answer = { partId: part.id, name: part.name, agrees, at: clock.now() };
      const after = await store.change(id, (stored) => {
        if (!isOpen(stored)) throw wrongState(stored);
        const ask = stored.asks.find((each) => each.id === askId);
        if (ask === undefined || ask.withdrawnAt !== null) throw new AppError('not_found', 'ask_unknown');
        if (ask.answers.findLast((each) => each.partId === part.id)?.agrees === agrees) return stored;
        if (ask.answers.length >= MAX_ANSWERS)
          throw new AppError('too_many', 'rate_limited', { params: { seconds: 60 } });
        const asks = stored.asks.map((each) =>
          each.id === askId ? { ...each, answers: [...each.answers, said] } : each,
        );
        return { ...withSupervisors({ ...stored, asks }, said.at), revision: stored.revision + 1 };
      });
      return viewOf(after, askId);
    },
  };
}

const isSameKind = (ask: Ask, question: Ask): boolean =>
  ask.what === question.what && (ask.what === 'recording' || ask.byAccountId === question.byAccountId);

/** Who asks for it agrees to it. */
function yesOf(record: ConsultationRecord, at: number): Answer {
  const { id, name } = leadOf(record);
  return { partId: id, name, agrees: true, at };
}

/** A supervisor who asks stands at the door from then on, in the list that everybody sees. */
function withSeat(deps: Deps, record: ConsultationRecord, by: StaffCaller, what: Ask['what']): ConsultationRecord {
  if (what !== 'supervisor') return record;
  const own = activeParts(record).find(({ kind, accountId }) => kind === 'supervisor' && accountId === by.accountId);
  if (own !== undefined) {
    const parts = record.parts.map((part) => (part.id === own.id ? { ...part, removedAt: null } : part));
    return { ...record, parts };
  }
  checkRoomFor(record);
  return {
    ...record,
    parts: [...record.parts, newPart(deps, 'supervisor', { accountId: by.accountId, name: by.name })],
  };
}

function viewOf(record: ConsultationRecord, askId: PartId): ConsentAsk {
  const ask = record.asks.find(({ id }) => id === askId);
  if (ask === undefined) throw new AppError('not_found', 'ask_unknown');
  return askView(ask, record.parts);
}
