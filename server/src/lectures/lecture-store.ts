import type { HallId, LectureId } from '#shared/kit/ids.ts';
import { AppError } from '../kernel/app-error.ts';
import type { CurrentLectures } from './current-lectures.ts';
import { currentStates, slotKeysOf } from './lecture.rules.ts';
import type { LecturesDeps } from './lecture-ports.ts';
import type { LectureRecord } from './lecture-record.ts';

export type LectureStore = {
  /** From memory while it is current. Rejects with `not_found/lecture_unknown`. */
  find(id: LectureId): Promise<LectureRecord>;
  insert(record: LectureRecord): Promise<LectureRecord>;
  /**
   * Writes what `build` makes of the stored lecture; asked again with the newer one when somebody else was first.
   * `build` throws what may not be.
   */
  change(
    id: LectureId,
    build: (stored: LectureRecord) => LectureRecord | Promise<LectureRecord>,
    /** `needsSlot`: refused where another lecture has the lecturer's time; what is under way goes on without it. */
    options?: { readonly needsSlot?: boolean },
  ): Promise<LectureRecord>;
  /** Reads what other processes, or writes whose answer was lost, have changed. */
  refresh(): Promise<void>;
};

export type StoreDeps = Pick<LecturesDeps, 'repo' | 'attendance' | 'publish'> & {
  readonly current: CurrentLectures;
  /** Follows each change, in memory and on the wire. */
  readonly changed: (after: LectureRecord) => void;
};

const MAX_TRIES = 5;

export function createLectureStore(deps: StoreDeps): LectureStore {
  const { repo, current, publish } = deps;

  /** Tells everybody, once per change, wherever it was made. */
  const apply = async (after: LectureRecord, before: LectureRecord | undefined): Promise<void> => {
    const halls = await hallIdsOf(deps, after);
    const { id, state, stateAt } = after;
    const hallsBefore = current.hallsOf(id);
    if (!current.put(after, halls)) return;
    deps.changed(after);
    if (before !== undefined && before.state !== state) {
      publish('lecture.stateChanged', { lectureId: id, from: before.state, to: state, at: stateAt });
    }
    const told = new Set<HallId>([...hallsBefore, ...halls]);
    if (told.size > 0) publish('lecture.scheduleChanged', { lectureId: id, hallIds: [...told] });
  };

  const read = async (id: LectureId): Promise<LectureRecord> => {
    const stored = await repo.find(id);
    if (stored === null) throw new AppError('not_found', 'lecture_unknown');
    return stored;
  };

  return {
    find: async (id) => current.get(id) ?? read(id),
    insert: async (record) => {
      const slots = slotKeysOf(record);
      if ((await repo.insert(record, slots)) === 'taken') throw await lecturerTaken(deps, record);
      return record;
    },
    change: async (id, build, options = {}) => {
      for (let tries = 0; tries < MAX_TRIES; tries++) {
        const before = await read(id);
        const after = await build(before);
        let written = await repo.replace(after, slotKeysOf(after));
        if (written === 'taken') {
          if (options.needsSlot === true) throw await lecturerTaken(deps, after);
          written = await repo.replace(after, []);
        }
        if (written === 'done') {
          await apply(after, before);
          return after;
        }
      }
      throw new AppError('unavailable', 'timeout');
    },
    refresh: async () => {
      const stored = await repo.inStates(currentStates);
      const ids = new Set(stored.map(({ id }) => id));
      for (const record of stored) await apply(record, current.get(record.id));
      for (const known of current.all()) {
        if (!ids.has(known.id)) await apply(await read(known.id), known);
      }
    },
  };
}

async function hallIdsOf(
  { attendance }: Pick<StoreDeps, 'attendance'>,
  { expectedSetId }: LectureRecord,
): Promise<ReadonlySet<HallId>> {
  if (expectedSetId === null) return new Set();
  return new Set((await attendance.expectedHalls(expectedSetId)).map(({ hallId }) => hallId));
}

async function lecturerTaken({ repo }: Pick<StoreDeps, 'repo'>, record: LectureRecord): Promise<AppError> {
  const ofLecturer = await repo.holderOf(slotKeysOf({ ...record, spareId: null }), record.id);
  const holder = ofLecturer ?? (await repo.holderOf(slotKeysOf(record), record.id));
  const isSpares = ofLecturer === null && holder !== null;
  const field = {
    ...(isSpares ? { path: 'spareId', reason: 'spare_taken' } : { path: 'startAt', reason: 'lecturer_taken' }),
    params: { title: holder?.title ?? '' },
  };
  return new AppError('invalid_input', 'invalid_input', { fields: [field] });
}
