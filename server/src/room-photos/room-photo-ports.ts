import type { HallCaller } from '#shared/kit/caller.ts';
import type { LectureId } from '#shared/kit/ids.ts';
import type { Settings } from '#shared/settings.ts';
import type { Clock } from '../kernel/clock.ts';
import type { FileStore } from '../kernel/file-store.ts';
import type { Logger } from '../kernel/logger.ts';
import type { RoomPhotoRepo } from './room-photo.repo.ts';

export type RoomPhotosDeps = {
  readonly repo: RoomPhotoRepo;
  /** A store of their own: what is removed here is nobody else's file. */
  readonly files: FileStore;
  readonly settings: () => Pick<Settings, 'roomPhotos' | 'roomPhotoDays'>;
  /** Rejects unless the hall is in this lecture now and the lecture is on air. */
  readonly hallSeat: (caller: HallCaller, id: LectureId) => Promise<{ readonly title: string }>;
  readonly clock: Clock;
  readonly log: Logger;
};
