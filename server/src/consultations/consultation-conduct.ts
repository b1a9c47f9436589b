import type { ConsultationNow } from '#shared/consultation-live.ts';
import type { ChatMessage } from '#shared/consultations.ts';
import { type Caller, nameOf } from '#shared/kit/caller.ts';
import type { ConsultationId, PartId } from '#shared/kit/ids.ts';
import { AppError } from '../kernel/app-error.ts';
import { moved, withPart, wrongState } from './consultation.rules.ts';
import { messageView } from './consultation.views.ts';
import type { ConsultationDirectory } from './consultation-directory.ts';
import type { ConsultationEntrance } from './consultation-entrance.ts';
import { withoutReminders } from './consultation-notices.ts';
import type { ConsultationsDeps } from './consultation-ports.ts';
import { activeParts, type ConsultationRecord, isOpen, type Part } from './consultation-record.ts';
import type { Rights } from './consultation-rights.ts';
import type { ConsultationSession } from './consultation-session.ts';
import type { ConsultationStore } from './consultation-store.ts';
import { owedMove } from './new-consultation.ts';
import { nowView } from './session-views.ts';
import { withSupervisors } from './supervisors.rules.ts';

type Who = { readonly caller: Caller; readonly connectionId: string };

/** What is done in a meeting that is under way or about to be; durable when it resolves. */
export type ConsultationConduct = {
  admit(who: Who, id: ConsultationId, partId: PartId): Promise<ConsultationNow>;
  remove(who: Who, id: ConsultationId, partId: PartId): Promise<ConsultationNow>;
  start(who: Who, id: ConsultationId): Promise<ConsultationNow>;
  end(who: Who, id: ConsultationId): Promise<ConsultationNow>;
  say(who: Who, id: ConsultationId, messageId: PartId, text: string): Promise<ChatMessage>;
};

type Deps = Pick<ConsultationsDeps, 'facts' | 'newId' | 'clock'> & {
  readonly store: ConsultationStore;
  readonly rights: Rights;
  readonly directory: ConsultationDirectory;
  readonly entrance: ConsultationEntrance;
};

export function createConsultationConduct(deps: Deps): ConsultationConduct {
  const { facts, store, rights, directory, entrance, clock } = deps;

  const led = async (caller: Caller, id: ConsultationId): Promise<ConsultationRecord> => {
    const { record, part } = await rights.belonging(caller, id);
    if (!part.isLead) throw new AppError('forbidden', 'not_lead_expert');
    return record;
  };
  /** The lead expert, in the room: nobody is let in where no lead is. */
  const leading = async ({ caller, connectionId }: Who, id: ConsultationId): Promise<ConsultationSession> => {
    await led(caller, id);
    return (await entrance.inside(caller, connectionId, id)).session;
  };
  const nowOf = (record: ConsultationRecord): ConsultationNow =>
    directory.find(record.id)?.now() ?? nowView(record, []);
  return {
    admit: async (who, id, partId) => {
      await leading(who, id);
      const now = clock.now();
      return nowOf(await store.change(id, (stored) => admitted(stored, partId, now)));
    },
    remove: async (who, id, partId) => {
      await led(who.caller, id);
      const now = clock.now();
      return nowOf(await store.change(id, (stored) => removed(stored, partId, now)));
    },
    start: async (who, id) => {
      const session = await leading(who, id);
      const now = clock.now();
      const by = nameOf(who.caller);
      const after = await store.change(id, (stored) => {
        const started = moved(stored, 'start', { to: 'live', at: now, by });
        if (!session.isAnybodyElseHere && stored.phoneNotedAt === null)
          throw new AppError('invalid_state', 'nobody_there');
        const citizens = activeParts(stored).filter(({ kind, id: part }) => kind === 'citizen' && session.isHere(part));
        const withCitizens = citizens.reduce((record, part) => letIn(record, part, now), started);
        const owed = [...stored.owed, owedMove(deps, 'meetingStarted', by, now)];
        return { ...withSupervisors(withCitizens, now), owed, outbox: withoutReminders(stored.outbox) };
      });
      return nowOf(after);
    },
    end: async (who, id) => {
      await led(who.caller, id);
      const facts = { to: 'held', at: clock.now(), by: nameOf(who.caller) } as const;
      const after = await store.change(id, (stored) => moved(stored, 'end', facts));
      return nowView(after, []);
    },
    say: async ({ caller, connectionId }, id, messageId, text) => {
      const { record, part, session } = await entrance.inside(caller, connectionId, id);
      const { requestId } = record;
      const message = { id: messageId, consultationId: id, requestId, partId: part.id, kind: part.kind, text };
      const { stored, isKnown } = await facts.addMessage({ ...message, name: part.name, at: session.momentToSpeak() });
      const isOwn = stored.consultationId === id && stored.partId === part.id;
      if (!isOwn) throw new AppError('conflict', 'command_key_reused');
      if (!isKnown) session.said(stored);
      return messageView(stored);
    },
  };
}

const letIn = (record: ConsultationRecord, { id, admittedAt }: Part, now: number): ConsultationRecord =>
  withPart(record, id, { admittedAt: admittedAt ?? now, removedAt: null });

function partToMove(stored: ConsultationRecord, id: PartId): Part {
  if (!isOpen(stored)) throw wrongState(stored);
  const part = activeParts(stored).find((each) => each.id === id);
  if (part === undefined) throw new AppError('not_found', 'part_unknown');
  return part;
}

function admitted(stored: ConsultationRecord, id: PartId, now: number): ConsultationRecord {
  const part = partToMove(stored, id);
  if (part.kind === 'supervisor') throw new AppError('forbidden', 'not_agreed');
  if (part.admittedAt !== null) return stored;
  return { ...withSupervisors(letIn(stored, part, now), now), revision: stored.revision + 1 };
}

function removed(stored: ConsultationRecord, id: PartId, now: number): ConsultationRecord {
  const part = partToMove(stored, id);
  if (part.isLead) throw new AppError('forbidden', 'part_stays');
  if (part.removedAt !== null) return stored;
  const out = withPart(stored, id, { admittedAt: null, removedAt: now });
  // What a supervisor was allowed is over with the removal.
  const asks = stored.asks.map((ask) =>
    part.kind === 'supervisor' && ask.byAccountId === part.accountId
      ? { ...ask, withdrawnAt: ask.withdrawnAt ?? now }
      : ask,
  );
  return { ...withSupervisors({ ...out, asks }, now), revision: stored.revision + 1 };
}
