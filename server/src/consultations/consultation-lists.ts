import { z } from 'zod';
import type { AbsentSide, ChatMessage, Consultation, ConsultationDetail, WaitingInfo } from '#shared/consultations.ts';
import { type Caller, isStaff, isWithin, nameOf } from '#shared/kit/caller.ts';
import type { FileOutput } from '#shared/kit/define.ts';
import type { ConsultationId, RequestId } from '#shared/kit/ids.ts';
import { AppError } from '../kernel/app-error.ts';
import { calendarFile } from './calendar.ts';
import { moved } from './consultation.rules.ts';
import { consultationView, detailView, messageView } from './consultation.views.ts';
import type { ConsultationsDeps } from './consultation-ports.ts';
import type { ConsultationRecord, Part } from './consultation-record.ts';
import type { Rights } from './consultation-rights.ts';
import type { ConsultationStore } from './consultation-store.ts';
import { owedMove } from './new-consultation.ts';
import type { WaitingRoom } from './waiting-room.ts';

type Page<T> = { rows: T[]; nextCursor: string | null };
export type Paging = { readonly cursor?: string | undefined; readonly limit: number };
export type DeskInput = Paging & { from?: string | undefined; to?: string | undefined; open?: boolean | undefined };
export type Correction = { to: 'held' | 'noShow'; absent: AbsentSide | null; reason: string };

export type ConsultationLists = {
  detail(caller: Caller, record: ConsultationRecord): Promise<ConsultationDetail>;
  get(caller: Caller, id: ConsultationId): Promise<ConsultationDetail>;
  ofRequest(caller: Caller, id: RequestId): Promise<Consultation[]>;
  mine(caller: Caller, input: DeskInput): Promise<Page<Consultation>>;
  waiting(caller: Caller, id: ConsultationId): Promise<WaitingInfo>;
  calendar(caller: Caller, id: ConsultationId): Promise<FileOutput>;
  chat(caller: Caller, id: ConsultationId, paging: Paging): Promise<Page<ChatMessage>>;
  correct(caller: Caller, id: ConsultationId, correction: Correction): Promise<ConsultationDetail>;
};

type Deps = Pick<ConsultationsDeps, 'repo' | 'facts' | 'clock' | 'publicUrl' | 'newId'> & {
  readonly store: ConsultationStore;
  readonly rights: Rights;
  readonly waitingRoom: WaitingRoom;
};

export function createConsultationLists(deps: Deps): ConsultationLists {
  const { repo, facts, store, rights, waitingRoom, clock, publicUrl } = deps;

  const mayBook = async (caller: Caller, id: RequestId): Promise<boolean> => {
    try {
      await rights.booking(caller, id);
      return true;
    } catch (error) {
      if (error instanceof AppError && error.code === 'not_found') return false;
      throw error;
    }
  };
  const detailFor = async (caller: Caller, record: ConsultationRecord, part: Part | undefined) => {
    const [spans, may] = await Promise.all([facts.spansOf(record.id), mayBook(caller, record.requestId)]);
    return detailView(record, spans, { caller, part, mayBook: may });
  };
  const detail: ConsultationLists['detail'] = async (caller, record) => {
    const { part } = await rights.reading(caller, record.id);
    return detailFor(caller, record, part);
  };

  return {
    detail,
    get: async (caller, id) => {
      const { record, part } = await rights.reading(caller, id);
      return detailFor(caller, record, part);
    },
    ofRequest: async (caller, id) => {
      const records = await repo.ofRequest(id);
      if (await rights.mayReadOf(caller, id)) return records.map(consultationView);
      // A further expert or a department that was called to one of them sees that one.
      const own = records.filter(({ parts }) => parts.some((part) => isCalled(caller, part)));
      if (own.length === 0) throw new AppError('not_found', 'request_unknown');
      return own.map(consultationView);
    },
    mine: async (caller, { cursor, limit, from, to, open }) => {
      if (!isStaff(caller)) throw new AppError('forbidden', 'role_not_allowed');
      const after = cursor === undefined ? undefined : positionOf(cursor);
      const found = await repo.ofAccount({
        accountId: caller.accountId,
        from: from === undefined ? undefined : Date.parse(from),
        to: to === undefined ? undefined : Date.parse(to),
        openOnly: open === true,
        after: after && { startAt: after.at, id: after.id },
        limit: limit + 1,
      });
      return pageOf(found, limit, ({ startAt, id }) => [startAt, id], consultationView);
    },
    waiting: async (caller, id) => {
      const { record, part } = await rights.belonging(caller, id);
      return waitingRoom.infoFor(record, part);
    },
    calendar: async (caller, id) => {
      const { record } = await rights.belonging(caller, id);
      return calendarFile(record, { publicUrl, now: clock.now() });
    },
    chat: async (caller, id, { cursor, limit }) => {
      const { record, part } = await rights.reading(caller, id);
      if (!mayReadChat(caller, part)) throw new AppError('not_found', 'consultation_unknown');
      const after = cursor === undefined ? undefined : positionOf(cursor);
      const found = await facts.messagesAfter(record.id, after, limit + 1);
      return pageOf(found, limit, ({ at, id: messageId }) => [at, messageId], messageView);
    },
    correct: async (caller, id, { to, absent, reason }) => {
      const { record } = await rights.reading(caller, id);
      if (caller.role !== 'organizer' || !isWithin(record.ownerOrgPath, caller.orgPath)) {
        throw new AppError('forbidden', 'outside_branch');
      }
      checkAbsent(to, absent);
      const facts = { to, at: clock.now(), by: nameOf(caller), reason, absent } as const;
      const corrected = await store.change(id, (stored) => {
        const after = moved(stored, 'correct', facts);
        if (stored.state !== 'noShow' || to !== 'held') return after;
        return { ...after, owed: [...stored.owed, owedMove(deps, 'heldAfterAll', facts.by, facts.at)] };
      });
      return detail(caller, corrected);
    },
  };
}

const isCalled = (caller: Caller, { accountId, uninvitedAt }: Part): boolean =>
  isStaff(caller) && accountId === caller.accountId && uninvitedAt === null;

/** What was written belongs to those who were called; a supervisor reads it only for having been let in. */
const mayReadChat = (caller: Caller, part: Part | undefined): boolean =>
  part === undefined ? caller.role === 'expert' : part.kind !== 'supervisor' || part.admittedAt !== null;

function checkAbsent(to: Correction['to'], absent: AbsentSide | null): void {
  if ((to === 'noShow') === (absent !== null)) return;
  const fields = [{ path: 'absent', reason: to === 'noShow' ? 'required' : 'not_a_choice' }];
  throw new AppError('invalid_input', 'invalid_input', { fields });
}

const position = z.tuple([z.number().int(), z.string().max(24)]);

function pageOf<Row, View>(
  found: readonly Row[],
  limit: number,
  at: (row: Row) => [number, string],
  view: (row: Row) => View,
): Page<View> {
  const rows = found.slice(0, limit);
  const last = found.length > limit ? rows.at(-1) : undefined;
  const nextCursor = last === undefined ? null : Buffer.from(JSON.stringify(at(last))).toString('base64url');
  return { rows: rows.map(view), nextCursor };
}

function positionOf(cursor: string): { at: number; id: string } {
  try {
    const [at, id] = position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    return { at, id };
  } catch (cause) {
    const fields = [{ path: 'cursor', reason: 'bad_format' }];
    throw new AppError('invalid_input', 'invalid_input', { fields, cause });
  }
}
