import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppError } from '../../server/src/kernel/app-error.ts';
import { lightCapabilities } from '../support/light-endpoint.ts';
import { mediaWorld } from '../support/media-world.ts';

const world = await mediaWorld(1);
const runs = { numRuns: 400, seed: 20_261_124 };

const valid = {
  mid: '0',
  codecs: [
    {
      mimeType: 'video/VP8',
      payloadType: 96,
      clockRate: 90_000,
      rtcpFeedback: [{ type: 'nack' }, { type: 'nack', parameter: 'pli' }],
      parameters: {},
    },
    { mimeType: 'video/rtx', payloadType: 97, clockRate: 90_000, parameters: { apt: 96 }, rtcpFeedback: [] },
  ],
  headerExtensions: [{ uri: 'urn:ietf:params:rtp-hdrext:sdes:mid', id: 1, encrypt: false, parameters: {} }],
  encodings: [{ ssrc: 5_000, rtx: { ssrc: 5_001 }, scalabilityMode: 'L1T3' }],
  rtcp: { cname: 'x', reducedSize: true },
};

/** What JSON can carry, the nasty numbers first. */
const junk = fc.oneof(
  fc.constantFrom<unknown>(null, -1, 0, 0.5, 1e21, 2 ** 32, 2 ** 53, '', 'x'.repeat(2_000), [], {}, [[]], true),
  fc.jsonValue({ maxDepth: 2 }),
);

/** The valid value with something else in one or two places. */
const spoilt = (value: unknown): fc.Arbitrary<Record<string, unknown>> =>
  fc
    .array(fc.tuple(fc.nat(), junk), { minLength: 1, maxLength: 2 })
    .map((changes) => changes.reduce<unknown>((whole, [at, to]) => replaceAt(whole, at, to), value))
    .map((whole) => (typeof whole === 'object' && whole !== null ? { ...whole } : {}));

test('[MED20] no RTP parameters of a client make more than a refusal', async () => {
  const { room } = world.openRoom();
  await world.admit(room, 'l', { key: 'lecturer:1', role: 'lecturer' });
  const lecturer = world.connect('l');
  const pids = world.sfu.workerPids();
  await fc.assert(
    fc.asyncProperty(spoilt(valid), async (rtpParameters) => {
      const { transportId } = (await lecturer.request('media:openTransport', { direction: 'send' })) as Opened;
      const input = { transportId, source: 'camera' as const, kind: 'video' as const, rtpParameters, paused: false };
      await outcome(lecturer.request('media:produce', input));
    }),
    runs,
  );
  expect(world.sfu.workerPids()).toEqual(pids);
});

test('[MED20] no capabilities and no DTLS parameters of a client make more than a refusal', async () => {
  const { room } = world.openRoom();
  const { publisher } = await world.lecturer(room);
  const { media } = await world.admit(room, 'a');
  const hall = world.connect('a');
  const pids = world.sfu.workerPids();
  await fc.assert(
    fc.asyncProperty(spoilt(lightCapabilities(media.routerRtpCapabilities)), junk, async (rtpCapabilities, value) => {
      const { transportId } = (await hall.request('media:openTransport', { direction: 'receive' })) as Opened;
      const producerIds = [publisher.producerId('camera')];
      await outcome(hall.request('media:consume', { transportId, rtpCapabilities, producerIds }));
      const fingerprints = [{ algorithm: 'sha-256' as const, value: String(value).slice(0, 200) }];
      await outcome(hall.request('media:connectTransport', { transportId, dtlsParameters: { fingerprints } }));
    }),
    runs,
  );
  expect(world.sfu.workerPids()).toEqual(pids);
});

type Opened = { transportId: string };

/** Done or refused as the contract says; anything else fails. */
async function outcome(act: Promise<unknown>): Promise<void> {
  try {
    await act;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'invalid_input') throw error;
  }
}

/** Puts `to` in the place of one inner value, counted through the whole tree. */
function replaceAt(whole: unknown, at: number, to: unknown): unknown {
  const places = count(whole);
  let left = at % places;
  const walk = (value: unknown): unknown => {
    left -= 1;
    if (left < 0 && left > -2) return to;
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner)]));
  };
  return walk(whole);
}

function count(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, inner) => sum + count(inner), 1);
}
