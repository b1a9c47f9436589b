import { expect, test } from 'vitest';
import { systemClock } from '../../server/src/kernel/clock.ts';
import { SPREAD_AT } from '../../server/src/media/fan-out.ts';
import { createSfu } from '../../server/src/media/sfu.ts';
import { testLog } from '../support/engine.ts';
import { freeze, thaw } from '../support/freeze.ts';
import { mediaWorld, openTestSfu, receiverOf, toldOf, until, wait, workerBin } from '../support/media-world.ts';

const world = await mediaWorld(2);

/** As many halls as it takes to fill one worker and begin the other; only some of them really receive. */
const crowd = async (room: Parameters<typeof world.admit>[0], halls: number) =>
  Promise.all(Array.from({ length: halls }, (_, n) => world.admit(room, `hall-${n}`)));

test('[MED17] a small room stays on one worker', async () => {
  const { room } = world.openRoom();
  await world.lecturer(room);
  await crowd(room, 10);
  expect(routers()).toEqual([0, 1]);
});

test('[MED17] many receivers spread over all workers', async () => {
  const { room } = world.openRoom();
  await world.lecturer(room);
  await crowd(room, 100);
  const [less = 0, more = 0] = world.sfu
    .stats()
    .workers.map(({ load }) => load)
    .sort((a, b) => a - b);
  expect(less + more).toBe(2 * 101);
  expect(more - less).toBeLessThanOrEqual(SPREAD_AT);
});

test('[MED2] a track is piped to another worker once, however many ask at once', async () => {
  const { room } = world.openRoom();
  const { publisher } = await world.lecturer(room);
  const before = counts();
  const admitted = await crowd(room, 60);
  const some = admitted.map((one, n) => receiverOf(world.connect(`hall-${n}`), one)).slice(20);
  await Promise.all(some.map((receiver) => receiver.consume(room.tracks)));
  const camera = publisher.producerId('camera');
  await until('packets everywhere', () => some.every((receiver) => receiver.received(camera).packets > 0));
  // Two tracks: two producers more on the other worker, and two consumers there that feed them.
  expect(routers()).toEqual([1, 1]);
  expect(counts().producers - before.producers).toBe(2);
  expect(counts().consumers - before.consumers).toBe(2 * some.length + 2);
  for (const receiver of some) receiver.close();
});

test('[MED16] at most one key-frame request a second reaches the sender, with 50 receivers on two workers', async () => {
  const { room } = world.openRoom();
  // A thin picture and no sound: what 50 receivers take in here must not make the requests look late.
  const { publisher } = await world.lecturer(room, 'lecturer', { sources: ['camera'], bitrate: 100_000 });
  const admitted = await crowd(room, 60);
  const some = admitted.map((one, n) => receiverOf(world.connect(`hall-${n}`), one)).slice(10);
  const camera = { producerId: publisher.producerId('camera') };
  await Promise.all(some.map((receiver) => receiver.consume([camera], { resume: false })));
  expect(routers()).toEqual([1, 1]);
  const startedAt = Date.now();
  // All at once, then each once more in the seconds after, as after a cut.
  await Promise.all(some.map((receiver) => receiver.resume([camera.producerId])));
  for (const receiver of some) {
    await wait(40);
    await receiver.resume([camera.producerId]);
  }
  await wait(1_500);
  const times = publisher.keyFrameRequestTimes.map((at) => at - startedAt);
  expect(times.length).toBeGreaterThan(0);
  // The n-th after the first, n seconds after it; each may be seen late here, by as much as this process is busy.
  const tooEarlyBy = times.map((at, n) => n * 1_000 - (at - (times[0] ?? 0)));
  expect(Math.max(...tooEarlyBy)).toBeLessThan(300);
  for (const receiver of some) receiver.close();
});

test('[MED25] a key frame that comes while the workers are busy reaches every receiver whole', async () => {
  const { room } = world.openRoom();
  const { publisher } = await world.lecturer(room, 'lecturer', { sources: ['camera'] });
  const camera = publisher.producerId('camera');
  const admitted = await crowd(room, 60);
  const some = [0, 20, 40, 59].map((n) => receiverOf(world.connect(`hall-${n}`), admitted[n] as (typeof admitted)[0]));
  await Promise.all(some.map((receiver) => receiver.consume(room.tracks)));
  expect(routers()).toEqual([1, 1]);
  const arrived = () => some.map((receiver) => receiver.received(camera).packets);
  await until('packets everywhere', () => arrived().every((packets) => packets > 0));
  publisher.setSending(false);
  let before: number[] = [];
  for (let now = arrived(); now.join() !== before.join(); now = arrived()) {
    before = now;
    await wait(500);
  }
  const sent = publisher.sentPackets;
  const pids = world.sfu.workerPids();
  await Promise.all(pids.map(freeze));
  publisher.leap(1_200);
  await until('it was sent', () => publisher.sentPackets - sent >= 150);
  pids.forEach(thaw);
  const whole = before.map((packets) => packets + publisher.sentPackets - sent);
  await expect.poll(arrived, { timeout: 5_000 }).toEqual(whole);
  for (const receiver of some) receiver.close();
});

test('[MED14] a worker that is killed: the epoch rises, the others go on, joining again brings media within 3 s', async () => {
  const { room, told } = world.openRoom();
  const lecturer = await world.lecturer(room);
  const { admitted, receiver } = await world.receiver(room, 'a');
  await receiver.consume(room.tracks);
  await until('packets', () => receiver.received(lecturer.publisher.producerId('camera')).packets > 0);
  const other = world.openRoom();

  const pids = world.sfu.workerPids();
  const victim = world.sfu.stats().workers.find(({ producers }) => producers > 0)?.pid ?? 0;
  const killedAt = Date.now();
  process.kill(victim, 'SIGKILL');
  await until('the epoch', () => toldOf(told, 'epoch').length > 0);
  expect(room.epoch).toBe(2);
  expect(
    toldOf(told, 'epoch')[0]
      ?.affected.map(({ key }) => key)
      .sort(),
  ).toEqual(['hall:a', 'lecturer:1']);
  await wait(10);
  expect(toldOf(told, 'tracks').at(-1)).toMatchObject({ tracks: [], epoch: 2 });
  expect(other.room.epoch).toBe(1);
  expect(room.participants.map(({ phase }) => phase.name)).toEqual(['live', 'live']);

  const again = await world.lecturer(room);
  const resume = { participantId: admitted.participant.id, epoch: 1 };
  const back = await world.admit(room, 'a', { resume });
  expect(back.media).toMatchObject({ kept: false, epoch: 2 });
  expect(back.participant.id).toBe(admitted.participant.id);
  const fresh = receiverOf(world.connect('a'), back);
  await fresh.consume(room.tracks);
  await until('packets', () => fresh.received(again.publisher.producerId('camera')).packets > 0);
  expect(Date.now() - killedAt).toBeLessThan(3_000);

  await until('a spare', () => world.sfu.workerPids().length === 2);
  expect(world.sfu.workerPids()).not.toEqual(pids);
  fresh.close();
  receiver.close();
});

test('[MED14] whoever sat on another worker keeps its transport', async () => {
  const { room, told } = world.openRoom();
  await world.lecturer(room);
  const admitted = await crowd(room, 60);
  const victim = world.sfu.stats().workers.find(({ producers }) => producers > 0)?.pid ?? 0;
  process.kill(victim, 'SIGKILL');
  await until('the epoch', () => toldOf(told, 'epoch').length > 0);
  const lost = new Set(toldOf(told, 'epoch')[0]?.affected.map(({ id }) => id));
  const spared = admitted.findIndex(({ participant }) => !lost.has(participant.id));
  expect(lost.size).toBeGreaterThan(1);
  const participantId = admitted[spared]?.participant.id ?? '';
  const again = await world.admit(room, `hall-${spared}`, { resume: { participantId, epoch: 1 } });
  expect(again.media).toMatchObject({ kept: true, epoch: 2 });
  await until('a spare', () => world.sfu.workerPids().length === 2);
});

test('[MED14] all workers dead at once: the next one to join waits for a spare', async () => {
  const { room } = world.openRoom();
  await world.lecturer(room);
  for (const pid of world.sfu.workerPids()) process.kill(pid, 'SIGKILL');
  await until('the deaths', () => world.sfu.workerPids().length === 0);
  const startedAt = Date.now();
  const { media } = await world.admit(room, 'late');
  expect(media.receiveTransport).not.toBeNull();
  expect(Date.now() - startedAt).toBeLessThan(3_000);
  await until('spares', () => world.sfu.workerPids().length === 2);
});

test('[MED19] a media port that is taken is said in a sentence', async () => {
  const options = {
    workerBin: workerBin(),
    workers: 1,
    listenIp: '127.0.0.1',
    clock: systemClock(testLog),
    log: testLog,
  };
  const first = await createSfu({ ...options, firstPort: 45_871 });
  await expect(createSfu({ ...options, firstPort: 45_871 })).rejects.toThrow(/45871.*taken.*MEDIA_PORT/);
  await first.close();
  const again = await createSfu({ ...options, firstPort: 45_871 });
  await again.close();
});

test('[MED19] a worker that does not start is said in a sentence', async () => {
  const options = { workers: 1, listenIp: '127.0.0.1', firstPort: 0, clock: systemClock(testLog), log: testLog };
  await expect(createSfu({ ...options, workerBin: '/nonexistent/worker' })).rejects.toThrow(/nonexistent.*set-up/);
});

test('[MED15] a closed Sfu leaves no process', async () => {
  const sfu = await openTestSfu(2);
  const pids = sfu.workerPids();
  await sfu.close();
  for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow();
});

const routers = (): number[] =>
  world.sfu
    .stats()
    .workers.map((worker) => worker.routers)
    .sort();
const counts = (): { producers: number; consumers: number } => {
  const { workers } = world.sfu.stats();
  const sum = (kind: 'producers' | 'consumers') => workers.reduce((total, worker) => total + worker[kind], 0);
  return { producers: sum('producers'), consumers: sum('consumers') };
};
