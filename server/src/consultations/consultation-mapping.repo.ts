import { absentSide, consultationState, guestKind, partKind } from '#shared/consultations.ts';
import { accountId, consultationId, partId, requestId, sessionId } from '#shared/kit/ids.ts';
import type { AskDocument, ConsultationDocument, PartDocument } from './consultation.model.ts';
import { type Ask, activeParts, type ConsultationRecord, type MatterAct, type Part } from './consultation-record.ts';

const dateOrNull = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));
const msOrNull = (date: Date | null | undefined): number | null => date?.getTime() ?? null;
const acts: readonly MatterAct[] = ['scheduled', 'meetingStarted', 'meetingCancelled', 'noShow', 'heldAfterAll'];

/** A record as it is stored, without the keys of the unique indexes. */
export function documentOf({ id, ...record }: ConsultationRecord): ConsultationDocument {
  return {
    ...record,
    _id: id,
    stateAt: new Date(record.stateAt),
    startAt: new Date(record.startAt),
    startedAt: dateOrNull(record.startedAt),
    endedAt: dateOrNull(record.endedAt),
    rungAt: dateOrNull(record.rungAt),
    phoneAskedAt: dateOrNull(record.phoneAskedAt),
    phoneNotedAt: dateOrNull(record.phoneNotedAt),
    dueAt: dateOrNull(record.dueAt),
    parts: record.parts.map((part) => ({
      ...part,
      admittedAt: dateOrNull(part.admittedAt),
      removedAt: dateOrNull(part.removedAt),
      uninvitedAt: dateOrNull(part.uninvitedAt),
    })),
    asks: record.asks.map((ask) => ({
      ...ask,
      askedAt: new Date(ask.askedAt),
      withdrawnAt: dateOrNull(ask.withdrawnAt),
      answers: ask.answers.map((answer) => ({ ...answer, at: new Date(answer.at) })),
    })),
    history: record.history.map((row) => ({ ...row, at: new Date(row.at), startAt: new Date(row.startAt) })),
    owed: record.owed.map((move) => ({ ...move, at: new Date(move.at) })),
    outbox: [...record.outbox],
    accounts: activeParts(record).flatMap((part) => part.accountId ?? []),
  };
}

export function recordOf(row: ConsultationDocument): ConsultationRecord {
  return {
    id: consultationId.parse(row._id),
    requestId: requestId.parse(row.requestId),
    requestNumber: row.requestNumber,
    ownerOrgPath: row.ownerOrgPath,
    state: consultationState.parse(row.state),
    stateAt: row.stateAt.getTime(),
    startAt: row.startAt.getTime(),
    plannedMinutes: row.plannedMinutes,
    waits: row.waits,
    isNow: row.isNow,
    leadId: accountId.parse(row.leadId),
    parts: row.parts.map(partFrom),
    startedAt: msOrNull(row.startedAt),
    endedAt: msOrNull(row.endedAt),
    absent: row.absent === null ? null : absentSide.parse(row.absent),
    cancelReason: row.cancelReason,
    rungAt: msOrNull(row.rungAt),
    phoneAskedAt: msOrNull(row.phoneAskedAt),
    phoneNotedAt: msOrNull(row.phoneNotedAt),
    asks: row.asks.map(askFrom),
    history: row.history.map(({ at, by, from, to, startAt, reason }) => ({
      at: at.getTime(),
      by,
      from: from === null ? null : consultationState.parse(from),
      to: consultationState.parse(to),
      startAt: startAt.getTime(),
      reason,
    })),
    sequence: row.sequence,
    dueAt: msOrNull(row.dueAt),
    owed: row.owed.flatMap(({ id, act, by, at }) => {
      const known = acts.find((each) => each === act);
      return known === undefined ? [] : [{ id, act: known, by, at: at.getTime() }];
    }),
    outbox: row.outbox,
    revision: row.revision,
  };
}

const partFrom = (part: PartDocument): Part => ({
  id: partId.parse(part.id),
  kind: partKind.parse(part.kind),
  isLead: part.isLead,
  accountId: part.accountId === null ? null : accountId.parse(part.accountId),
  partyId: part.partyId === null ? null : partId.parse(part.partyId),
  linkId: part.linkId === null ? null : sessionId.parse(part.linkId),
  guestKind: part.guestKind === null ? null : guestKind.parse(part.guestKind),
  name: part.name,
  orgName: part.orgName,
  admittedAt: msOrNull(part.admittedAt),
  removedAt: msOrNull(part.removedAt),
  uninvitedAt: msOrNull(part.uninvitedAt),
});

const askFrom = (ask: AskDocument): Ask => ({
  id: partId.parse(ask.id),
  what: ask.what === 'recording' ? 'recording' : 'supervisor',
  byAccountId: accountId.parse(ask.byAccountId),
  by: ask.by,
  reason: ask.reason,
  askedAt: ask.askedAt.getTime(),
  withdrawnAt: msOrNull(ask.withdrawnAt),
  answers: ask.answers.map(({ partId: id, name, agrees, at }) => ({
    partId: partId.parse(id),
    name,
    agrees,
    at: at.getTime(),
  })),
});
