import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { roomPhoto, roomPhotoNotice, roomPhotoRules } from '#shared/room-photos.ts';
import type { Settings } from '#shared/settings.ts';
import { type ApiClient, reasonOf } from '../support/api-client.ts';
import { startTestApp } from '../support/harness.ts';
import { clientId, lecturesOnAir, type OnAir } from '../support/lecture-on-air.ts';
import { jpeg } from '../support/pictures.ts';
import { places, World } from '../support/world.ts';

let world: World;
const onAir = lecturesOnAir();

beforeAll(async () => {
  world = await World.build(await startTestApp());
});
beforeEach(() => set({ roomPhotos: true, roomPhotoDays: 180 }));

async function set(part: Partial<Settings>): Promise<void> {
  const { settings, revision } = await world.admin.call('getSettings', {});
  await world.admin.call('changeSettings', { settings: { ...settings, ...part }, revision });
}

type Sending = { photoId?: string; bytes?: Uint8Array; noticeVersion?: string };

/** A lecture on air, and the PC of one of its halls that is in it. */
async function day() {
  const air = await onAir(world);
  const pc = await world.paired(places.ownHall);
  await air.enter(pc);
  const send = (
    by: ApiClient,
    { photoId = clientId(), bytes = jpeg('a'), noticeVersion = roomPhotoNotice }: Sending = {},
  ) => by.upload('sendRoomPhoto', { lectureId: air.lectureId, photoId, noticeVersion }, bytes);
  const sent = async (sending: Sending = {}) => {
    const ack = await send(pc, sending);
    if (!ack.ok) throw new Error(ack.error.reason);
    return roomPhoto.parse(ack.data);
  };
  const refusal = async (by: ApiClient, sending: Sending = {}) => {
    return reasonOf(await send(by, sending));
  };
  return { ...air, pc, sent, refusal };
}

const listed = async ({ planner, lectureId }: Pick<OnAir, 'planner' | 'lectureId'>) =>
  (await planner.call('listRoomPhotos', { lectureId })).photos;
const pathOf = (lectureId: string, photoId: string): string => `/api/lectures/${lectureId}/room-photos/${photoId}`;
const folder = (): string => join(world.app.app.config.DATA_DIR, 'room-photos');
async function filesKept(): Promise<number> {
  if (!existsSync(folder())) return 0;
  const found = await readdir(folder(), { recursive: true, withFileTypes: true });
  return found.filter((each) => each.isFile()).length;
}

describe('photos of the room', () => {
  it('[PHO1] a county that has not switched them on takes none, and says so to the hall', async () => {
    await set({ roomPhotos: false });
    const { pc, refusal } = await day();
    expect(await pc.call('ownRoomPhotos', {})).toMatchObject({ isOn: false, photos: [] });
    expect(await refusal(pc)).toBe('room_photos_off');
    await set({ roomPhotos: true, roomPhotoDays: 30 });
    expect(await pc.call('ownRoomPhotos', {})).toMatchObject({ isOn: true, keptDays: 30 });
    expect(await refusal(pc)).toBe('ok');
  });

  it('[PHO2] a photo is kept with the consent it rests on; sent twice it is one', async () => {
    const { lectureId, planner, pc, sent } = await day();
    const photoId = clientId();
    const before = await filesKept();
    const first = await sent({ photoId, bytes: jpeg('twice') });
    expect(await sent({ photoId, bytes: jpeg('twice') })).toEqual(first);
    expect(first).toMatchObject({
      hallId: places.ownHall,
      lectureTitle: '在播',
      noticeVersion: roomPhotoNotice,
      by: '东一社区',
      removed: null,
    });
    expect(Math.abs(Date.parse(first.at) - Date.now())).toBeLessThan(60_000);
    expect(await listed({ planner, lectureId })).toEqual([first]);
    expect((await pc.call('ownRoomPhotos', {})).photos.filter(({ id }) => id === photoId)).toEqual([first]);
    expect(await filesKept()).toBe(before + 1);
  });

  it('[PHO3] what is no JPEG or more than the picture, too large, empty or under an old notice is refused and not kept', async () => {
    const { pc, refusal } = await day();
    const before = await filesKept();
    expect(await refusal(pc, { bytes: Buffer.from('GIF89a no photo') })).toBe('room_photo_not_jpeg');
    expect(await refusal(pc, { bytes: Buffer.concat([jpeg('p'), Buffer.from('GPS')]) })).toBe('room_photo_not_plain');
    expect(await refusal(pc, { bytes: jpeg('b', roomPhotoRules.maxBytes) })).toBe('room_photo_too_large');
    expect(await refusal(pc, { bytes: Buffer.alloc(0) })).toBe('file_empty');
    expect(await refusal(pc, { noticeVersion: '2020-01' })).toBe('room_photo_notice_old');
    expect(await filesKept()).toBe(before);
  });

  it('[PHO3] a hall sends from within a lecture on air only', async () => {
    const { lectureId, lecturer, pc, hall2, refusal } = await day();
    expect(await refusal(await world.paired(places.foreignHall))).toBe('not_in_audience');
    hall2.close();
    const other = await world.paired(places.ownHall2);
    await expect.poll(() => refusal(other)).toBe('not_in_room');
    await lecturer.call('lecture:end', { lectureId });
    expect(await refusal(pc)).toBe('lecture_state');
  });

  it('[PHO4] a hall has five photos in a lecture, also when it sends them at once; one withdrawn makes room', async () => {
    const { pc, sent, refusal } = await day();
    const marks = ['1', '2', '3', '4', '5', '6', '7'];
    const outcomes = await Promise.all(marks.map((mark) => refusal(pc, { bytes: jpeg(mark) })));
    expect(outcomes.sort()).toEqual([...Array(5).fill('ok'), 'room_photos_full', 'room_photos_full']);
    const [newest] = (await pc.call('ownRoomPhotos', {})).photos;
    await pc.call('withdrawRoomPhoto', { photoId: newest?.id ?? '' });
    expect(await sent({ bytes: jpeg('8') })).toMatchObject({ removed: null });
    for (let n = 6; n < roomPhotoRules.mostSent; n += 1) {
      const [last] = (await pc.call('ownRoomPhotos', {})).photos;
      await pc.call('withdrawRoomPhoto', { photoId: last?.id ?? '' });
      await sent({ bytes: jpeg(`${n + 3}`) });
    }
    expect(await refusal(pc, { bytes: jpeg('x') })).toBe('room_photos_sent_out');
  });

  it('[PHO5] organizer and supervisor open a photo, which is audited; lecturer, other branch and other hall do not', async () => {
    const { lectureId, lecturerName, planner, pc, sent } = await day();
    const bytes = jpeg('seen');
    const { id } = await sent({ bytes });
    for (const by of [planner, await world.signedIn('supervisor')]) {
      const answer = await by.fetch(pathOf(lectureId, id));
      expect(answer.headers.get('content-type')).toBe('image/jpeg');
      expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
    }
    const own = await pc.fetch(`/api/hall/room-photos/${id}`);
    expect(Buffer.from(await own.arrayBuffer()).equals(bytes)).toBe(true);
    const ofLecture = { lectureId, photoId: id };
    const outcome = async (by: ApiClient, ...[name, input]: Parameters<ApiClient['send']>) => {
      return reasonOf(await by.send(name, input));
    };
    const other = await world.paired(places.ownHall2);
    expect(await outcome(await world.signedIn(lecturerName), 'listRoomPhotos', { lectureId })).toBe('role_not_allowed');
    expect(await outcome(await world.signedIn('organizer2'), 'roomPhoto', ofLecture)).toBe('lecture_unknown');
    expect(await outcome(other, 'ownRoomPhoto', { photoId: id })).toBe('room_photo_unknown');
    expect(await outcome(other, 'withdrawRoomPhoto', { photoId: id })).toBe('room_photo_unknown');
    const rows = await world.app.app.database.connection
      .collection('auditRows')
      .find({ entry: 'roomPhoto', objectId: lectureId, result: 'ok' })
      .sort({ seq: 1 })
      .toArray();
    expect(rows.map(({ callerRole, fieldsJson }) => [callerRole, JSON.parse(fieldsJson)])).toEqual([
      ['organizer', { photoId: id }],
      ['supervisor', { photoId: id }],
    ]);
  });

  it('[PHO6] what the hall withdraws, also after the lecture, or an organizer removes leaves a proof without the picture', async () => {
    const { lectureId, lecturer, planner, pc, sent } = await day();
    const before = await filesKept();
    const withdrawn = await sent({ bytes: jpeg('withdrawn') });
    const removed = await sent({ bytes: jpeg('removed') });
    await lecturer.call('lecture:end', { lectureId });
    await pc.call('withdrawRoomPhoto', { photoId: withdrawn.id });
    const why = { lectureId, photoId: removed.id, reason: '照到了未成年人' };
    await planner.call('removeRoomPhoto', why);
    await planner.call('removeRoomPhoto', { ...why, reason: '第二次' });
    await pc.call('withdrawRoomPhoto', { photoId: removed.id });
    const rows = await listed({ planner, lectureId });
    expect(rows.map((row) => row.removed && [row.removed.why, row.removed.by, row.removed.reason])).toEqual([
      ['withdrawn', '东一社区', null],
      ['organizer', '测试planner', '照到了未成年人'],
    ]);
    expect(rows.map(({ removed: _, ...proof }) => proof)).toEqual(
      [withdrawn, removed].map(({ removed: _, ...proof }) => proof),
    );
    expect(await filesKept()).toBe(before);
    const gone = await planner.send('roomPhoto', { lectureId, photoId: removed.id });
    expect(reasonOf(gone)).toBe('room_photo_removed');
    expect((await pc.call('ownRoomPhotos', {})).photos.map(({ id }) => id)).not.toContain(withdrawn.id);
    const refused = await (await world.signedIn('supervisor')).send('removeRoomPhoto', why);
    expect(reasonOf(refused)).toBe('role_not_allowed');
  });
});
