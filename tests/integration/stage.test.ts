import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { hallId as hallIdSchema } from '#shared/kit/ids.ts';
import { type StageState, stageRules } from '#shared/stage.ts';
import { testRtpParameters } from '../support/access/rooms.ts';
import { type ApiSocket, reasonOf } from '../support/api-client.ts';
import { startTestApp } from '../support/harness.ts';
import { places, World } from '../support/world.ts';

let world: World;
let lectureId = '';
const sockets: ApiSocket[] = [];
let lecturer: ApiSocket;
let organizer: ApiSocket;
let hall: ApiSocket;
let hall2: ApiSocket;

const own = places.ownHall;
const own2 = places.ownHall2;

beforeAll(async () => {
  world = await World.build(await startTestApp());
});

async function enter(client: { connect(): Promise<ApiSocket> }): Promise<ApiSocket> {
  const socket = await client.connect();
  sockets.push(socket);
  await socket.call('lecture:join', { lectureId });
  return socket;
}

/** A lecture on air with both village halls in it. */
async function onAir(): Promise<void> {
  const by = await world.signedIn('planner');
  const signInName = `stage-${Date.now().toString(36)}`;
  const lecturerId = await world.addAccount(signInName, ['lecturer'], places.own);
  lectureId = await world.publishedLecture({ title: '上台', by, lecturerId, audience: [places.own] });
  organizer = await enter(by);
  lecturer = await enter(await world.signedIn(signInName));
  await lecturer.call('lecture:start', { lectureId });
  hall = await enter(await world.paired(own));
  hall2 = await enter(await world.paired(own2));
}

const stageSeen = (socket: ApiSocket, match: (stage: StageState) => boolean) =>
  socket.event('stage:changed', ({ stage }) => match(stage));
const phaseOf = ({ places: taken }: StageState, hallId: string) => taken.find((one) => one.hallId === hallId)?.phase;
const reason = async (socket: ApiSocket, name: string, input: Record<string, unknown> = {}) => {
  return reasonOf(await socket.send(name, { lectureId, ...input }));
};

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close();
});

describe('hands and the stage', () => {
  it('[STG1] hands stand in one order, the same for all, and a repeated raise keeps its place', async () => {
    await onAir();
    await hall2.call('stage:raise', { lectureId });
    await hall.call('stage:raise', { lectureId });
    await hall2.call('stage:raise', { lectureId });
    for (const socket of [lecturer, organizer, hall]) {
      const { stage } = await stageSeen(socket, ({ hands }) => hands.length === 2);
      expect(stage.hands).toEqual([own2, own]);
    }
  });

  it('[STG2] a hall sends only from its preview on, is seen by directors first, and by all on stage', async () => {
    await onAir();
    const produce = async () => {
      const { transportId } = await hall.call('media:openTransport', { direction: 'send' });
      const rtpParameters = testRtpParameters(Math.floor(Math.random() * 1e9));
      return hall.send('media:produce', { transportId, source: 'camera', kind: 'video', rtpParameters, paused: false });
    };
    expect(await reason(hall, 'media:openTransport', {})).toBe('invalid_input');
    expect((await hall.send('media:openTransport', { direction: 'send' })).ok).toBe(false);
    await hall.call('stage:raise', { lectureId });
    await lecturer.call('stage:invite', { lectureId, hallId: own });
    expect((await hall.send('media:openTransport', { direction: 'send' })).ok).toBe(false);
    expect(await reason(lecturer, 'stage:take', { hallId: own })).toBe('stage_not_ready');
    await hall.call('stage:accept', { lectureId });
    expect((await produce()).ok).toBe(true);
    await lecturer.event('media:tracksChanged', ({ tracks }) => tracks.some(({ owner }) => owner === `hall:${own}`));
    const isHeardBy2 = () =>
      hall2.heard.some(({ name, payload }) => name === 'media:tracksChanged' && JSON.stringify(payload).includes(own));
    expect(isHeardBy2()).toBe(false);
    await lecturer.call('stage:take', { lectureId, hallId: own });
    await hall2.event('media:tracksChanged', ({ tracks }) => tracks.some(({ owner }) => owner === `hall:${own}`));
    const { stage } = await stageSeen(hall2, (state) => phaseOf(state, own) === 'onStage');
    const [place] = stage.places;
    expect(Date.parse(place?.until ?? '') - Date.parse(place?.since ?? '')).toBe(stageRules.limitSeconds * 1_000);

    await organizer.call('stage:takeBack', { lectureId, hallId: own });
    await hall2.event('media:tracksChanged', ({ tracks, seq }) => tracks.length === 0 && seq > 0);
    expect((await hall.send('media:openTransport', { direction: 'send' })).ok).toBe(false);
  });

  it('[STG3] three places at most; inviting twice is one invitation, and a hall that is not here cannot be invited', async () => {
    await onAir();
    expect(await reason(organizer, 'stage:invite', { hallId: places.own })).toBe('hall_not_here');
    await Promise.all([
      lecturer.call('stage:invite', { lectureId, hallId: own }),
      organizer.call('stage:invite', { lectureId, hallId: own }),
    ]);
    const { stage } = await stageSeen(hall, (state) => phaseOf(state, own) === 'invited');
    expect(stage.places).toHaveLength(1);
  });

  it('[STG4] a hall that is cut off is off the stage at once; a hand that is up waits for its return', async () => {
    await onAir();
    await hall2.call('stage:raise', { lectureId });
    await lecturer.call('stage:invite', { lectureId, hallId: own });
    await hall.call('stage:accept', { lectureId });
    await lecturer.call('stage:take', { lectureId, hallId: own });
    hall.close();
    hall2.close();
    const { stage } = await stageSeen(
      organizer,
      ({ places: taken, hands }) => taken.length === 0 && hands.length === 1,
    );
    expect(stage.hands).toEqual([own2]);
  });

  it('[STG5] halls cannot direct, and nobody acts on the stage from outside', async () => {
    await onAir();
    expect(await reason(hall, 'stage:invite', { hallId: own2 })).toBe('role_not_allowed');
    expect(await reason(hall, 'stage:accept')).toBe('not_invited');
    const outside = await (await world.paired(places.foreignHall)).connect();
    sockets.push(outside);
    expect(await reason(outside, 'stage:raise')).toBe('not_in_audience');
  });

  it('[STG6] a hall that a director looks at may send its picture, to directors only, while it lasts', async () => {
    await onAir();
    await lecturer.call('stage:watch', { lectureId, hallIds: [own] });
    await stageSeen(hall, ({ watched }) => watched.includes(hallIdSchema.parse(own)));
    expect((await hall.send('media:openTransport', { direction: 'send' })).ok).toBe(true);
    lecturer.close();
    await stageSeen(hall, ({ watched }) => watched.length === 0);
    expect((await hall.send('media:openTransport', { direction: 'send' })).ok).toBe(false);
  });
});
