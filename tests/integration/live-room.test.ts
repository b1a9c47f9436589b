import { describe, expect, test } from 'vitest';
import { mediaWorld, receiverOf, toldOf, transportOf, until, wait } from '../support/media-world.ts';
import { udpCable } from '../support/udp-cable.ts';

const world = await mediaWorld(1);

describe('coming back', () => {
  test('[MED8] a client that still holds its media keeps it and loses no packet', async () => {
    const { room, told } = world.openRoom();
    const { publisher } = await world.lecturer(room);
    const { admitted, receiver } = await world.receiver(room, 'a');
    await receiver.consume(room.tracks);
    const camera = publisher.producerId('camera');
    await until('packets', () => receiver.received(camera).packets > 0);

    room.disconnected('a', Date.now());
    const atCut = receiver.received(camera).packets;
    await wait(400);
    expect(receiver.received(camera).packets).toBeGreaterThan(atCut + 20);
    const again = await world.admit(room, 'a2', {
      key: 'hall:a',
      resume: { participantId: admitted.participant.id, epoch: admitted.media.epoch },
    });

    expect(again.participant.id).toBe(admitted.participant.id);
    expect(again.media).toMatchObject({ kept: true, receiveTransport: null, epoch: 1 });
    expect(again.media.tracks).toHaveLength(2);
    const before = receiver.received(camera).packets;
    await until('packets', () => receiver.received(camera).packets > before);
    // The new connection acts on the old transport.
    const restart = world.connect('a2').request('media:restartIce', { transportId: receiver.transportId });
    await expect(restart).resolves.toMatchObject({ iceParameters: expect.anything() });
    expect(phases(told, 'hall:a')).toEqual(['joining>live', 'live>away', 'away>live']);
  });

  test('[MED9] after a reload it is the same participant with new media', async () => {
    const { room, told } = world.openRoom();
    const first = await world.lecturer(room, 'l1');
    const { receiver } = await world.receiver(room, 'a');
    const old = first.publisher.producerId('camera');
    room.disconnected('l1', Date.now());
    first.publisher.close();
    await wait(50);
    expect(room.tracks.map(({ producerId }) => producerId)).toContain(old);

    const back = await world.admit(room, 'l2', { key: 'lecturer:1', role: 'lecturer' });
    expect(back.media.kept).toBe(false);
    expect(room.tracks).toEqual([]);
    const second = await world.lecturer(room, 'l2');
    expect(second.admitted.participant.id).toBe(first.admitted.participant.id);
    await until('the new list', () => toldOf(told, 'tracks').at(-1)?.tracks.length === 2);
    expect(room.tracks.map(({ producerId }) => producerId)).not.toContain(old);
    await receiver.consume(room.tracks);
    await until('packets', () => receiver.received(second.publisher.producerId('camera')).packets > 0);
  });

  test('[MED8] media is not kept for a claim that cannot be true', async () => {
    const { room } = world.openRoom();
    const { participant } = await world.admit(room, 'a');
    const other = await world.admit(room, 'b');
    const claim = async (resume: { participantId: string; epoch: number }) =>
      (await world.admit(room, 'a', { key: 'hall:a', resume })).media.kept;
    expect(await claim({ participantId: other.participant.id, epoch: 1 })).toBe(false);
    expect(await claim({ participantId: participant.id, epoch: 0 })).toBe(false);
    expect(await claim({ participantId: participant.id, epoch: 2 })).toBe(false);
    expect(await claim({ participantId: participant.id, epoch: 1 })).toBe(true);
  });

  test('[MED10] a second connection of the same hall supersedes the first', async () => {
    const { room, told } = world.openRoom();
    const first = await world.admit(room, 'pc1', { key: 'hall:a' });
    const second = await world.admit(room, 'pc2', { key: 'hall:a' });
    expect(second.participant.id).toBe(first.participant.id);
    expect(toldOf(told, 'superseded')).toEqual([{ what: 'superseded', connectionId: 'pc1' }]);
    const late = world.connect('pc1').request('media:openTransport', { direction: 'receive' });
    await expect(late).rejects.toMatchObject({ reason: 'not_in_room' });
    // The old socket's end no longer concerns the hall.
    world.directory.disconnected('pc1', Date.now());
    expect(room.participants.map(({ phase }) => phase.name)).toEqual(['live']);
  });

  test('[MED10] of two admissions at once the later one holds', async () => {
    const { room } = world.openRoom();
    const [first, second] = await Promise.allSettled([
      world.admit(room, 'pc1', { key: 'hall:a' }),
      world.admit(room, 'pc2', { key: 'hall:a' }),
    ]);
    expect(first).toMatchObject({ status: 'rejected', reason: { code: 'conflict', reason: 'superseded' } });
    expect(second.status).toBe('fulfilled');
    expect(room.participants).toMatchObject([{ phase: { name: 'live', connectionId: 'pc2' } }]);
  });

  test('[MED10] a connection that enters another room leaves the first', async () => {
    const one = world.openRoom();
    const two = world.openRoom();
    await world.admit(one.room, 'pc', { key: 'hall:a' });
    await world.admit(two.room, 'pc', { key: 'hall:a' });
    expect(one.room.participants).toEqual([]);
    expect(phases(one.told, 'hall:a').at(-1)).toBe('live>gone');
    expect(world.directory.find('pc')).toBe(two.room);
  });

  test('[MED11] a connection that ends while it is let in leaves nobody behind', async () => {
    const { room } = world.openRoom();
    const admission = world.admit(room, 'pc');
    world.directory.disconnected('pc', Date.now());
    await expect(admission).rejects.toMatchObject({ code: 'conflict' });
    expect(room.participants).toEqual([]);
    expect(world.directory.find('pc')).toBeUndefined();
  });
});

describe('staying away', () => {
  test('[MED11] after the grace time it is gone and its media closed', async () => {
    const { room, told } = world.openRoom({ graceMs: 300 });
    await world.lecturer(room, 'l1');
    room.disconnected('l1', Date.now());
    expect(room.tracks).toHaveLength(2);
    await until('gone', () => phases(told, 'lecturer:1').at(-1) === 'away>gone');
    expect(room.participants).toEqual([]);
    await until('an empty list', () => toldOf(told, 'tracks').at(-1)?.tracks.length === 0);
  });

  test('[MED11] one who is away and loses the right is gone at once', async () => {
    const { room, told } = world.openRoom();
    await world.receiver(room, 'a');
    room.disconnected('a', Date.now());
    room.expel('hall:a');
    expect(phases(told, 'hall:a')).toEqual(['joining>live', 'live>away', 'away>gone']);
  });

  test('[MED12] a closed socket whose media ends with it: silence from that moment', async () => {
    const { room, told } = world.openRoom();
    const { publisher } = await world.lecturer(room);
    const { receiver } = await world.receiver(room, 'a');
    await receiver.consume(room.tracks);
    await until('packets', () => receiver.received(publisher.producerId('camera')).packets > 0);
    await wait(1_500);
    const closedAt = Date.now();
    receiver.close();
    room.disconnected('a', closedAt);
    await until('silence', () => toldOf(told, 'silent').length > 0);
    const [silence] = toldOf(told, 'silent');
    expect(silence?.key).toBe('hall:a');
    expect(Math.abs((silence?.lastPacketAt ?? 0) - closedAt)).toBeLessThanOrEqual(1_000);
    expect((silence?.toldAt ?? 0) - closedAt).toBeLessThanOrEqual(4_500);
  });

  test('[MED12] a silent cut noticed late: silence from the last packet of the socket', async () => {
    const { room, told } = world.openRoom();
    await world.lecturer(room);
    const admitted = await world.admit(room, 'a');
    const cable = await udpCable(transportOf(admitted));
    const receiver = receiverOf(world.connect('a'), admitted, cable.through);
    await receiver.consume(room.tracks);
    await wait(1_500);
    const cutAt = Date.now();
    cable.cut();
    await wait(2_000);
    // The ping timeout fires only now; the last pong had come a second before the cut.
    room.disconnected('a', cutAt - 1_000);
    await until('silence', () => toldOf(told, 'silent').length > 0);
    expect(Math.abs((toldOf(told, 'silent')[0]?.lastPacketAt ?? 0) - cutAt)).toBeLessThanOrEqual(3_000);
    receiver.close();
    cable.close();
  });

  test('[MED13] signalling cut, media goes on: no silence; cut later: silence from the last media packet', async () => {
    const { room, told } = world.openRoom();
    await world.lecturer(room);
    const admitted = await world.admit(room, 'a');
    const cable = await udpCable(transportOf(admitted));
    const receiver = receiverOf(world.connect('a'), admitted, cable.through);
    await receiver.consume(room.tracks);
    await wait(1_000);
    room.disconnected('a', Date.now());
    await wait(5_000);
    expect(toldOf(told, 'silent')).toEqual([]);
    const cutAt = Date.now();
    cable.cut();
    await until('silence', () => toldOf(told, 'silent').length > 0);
    expect(Math.abs((toldOf(told, 'silent')[0]?.lastPacketAt ?? 0) - cutAt)).toBeLessThanOrEqual(1_500);
    cable.mend();
    await until('heard again', () => toldOf(told, 'heard').length > 0);
    receiver.close();
    cable.close();
  });

  test('[MED12] without any media the silence is reported at once', async () => {
    const { room, told } = world.openRoom();
    await world.admit(room, 'a');
    await world.connect('a').request('media:openTransport', { direction: 'receive' });
    // A worker that died has taken the transports; what is left is a participant without any.
    const actor = room.actor('a');
    actor.peer.close();
    const at = Date.now() - 700;
    room.disconnected('a', at);
    await until('silence', () => toldOf(told, 'silent').length > 0, 500);
    expect(toldOf(told, 'silent')).toMatchObject([{ lastPacketAt: at }]);
  });
});

const phases = (told: Parameters<typeof toldOf>[0], key: string): string[] =>
  toldOf(told, 'phase')
    .filter((one) => one.key === key)
    .map(({ from, to }) => `${from}>${to}`);
