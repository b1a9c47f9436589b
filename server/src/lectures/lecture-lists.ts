import { z } from 'zod';
import type { Caller } from '#shared/kit/caller.ts';
import type { LectureId } from '#shared/kit/ids.ts';
import type { Lecture, LectureDetail, LectureState } from '#shared/lectures.ts';
import { AppError } from '../kernel/app-error.ts';
import type { CurrentLectures } from './current-lectures.ts';
import { maySee, scopeOf } from './lecture.rules.ts';
import { type announcedView, detailView, lectureView } from './lecture.views.ts';
import type { Lecturer, LecturesDeps } from './lecture-ports.ts';
import type { LectureRecord } from './lecture-record.ts';
import type { LectureStore } from './lecture-store.ts';

export type ListInput = {
  readonly cursor?: string | undefined;
  readonly limit: number;
  readonly state?: LectureState | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly search?: string | undefined;
};

export type LectureLists = {
  list(caller: Caller, input: ListInput): Promise<{ rows: Lecture[]; nextCursor: string | null }>;
  get(caller: Caller, id: LectureId): Promise<LectureDetail>;
  lecturers(): Promise<Lecturer[]>;
  publicList(): ReturnType<typeof announcedView>[];
};

type Deps = Pick<LecturesDeps, 'repo' | 'lecturers' | 'clock'> & {
  readonly store: LectureStore;
  readonly current: CurrentLectures;
};

export function createLectureLists({ repo, lecturers, clock, store, current }: Deps): LectureLists {
  return {
    list: async (caller, { cursor, limit, state, from, to, search }) => {
      // One more than asked for tells whether there is a next page.
      const found = await repo.list({
        scope: scopeOf(caller),
        state,
        search,
        from: msOf(from),
        to: msOf(to),
        after: cursor === undefined ? undefined : afterOf(cursor),
        limit: limit + 1,
      });
      const rows = found.slice(0, limit);
      const last = found.length > limit ? rows.at(-1) : undefined;
      return { rows: rows.map(lectureView), nextCursor: last === undefined ? null : cursorOf(last) };
    },
    get: async (caller, id) => {
      const lecture = await store.find(id);
      if (!maySee(caller, lecture)) throw new AppError('not_found', 'lecture_unknown');
      return detailView(lecture, caller);
    },
    lecturers: () => lecturers.list(),
    publicList: () => current.publicList(clock.now()),
  };
}

const msOf = (isoTime: string | undefined): number | undefined =>
  isoTime === undefined ? undefined : Date.parse(isoTime);

const cursorShape = z.tuple([z.number().int(), z.string().max(24)]);

const cursorOf = ({ startAt, id }: LectureRecord): string =>
  Buffer.from(JSON.stringify([startAt, id])).toString('base64url');

function afterOf(cursor: string): { startAt: number; id: string } {
  try {
    const [startAt, id] = cursorShape.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    return { startAt, id };
  } catch (cause) {
    const fields = [{ path: 'cursor', reason: 'bad_format' }];
    throw new AppError('invalid_input', 'invalid_input', { fields, cause });
  }
}
