import { describe, expect, test } from 'vitest';
import { LightPublisher } from '../support/light-endpoint.ts';
import { lecturePolicy, mediaWorld, receiverOf, toldOf, until, wait } from '../support/media-world.ts';

const world = await mediaWorld(1);

describe('consumers', () => {
  test('[MED1] packets flow once the client resumed its consumers, and not before', async () => {
    const { room } = world.openRoom();
    const { publisher } = await world.lecturer(room);
    const { receiver } = await world.receiver(room, 'a');
    const camera = publisher.producerId('camera');

    await receiver.consume(room.tracks, { resume: false });
    await wait(500);
    expect(receiver.received(camera).packets).toBe(0);
    expect(publisher.keyFrameRequestTimes).toHaveLength(0);

    await receiver.resume([camera]);
    await until('packets', () => receiver.received(camera).packets > 20);
    expect(publisher.keyFrameRequestTimes).toHaveLength(1);
    expect(receiver.received(publisher.producerId('microphone')).packets).toBe(0);
  });

  test('[MED4] a producer that went off air is left out of the answer', async () => {
    const { room } = world.openRoom();
    const { publisher } = await world.lecturer(room);
    const { admitted } = await world.receiver(room, 'a');
    const answer = await world.connect('a').request('media:consume', {
      transportId: admitted.media.receiveTransport?.transportId ?? '',
      rtpCapabilities: admitted.media.routerRtpCapabilities,
      producerIds: ['11111111-2222-3333-4444-555555555555', publisher.producerId('microphone')],
    });
    expect(answer).toMatchObject({ consumers: [{ source: 'microphone', kind: 'audio' }] });
  });

  test('[MED18] a repeated request for a track finds the consumer of the first', async () => {
    const { room } = world.openRoom();
    const { publisher } = await world.lecturer(room);
    const { receiver } = await world.receiver(room, 'a');
    const camera = publisher.producerId('camera');
    await receiver.consume(room.tracks, { resume: false });
    const first = receiver.consumerId(camera);
    const before = consumers();
    await receiver.consume(room.tracks, { resume: false });
    expect(receiver.consumerId(camera)).toBe(first);
    expect(consumers()).toBe(before);
  });
});

describe('rights', () => {
  test('[MED3] a hall may neither open a way to send nor publish', async () => {
    const { room } = world.openRoom();
    await world.receiver(room, 'a');
    const hall = world.connect('a');
    const send = hall.request('media:openTransport', { direction: 'send' });
    await expect(send).rejects.toMatchObject({ code: 'forbidden', reason: 'may_not_publish' });
    const produce = hall.request('media:produce', {
      ...nothingToSend,
      transportId: 'x',
      source: 'camera',
      kind: 'video',
    });
    await expect(produce).rejects.toMatchObject({ code: 'forbidden', reason: 'may_not_publish' });
    expect(room.tracks).toEqual([]);
  });

  test('[MED3] a track that the policy keeps from a hall is neither listed nor given', async () => {
    const { room } = world.openRoom({
      policy: { ...lecturePolicy, mayReceive: (_who, track) => track.source !== 'screen' },
    });
    const { publisher } = await world.lecturer(room);
    await publisher.produce('screen', 5);
    const { admitted, receiver } = await world.receiver(room, 'a');
    expect(admitted.media.tracks.map(({ source }) => source)).toEqual(['camera', 'microphone']);
    const consume = receiver.consume(room.tracks);
    await expect(consume).rejects.toMatchObject({ code: 'forbidden', reason: 'may_not_receive' });
  });

  test('[MED3] nobody is offered its own tracks', async () => {
    const { room } = world.openRoom();
    const { admitted } = await world.lecturer(room);
    expect(room.tracksFor(admitted.participant)).toEqual([]);
    expect(room.tracks).toHaveLength(2);
  });

  test('[MED4] what belongs to somebody else is not found', async () => {
    const { room } = world.openRoom();
    const { publisher } = await world.lecturer(room);
    const { receiver } = await world.receiver(room, 'a');
    await receiver.consume(room.tracks, { resume: false });
    await world.receiver(room, 'b');
    const other = world.connect('b');
    const consumerId = receiver.consumerId(publisher.producerId('camera'));
    const producerId = publisher.producerId('camera');
    const tries = [
      other.request('media:restartIce', { transportId: receiver.transportId }),
      other.request('media:connectTransport', { transportId: receiver.transportId, dtlsParameters }),
      other.request('media:resumeConsumers', { consumerIds: [consumerId] }),
      other.request('media:preferLayer', { consumerId, spatialLayer: 0 }),
      other.request('media:setProducerPaused', { producerId, paused: true }),
      other.request('media:closeProducer', { producerId }),
      other.request('media:consume', {
        transportId: receiver.transportId,
        rtpCapabilities: {},
        producerIds: [producerId],
      }),
    ];
    for (const one of tries) await expect(one).rejects.toMatchObject({ code: 'not_found', reason: 'media_object' });
    expect(room.tracks.map(({ paused }) => paused)).toEqual([false, false]);
  });

  test('[MED5] without a join, and after a leave, media commands are refused', async () => {
    const { room } = world.openRoom();
    const open = () => world.connect('a').request('media:openTransport', { direction: 'receive' });
    await expect(open()).rejects.toMatchObject({ code: 'invalid_state', reason: 'not_in_room' });
    await world.admit(room, 'a');
    await expect(open()).resolves.toMatchObject({ iceParameters: expect.anything() });
    room.leave('a');
    await expect(open()).rejects.toMatchObject({ code: 'invalid_state', reason: 'not_in_room' });
  });

  test('[MED20] parameters that make no sense are refused and change nothing', async () => {
    const { room } = world.openRoom();
    const { publisher } = await world.lecturer(room);
    const lecturer = world.connect('lecturer');
    const produce = (over: object) =>
      lecturer.request('media:produce', {
        ...nothingToSend,
        transportId: publisher.transportId,
        source: 'screen',
        kind: 'video',
        ...over,
      });
    const refused = { code: 'invalid_input', reason: 'media_parameters' };
    await expect(produce({})).rejects.toMatchObject(refused);
    await expect(produce({ rtpParameters: { codecs: 'VP8', encodings: -1 } })).rejects.toMatchObject(refused);
    await expect(produce({ kind: 'audio' })).rejects.toMatchObject(refused);
    const { admitted } = await world.receiver(room, 'a');
    const consume = world.connect('a').request('media:consume', {
      transportId: admitted.media.receiveTransport?.transportId ?? '',
      rtpCapabilities: { codecs: [{ nonsense: true }] },
      producerIds: [publisher.producerId('camera')],
    });
    await expect(consume).rejects.toMatchObject(refused);
    expect(room.tracks.map(({ source }) => source)).toEqual(['camera', 'microphone']);
  });
});

describe('publishing', () => {
  test('[MED6] a second track of a source replaces the first, told once', async () => {
    const { room, told } = world.openRoom();
    const { publisher } = await world.lecturer(room);
    const first = publisher.producerId('camera');
    await wait(50);
    told.length = 0;
    const second = await publisher.produce('camera', 7);
    await wait(50);
    expect(second).not.toBe(first);
    const lists = toldOf(told, 'tracks').map(({ tracks }) => tracks.map(({ producerId }) => producerId));
    expect(lists).toEqual([[publisher.producerId('microphone'), second]]);
    expect(world.sfu.stats().workers).toMatchObject([{ producers: 2 }]);
  });

  test('[MED18] a repeated produce finds what the first one made', async () => {
    const { room } = world.openRoom();
    const { publisher } = await world.lecturer(room);
    const first = publisher.producerId('camera');
    expect(await publisher.produce('camera', 0)).toBe(first);
    expect(room.tracks).toHaveLength(2);
  });

  test('a muted track says so to everybody', async () => {
    const { room, told } = world.openRoom();
    const { publisher } = await world.lecturer(room);
    const producerId = publisher.producerId('microphone');
    await world.connect('lecturer').request('media:setProducerPaused', { producerId, paused: true });
    await wait(20);
    expect(toldOf(told, 'tracks').at(-1)?.tracks).toMatchObject([{ paused: false }, { producerId, paused: true }]);
  });

  test('[MED7] a second way to send closes the first and what it had on air', async () => {
    const { room, told } = world.openRoom();
    const { publisher } = await world.lecturer(room);
    await world.connect('lecturer').request('media:openTransport', { direction: 'send' });
    await until('an empty list', () => toldOf(told, 'tracks').at(-1)?.tracks.length === 0);
    const restart = world.connect('lecturer').request('media:restartIce', { transportId: publisher.transportId });
    await expect(restart).rejects.toMatchObject({ code: 'not_found' });
  });
});

test('[MED15] a room that is closed leaves nothing in the worker', async () => {
  const before = await world.sfu.dump();
  const { room } = world.openRoom();
  const { publisher } = await world.lecturer(room);
  for (const name of ['a', 'b', 'c']) {
    const { receiver } = await world.receiver(room, name);
    await receiver.consume(room.tracks);
    await until('packets', () => receiver.received(publisher.producerId('camera')).packets > 0);
  }
  const admitted = await world.admit(room, 'a', { key: 'hall:a' });
  await receiverOf(world.connect('a'), admitted).consume(room.tracks);
  await LightPublisher.open(world.connect('lecturer'));
  expect(await world.sfu.dump()).not.toEqual(before);
  room.close();
  room.close();
  await wait(100);
  expect(await world.sfu.dump()).toEqual(before);
  expect(world.sfu.stats()).toMatchObject({
    workers: [{ routers: 0, transports: 0, producers: 0, consumers: 0, load: 0 }],
  });
});

const consumers = (): number => world.sfu.stats().workers.reduce((sum, worker) => sum + worker.consumers, 0);
const nothingToSend = { rtpParameters: {}, paused: false };
const dtlsParameters = { fingerprints: [{ algorithm: 'sha-256' as const, value: 'AA' }] };
