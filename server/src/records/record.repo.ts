import type { Connection } from 'mongoose';
import { accountId, consultationId, partId, recordId, requestId } from '#shared/kit/ids.ts';
import {
  type RecordField,
  type RecordState,
  recordContent,
  recordField,
  recordForm,
  recordState,
  recordVerdict,
} from '#shared/record-content.ts';
import { guarded, insertedOnce } from '../db/errors.ts';
import { outboxOf } from '../db/outbox-schema.ts';
import { trusted } from '../db/schema-options.ts';
import { createYearCounter } from '../db/year-counter.ts';
import type { Outbox, OwedNotice } from '../kernel/outbox.ts';
import { type RecordDocument, recordModel } from './record.model.ts';
import type { FieldStamp, RecordData } from './record-data.ts';

export type RecordRepo = Outbox & {
  /** False if somebody else has made the record of this subject. */
  insert(record: RecordData, subject: string): Promise<boolean>;
  /** Writes it over the one with the revision before it, with what is owed to people for it; false if that is not there any more. */
  replace(record: RecordData, owed?: readonly OwedNotice[]): Promise<boolean>;
  find(id: string): Promise<RecordData | null>;
  bySubject(subject: string): Promise<RecordData | null>;
  byToken(token: string): Promise<RecordData | null>;
  ofConsultation(id: string): Promise<RecordData | null>;
  /** Oldest first. */
  ofRequest(id: string): Promise<RecordData[]>;
  /** Those that close by themselves now. */
  due(now: number, limit: number): Promise<RecordData[]>;
  owingOutcome(limit: number): Promise<RecordData[]>;
  nextNumber(year: number): Promise<number>;
  eachWithHash(visit: (record: RecordData) => void): Promise<void>;
};

const waiting: readonly RecordState[] = ['presented', 'objected', 'refused'];

export function createRecordRepo(connection: Connection): RecordRepo {
  const model = recordModel(connection);
  const one = (filter: Record<string, unknown>): Promise<RecordData | null> =>
    guarded(async () => {
      const row = await model.findOne(filter).lean();
      return row === null ? null : recordOf(row);
    });
  const many = (query: () => Promise<RecordDocument[]>): Promise<RecordData[]> =>
    guarded(async () => (await query()).map(recordOf));

  return {
    ...outboxOf(model),
    insert: (record, subject) => guarded(() => insertedOnce(() => model.create({ ...documentOf(record), subject }))),
    replace: (record, owed = []) =>
      guarded(async () => {
        const { _id, ...fields } = documentOf(record);
        const push = owed.length > 0 ? { $push: { outbox: { $each: [...owed] } } } : {};
        const before = { _id, revision: record.revision - 1 };
        return (await model.updateOne(before, { $set: fields, ...push })).matchedCount === 1;
      }),
    find: (id) => one({ _id: id }),
    bySubject: (subject) => one({ subject }),
    byToken: (verifyToken) => one({ verifyToken }),
    ofConsultation: (id) => one({ consultationId: id }),
    ofRequest: (id) => many(() => model.find({ requestId: id }).sort({ createdAt: 1 }).lean()),
    due: (now, limit) =>
      many(() => {
        const filter = { state: trusted({ $in: [...waiting] }), closesAt: trusted({ $lte: new Date(now) }) };
        return model.find(filter).limit(limit).lean();
      }),
    owingOutcome: (limit) => many(() => model.find({ owesOutcome: true }).limit(limit).lean()),
    nextNumber: createYearCounter(connection, 'recordCounters'),
    eachWithHash: (visit) =>
      guarded(async () => {
        const closed = model.find({ state: 'closed' }).sort({ _id: 1 }).lean().cursor();
        for await (const row of closed) visit(recordOf(row));
      }),
  };
}

type Written = Omit<RecordDocument, 'subject' | 'outbox'>;

const dateOrNull = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));
const msOrNull = (date: Date | null): number | null => date?.getTime() ?? null;
const withDate = <T extends { at: number }>(row: T) => ({ ...row, at: new Date(row.at) });
const withMs = <T extends { at: Date }>(row: T) => ({ ...row, at: row.at.getTime() });

function documentOf({ id, stamps, verifyToken, ...record }: RecordData): Written {
  return {
    ...record,
    _id: id,
    ...(verifyToken !== null && { verifyToken }),
    content: { ...record.content, risks: record.content.risks.map((risk) => ({ ...risk })) },
    stamps: recordField.options.flatMap((field) => {
      const stamp = stamps[field];
      return stamp === undefined ? [] : [{ field, ...stamp }];
    }),
    kept: record.kept.map(withDate),
    answers: record.answers.map(withDate),
    addenda: record.addenda.map(withDate),
    inspections: record.inspections.map(withDate),
    timeline: record.timeline.map(withDate),
    verdictAt: dateOrNull(record.verdictAt),
    createdAt: new Date(record.createdAt),
    savedAt: new Date(record.savedAt),
    presentedAt: dateOrNull(record.presentedAt),
    closesAt: dateOrNull(record.closesAt),
    closedAt: dateOrNull(record.closedAt),
  };
}

function recordOf({ _id, subject: _subject, outbox: _outbox, ...row }: RecordDocument): RecordData {
  return {
    ...row,
    id: recordId.parse(_id),
    requestId: requestId.parse(row.requestId),
    consultationId: row.consultationId === null ? null : consultationId.parse(row.consultationId),
    form: recordForm.parse(row.form),
    state: recordState.parse(row.state),
    expertId: accountId.parse(row.expertId),
    content: recordContent.parse(row.content),
    stamps: stampsOf(row.stamps),
    kept: row.kept.map((kept) => ({
      ...withMs(kept),
      id: partId.parse(kept.id),
      field: recordField.parse(kept.field),
      value: recordContent.partial().parse(kept.value),
    })),
    answers: row.answers.map((answer) => ({ ...withMs(answer), accountId: accountId.parse(answer.accountId) })),
    verdict: row.verdict === null ? null : recordVerdict.parse(row.verdict),
    addenda: row.addenda.map((each) => ({ ...withMs(each), id: partId.parse(each.id) })),
    inspections: row.inspections.map(withMs),
    timeline: row.timeline.map((move) => ({
      ...withMs(move),
      from: recordState.parse(move.from),
      to: recordState.parse(move.to),
    })),
    verifyToken: row.verifyToken ?? null,
    verdictAt: msOrNull(row.verdictAt),
    createdAt: row.createdAt.getTime(),
    savedAt: row.savedAt.getTime(),
    presentedAt: msOrNull(row.presentedAt),
    closesAt: msOrNull(row.closesAt),
    closedAt: msOrNull(row.closedAt),
  };
}

function stampsOf(rows: RecordDocument['stamps']): Partial<Record<RecordField, FieldStamp>> {
  return Object.fromEntries(
    rows.map(({ field, revision, editorId, seq }) => [recordField.parse(field), { revision, editorId, seq }]),
  );
}
