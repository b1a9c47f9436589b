import { isWholeFile, type ReadFile } from '../kernel/file-whole.ts';
import type { RoomPhotoRepo } from './room-photo.repo.ts';

/** Photos that were not removed and whose bytes are not there, in sentences. */
export async function verifyRoomPhotos(repo: Pick<RoomPhotoRepo, 'kept'>, readFile: ReadFile): Promise<string[]> {
  const problems: string[] = [];
  for (const { id, hallId, hash } of await repo.kept()) {
    if (!(await isWholeFile(hash, readFile))) problems.push(`room photo ${id} of hall ${hallId} is not what was sent`);
  }
  return problems;
}
