import type { HallId, LectureId } from '#shared/kit/ids.ts';
import type { Clock } from '../kernel/clock.ts';
import type { SoundRepo } from './report.repo.ts';

export type SoundNotes = {
  /** Keeps it where it is news: the first silence of a hall, and each change after it. */
  note(lectureId: LectureId, hallId: HallId, sound: 'on' | 'off'): Promise<void>;
};

/** Of as many lectures it is known in memory how their halls sound. */
const REMEMBERED = 20;

export function createSoundNotes({
  repo,
  newId,
  clock,
}: {
  repo: SoundRepo;
  newId: () => string;
  clock: Clock;
}): SoundNotes {
  const lectures = new Map<LectureId, Promise<Map<HallId, 'on' | 'off'>>>();

  const known = (id: LectureId): Promise<Map<HallId, 'on' | 'off'>> => {
    const before = lectures.get(id);
    if (before !== undefined) return before;
    const read = repo.of(id).then((facts) => new Map(facts.map(({ hallId, sound }) => [hallId, sound])));
    lectures.set(id, read);
    read.catch(() => lectures.delete(id));
    const [oldest] = lectures.keys();
    if (lectures.size > REMEMBERED && oldest !== undefined) lectures.delete(oldest);
    return read;
  };

  return {
    note: async (id, hallId, sound) => {
      const halls = await known(id);
      const before = halls.get(hallId) ?? 'on';
      if (before === sound) return;
      // Before the write, so that the same news twice at once is written once.
      halls.set(hallId, sound);
      try {
        await repo.insert(id, newId(), { hallId, sound, at: clock.now() });
      } catch (error) {
        halls.set(hallId, before);
        throw error;
      }
    },
  };
}
