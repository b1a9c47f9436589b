import type { FileHash } from '#shared/kit/ids.ts';
import { DAY_MS, HOUR_MS } from '#shared/kit/time.ts';
import { createInTurn } from '../kernel/in-turn.ts';
import type { Photo, Removal } from './room-photo.repo.ts';
import type { RoomPhotosDeps } from './room-photo-ports.ts';

export type PhotoRemoval = {
  /** The picture goes, the proof stays. Nothing where it is gone already. */
  take(photo: Photo, removal: Omit<Removal, 'at'>): Promise<void>;
  /** Removes the bytes unless a photo that is there has the same. */
  drop(hash: FileHash): Promise<void>;
  /** Nothing is taken while this runs. */
  undisturbed<T>(work: () => Promise<T>): Promise<T>;
  /** Removes what is older than the county keeps it now, or than the notice said when it was sent. */
  expire(): Promise<void>;
};

export function createPhotoRemoval(deps: RoomPhotosDeps, taken: (photo: Photo) => void): PhotoRemoval {
  const { repo, files, settings, clock, log } = deps;
  // Whether another photo has the same bytes is asked and acted upon without one that comes between.
  const inTurn = createInTurn();
  const drop = async (hash: FileHash): Promise<void> => {
    if (!(await repo.isUsed(hash))) await files.remove(hash);
  };
  const take: PhotoRemoval['take'] = async (photo, removal) => {
    const { id, hash } = photo;
    if (hash === null) return;
    await inTurn(async () => {
      await repo.remove(id, { at: clock.date(), ...removal });
      taken(photo);
      await drop(hash);
    });
  };
  return {
    take,
    drop,
    undisturbed: inTurn,
    expire: async () => {
      const due = () => repo.due(new Date(clock.now() - settings().roomPhotoDays * DAY_MS), clock.date());
      let count = 0;
      for (let photos = await due(); photos.length > 0; photos = await due()) {
        for (const photo of photos) await take(photo, { why: 'retention', by: '', reason: null });
        count += photos.length;
      }
      if (count > 0) log.info({ count }, 'room photos removed: their days are over');
      // What a stop left between row and file, and what was refused after it had been stored.
      const used = await repo.usedFiles();
      await files.sweep((hash) => used.has(hash), HOUR_MS, clock.now());
    },
  };
}
