import type { Connection } from 'mongoose';
import { type HallId, hallId, type LectureId } from '#shared/kit/ids.ts';
import { guarded } from '../db/errors.ts';
import { supplementModel } from './supplement.model.ts';

/** One entry; `at` in milliseconds. */
export type SupplementEntry = {
  readonly id: string;
  readonly hallId: HallId;
  readonly hallName: string;
  readonly heads: number | null;
  readonly reason: string;
  readonly by: string;
  readonly at: number;
};

export type SupplementRepo = {
  insert(lectureId: LectureId, entry: SupplementEntry): Promise<void>;
  /** By time. */
  of(lectureId: LectureId): Promise<SupplementEntry[]>;
};

export function createSupplementRepo(connection: Connection): SupplementRepo {
  const model = supplementModel(connection);
  return {
    insert: (lectureId, { id, at, ...entry }) =>
      guarded(async () => void (await model.create({ _id: id, lectureId, at: new Date(at), ...entry }))),
    of: (lectureId) =>
      guarded(async () => {
        const rows = await model.find({ lectureId }).sort({ at: 1 }).lean();
        return rows.map(({ _id, lectureId: _lecture, hallId: hall, at, ...rest }) => {
          return { ...rest, id: _id, hallId: hallId.parse(hall), at: at.getTime() };
        });
      }),
  };
}
