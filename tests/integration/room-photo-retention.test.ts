import { existsSync } from 'node:fs';
import { rm, utimes } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { type FileHash, hallId, lectureId, partId } from '#shared/kit/ids.ts';
import { roomPhotoNotice } from '#shared/room-photos.ts';
import { usualSettings } from '#shared/settings.ts';
import { ensureIndexes } from '../../server/src/db/indexes.ts';
import { createFileStore } from '../../server/src/kernel/file-store.ts';
import { createRoomPhotoRepo } from '../../server/src/room-photos/room-photo.repo.ts';
import type { RoomPhotosDeps } from '../../server/src/room-photos/room-photo-ports.ts';
import { createRoomPhotos } from '../../server/src/room-photos/room-photos.ts';
import { verifyRoomPhotos } from '../../server/src/room-photos/verify-room-photos.ts';
import { afterFile } from '../support/after-file.ts';
import { temporaryDir, testDatabase, testLog } from '../support/engine.ts';
import { fakeClock } from '../support/fake-clock.ts';
import { clientId } from '../support/lecture-on-air.ts';
import { hallCaller } from '../support/lecture-world.ts';
import { jpeg } from '../support/pictures.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const hall = hallId.parse('2202001001');

async function* bytesOf(bytes: Uint8Array) {
  yield bytes;
}

/** Photos of one hall on a clock of their own, which begins with the time by which the disk dates its files. */
async function shelf(daysAtFirst = usualSettings.roomPhotoDays) {
  let roomPhotoDays = daysAtFirst;
  const database = await testDatabase();
  const repo = createRoomPhotoRepo(database.connection);
  await ensureIndexes(database);
  const clock = fakeClock(Date.now());
  const files = createFileStore(temporaryDir('room-photos'));
  const deps: RoomPhotosDeps = {
    repo,
    files,
    settings: () => ({ roomPhotos: true, roomPhotoDays }),
    hallSeat: async () => ({ title: '土地承包' }),
    clock,
    log: testLog,
  };
  const opened = async () => {
    const made = createRoomPhotos(deps);
    afterFile.add('room photos', () => made.close());
    await made.start();
    return made;
  };
  const photos = await opened();
  const put = (mark: string) => files.put(bytesOf(jpeg(mark)), 400_000);
  const send = async (mark: string): Promise<{ id: string; hash: FileHash }> => {
    const id = partId.parse(clientId());
    const sent = { lectureId: lectureId.parse(clientId()), photoId: id, noticeVersion: roomPhotoNotice };
    await photos.send(hallCaller(hall), sent, () => put(mark));
    const hash = (await repo.find(id))?.hash;
    if (!hash) throw new Error('the photo was not kept');
    return { id, hash };
  };
  return {
    clock,
    setDays: (days: number) => {
      roomPhotoDays = days;
    },
    files,
    put,
    send,
    isThere: (hash: FileHash) => existsSync(files.pathOf(hash)),
    withdraw: (id: string) => photos.withdraw(hallCaller(hall), partId.parse(id)),
    removedOf: async (id: string) => (await repo.find(partId.parse(id)))?.removed ?? null,
    /** Looks again when an hour has gone by: a beat of the clock falls out while the one before is still at work. */
    inTime: <T>(look: () => Promise<T> | T) =>
      expect.poll(async () => {
        await clock.advance(HOUR);
        return look();
      }),
    /** As after a start of the server. */
    ownAnew: async () => (await (await opened()).own(hall)).photos.map(({ id }) => id),
    verify: () => verifyRoomPhotos(repo, files.read),
  };
}

describe('how long photos of rooms are kept', () => {
  it.each([usualSettings.roomPhotoDays, 30])(
    '[PHO7] by themselves they go after %i days, as the county has set, file and all, and leave a proof',
    async (days) => {
      const { clock, send, removedOf, isThere, inTime } = await shelf(days);
      const { id, hash } = await send('old');
      const dueAt = clock.now() + days * DAY;
      await clock.advance(days * DAY - HOUR);
      expect([await removedOf(id), isThere(hash)]).toEqual([null, true]);
      await inTime(() => removedOf(id)).toMatchObject({ why: 'retention', by: '', reason: null });
      expect((await removedOf(id))?.at.getTime()).toBeGreaterThan(dueAt);
      await expect.poll(() => isThere(hash)).toBe(false);
    },
  );

  it.each([
    { change: 'raised', first: 30, later: 180 },
    { change: 'lowered', first: 180, later: 30 },
  ])('[PHO7] where the days are $change afterwards, the shorter ones count', async ({ first, later }) => {
    const { clock, send, setDays, removedOf, inTime } = await shelf(first);
    const { id } = await send('promised');
    setDays(later);
    await clock.advance(30 * DAY - HOUR);
    expect(await removedOf(id)).toBeNull();
    await inTime(() => removedOf(id)).toMatchObject({ why: 'retention' });
  });

  it('[PHO5] after a start of the server a hall finds its photos again, the newest first', async () => {
    const { clock, send, withdraw, ownAnew } = await shelf();
    const sent = [];
    for (const mark of ['first', 'second', 'third']) {
      await clock.advance(1_000);
      sent.unshift((await send(mark)).id);
    }
    expect(await ownAnew()).toEqual(sent);
    await withdraw(sent[1] ?? '');
    expect(await ownAnew()).toEqual([sent[0], sent[2]]);
  });

  it('[PHO7] bytes that two photos have stay until both are gone', async () => {
    const { send, withdraw, isThere } = await shelf();
    const [first, second] = [await send('same'), await send('same')];
    expect(second.hash).toBe(first.hash);
    await withdraw(first.id);
    expect(isThere(first.hash)).toBe(true);
    await withdraw(second.id);
    expect(isThere(first.hash)).toBe(false);
  });

  it('[PHO7] bytes without a photo are swept away, those of a photo stay', async () => {
    const { clock, files, put, send, isThere, inTime } = await shelf();
    const [kept, stray] = [await send('kept'), await put('stray')];
    const long = new Date(clock.now() - DAY);
    for (const { hash } of [kept, stray]) await utimes(files.pathOf(hash), long, long);
    await inTime(() => isThere(stray.hash)).toBe(false);
    expect(isThere(kept.hash)).toBe(true);
  });

  it('[PHO8] verify names a photo whose bytes are gone, and none that was removed', async () => {
    const { files, send, withdraw, verify } = await shelf();
    const [lost, gone] = [await send('lost'), await send('gone')];
    await withdraw(gone.id);
    expect(await verify()).toEqual([]);
    await rm(files.pathOf(lost.hash));
    expect(await verify()).toEqual([`room photo ${lost.id} of hall ${hall} is not what was sent`]);
  });
});
