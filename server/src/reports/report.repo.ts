import type { Connection } from 'mongoose';
import { attendanceResult } from '#shared/attendance.ts';
import { accountId, hallId, type LectureId, lectureId, orgId } from '#shared/kit/ids.ts';
import type { ReportHall } from '#shared/reports.ts';
import { guarded } from '../db/errors.ts';
import { trusted } from '../db/schema-options.ts';
import { type ReportDocument, reportModel, soundModel } from './report.model.ts';
import type { ReportLecture, SoundFact } from './report-facts.ts';

/** A count of one lecture as of a moment; times in milliseconds. */
export type LectureCount = Pick<
  ReportLecture,
  'lectureId' | 'revision' | 'startAt' | 'lecturerId' | 'title' | 'lecturerName'
> & { readonly asOf: number; readonly halls: readonly ReportHall[] };

/** `isOwed`: a fact came after the count. `version` is another one whenever anything of it is. */
export type StoredCount = LectureCount & { readonly isOwed: boolean; readonly version: string };

export type ReportRepo = {
  /** What is owed to this lecture's count; rises with each fact that comes after its end. */
  owed(id: LectureId): Promise<number>;
  owe(id: LectureId): Promise<void>;
  /** In the place of what was counted before; `owed` as it was read before the counting. */
  save(count: LectureCount, owed: number): Promise<void>;
  /** Those of them that were counted. */
  find(ids: readonly LectureId[]): Promise<ReadonlyMap<LectureId, StoredCount>>;
  /** Of those that `find` would give, at a fraction of its cost. */
  versions(ids: readonly LectureId[]): Promise<ReadonlyMap<LectureId, string>>;
};

export type SoundRepo = {
  insert(lectureId: LectureId, id: string, fact: SoundFact): Promise<void>;
  /** By time. */
  of(lectureId: LectureId): Promise<SoundFact[]>;
};

export function createReportRepo(connection: Connection): ReportRepo {
  const model = reportModel(connection);
  return {
    owed: (id) => guarded(async () => (await model.findById(id).select({ owed: 1 }).lean())?.owed ?? 0),
    owe: (id) =>
      guarded(async () => void (await model.updateOne({ _id: id }, { $inc: { owed: 1 } }, { upsert: true }))),
    save: ({ lectureId: id, asOf, startAt, halls, ...rest }, owed) =>
      guarded(async () => {
        const fields = { ...rest, asOf: new Date(asOf), startAt: new Date(startAt), halls: [...halls], counted: owed };
        await model.updateOne({ _id: id }, { $set: fields }, { upsert: true });
      }),
    versions: (ids) =>
      guarded(async () => {
        const found = await model.find(countedOf(ids)).select({ revision: 1, owed: 1, counted: 1, asOf: 1 }).lean();
        return new Map(found.map((row) => [lectureId.parse(row._id), versionOf(row)]));
      }),
    find: (ids) =>
      guarded(async () => {
        if (ids.length === 0) return new Map();
        const found = await model.find(countedOf(ids)).lean();
        return new Map(found.map((row) => [lectureId.parse(row._id), storedOf(row)]));
      }),
  };
}

const countedOf = (ids: readonly LectureId[]) => ({
  _id: trusted({ $in: [...ids] }),
  counted: trusted({ $gte: 0 }),
});

const versionOf = ({ revision, owed, counted, asOf }: ReportDocument): string =>
  `${revision} ${owed} ${counted} ${asOf.getTime()}`;

const storedOf = (row: ReportDocument): StoredCount => ({
  version: versionOf(row),
  lectureId: lectureId.parse(row._id),
  revision: row.revision,
  isOwed: row.owed !== row.counted,
  asOf: row.asOf.getTime(),
  startAt: row.startAt.getTime(),
  lecturerId: accountId.parse(row.lecturerId),
  title: row.title,
  lecturerName: row.lecturerName,
  halls: row.halls.map((hall) => ({
    ...hall,
    hallId: hallId.parse(hall.hallId),
    townshipId: orgId.parse(hall.townshipId),
    result: attendanceResult.parse(hall.result),
  })),
});

export function createSoundRepo(connection: Connection): SoundRepo {
  const model = soundModel(connection);
  return {
    insert: (id, factId, { at, ...fact }) =>
      guarded(async () => void (await model.create({ _id: factId, lectureId: id, at: new Date(at), ...fact }))),
    of: (id) =>
      guarded(async () => {
        const rows = await model.find({ lectureId: id }).sort({ at: 1 }).lean();
        return rows.map(({ hallId: hall, sound, at }) => {
          return { hallId: hallId.parse(hall), sound: sound === 'off' ? 'off' : 'on', at: at.getTime() };
        });
      }),
  };
}
