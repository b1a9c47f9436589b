import type { Connection } from 'mongoose';
import { hallId, lectureId, orgId } from '#shared/kit/ids.ts';
import { guarded, retryWhileAway } from '../db/errors.ts';
import { trusted } from '../db/schema-options.ts';
import type { Clock } from '../kernel/clock.ts';
import { expectedHallModel, type SpanDocument, spanModel } from './attendance.model.ts';
import type { ExpectedHall, Span, SpanClose } from './attendance-types.ts';

export type AttendanceRepo = {
  /** All or some may be in the database when it rejects. */
  insertSpans(spans: readonly Span[]): Promise<void>;
  /** Sets the end of those that are still open; repeating it changes nothing. */
  closeSpans(closes: readonly SpanClose[]): Promise<void>;
  spansOf(lectureId: string): Promise<Span[]>;
  /** Closes what a dead process left open, at its last sign of life; answers how many. */
  closeSpansOfProcess(processId: string, aliveAt: number): Promise<number>;
  openSpanProcesses(): Promise<{ processId: string; open: number }[]>;
  /** Spans that end before they begin: there must be none. */
  countReversed(): Promise<number>;
  insertExpected(lectureId: string, setId: string, halls: readonly ExpectedHall[]): Promise<void>;
  expected(setId: string): Promise<ExpectedHall[]>;
  deleteOtherSets(lectureId: string, keptSetId: string): Promise<number>;
};

/** How long a read waits for a database that is just being started again. */
const READ_WAIT_MS = 1_500;

export function createAttendanceRepo(connection: Connection, clock: Clock): AttendanceRepo {
  return { ...spanQueries(connection, clock), ...expectedQueries(connection, clock) };
}

function spanQueries(connection: Connection, clock: Clock) {
  const model = spanModel(connection);
  const isOpen = trusted({ $exists: false });

  return {
    insertSpans: (spans: readonly Span[]) =>
      guarded(async () => void (await model.insertMany(spans.map(documentOf), { ordered: false, lean: true }))),
    closeSpans: (closes: readonly SpanClose[]) =>
      guarded(async () => {
        const writes = closes.map(({ id, to, reason }) => ({
          updateOne: { filter: { _id: id, to: isOpen }, update: { $set: { to: new Date(to), reason } } },
        }));
        await model.bulkWrite(writes, { ordered: false });
      }),
    spansOf: async (id: string) => {
      const read = () => model.find({ lectureId: id }).sort({ from: 1 }).lean().exec();
      return (await retryWhileAway(read, { clock, forMs: READ_WAIT_MS })).map(spanOf);
    },
    closeSpansOfProcess: (processId: string, aliveAt: number) =>
      guarded(async () => {
        const at = new Date(aliveAt);
        const died = { reason: 'serverDied' };
        const before = { processId, to: isOpen, from: trusted({ $lte: at }) };
        const { modifiedCount } = await model.updateMany(before, { $set: { ...died, to: at } });
        // Opened after the last beat: nothing says how long they lived, so they count nothing.
        const later = await model.find({ processId, to: isOpen }).lean();
        for (const { _id, from } of later) {
          await model.updateOne({ _id, to: isOpen }, { $set: { ...died, to: from } });
        }
        return modifiedCount + later.length;
      }),
    openSpanProcesses: () =>
      guarded(async () => {
        const groups = await model.aggregate<{ _id: string; open: number }>([
          { $match: { to: { $exists: false } } },
          { $group: { _id: '$processId', open: { $sum: 1 } } },
        ]);
        return groups.map(({ _id, open }) => ({ processId: _id, open }));
      }),
    countReversed: () =>
      guarded(async () => {
        const closed = await model
          .find({ to: trusted({ $exists: true }) })
          .select({ from: 1, to: 1 })
          .lean();
        return closed.filter(({ from, to }) => to !== undefined && to.getTime() < from.getTime()).length;
      }),
  };
}

function expectedQueries(connection: Connection, clock: Clock) {
  const model = expectedHallModel(connection);
  return {
    insertExpected: (id: string, setId: string, halls: readonly ExpectedHall[]) =>
      guarded(async () => {
        const rows = halls.map((hall, order) => ({
          ...hall,
          _id: `${setId}.${hall.hallId}`,
          setId,
          lectureId: id,
          order,
        }));
        await model.insertMany(rows, { ordered: false, lean: true });
      }),
    expected: async (setId: string) => {
      const read = () => model.find({ setId }).lean().exec();
      const rows = await retryWhileAway(read, { clock, forMs: READ_WAIT_MS });
      return rows
        .sort((a, b) => a.order - b.order)
        .map((row) => ({
          hallId: hallId.parse(row.hallId),
          name: row.name,
          path: row.path,
          townshipId: orgId.parse(row.townshipId),
          townshipName: row.townshipName,
        }));
    },
    deleteOtherSets: (id: string, keptSetId: string) =>
      guarded(async () => {
        const others = { lectureId: id, setId: trusted({ $ne: keptSetId }) };
        return (await model.deleteMany(others)).deletedCount;
      }),
  };
}

function documentOf(span: Span): SpanDocument {
  return {
    _id: span.id,
    lectureId: span.lectureId,
    hallId: span.hallId,
    processId: span.processId,
    connectionId: span.connectionId,
    from: new Date(span.from),
  };
}

function spanOf(row: SpanDocument): Span {
  return {
    id: row._id,
    lectureId: lectureId.parse(row.lectureId),
    hallId: hallId.parse(row.hallId),
    processId: row.processId,
    connectionId: row.connectionId,
    from: row.from.getTime(),
    to: row.to?.getTime() ?? null,
  };
}
