import type { MediaTransport } from './media-transport.ts';

/** Sums over one transport, as far as the browser tells. Counters only rise. */
export type PathSample = {
  atMs: number;
  packets: number;
  lost: number;
  /** Answers of the other end to checks of the connection. */
  answers: number;
  /** Seconds in which the picture stood still. */
  frozenSeconds: number;
  /** Pictures that were decoded. */
  frames: number;
  /** Of sound that came out, and of it what was made up for packets that never came. */
  playedSamples: number;
  concealedSamples: number;
  /** Round trip to the server, ms. */
  roundTripMs: number | null;
  jitterMs: number;
  /** The sender's own line is too thin for what the camera gives. */
  isThin: boolean;
};

const numberOf = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0);

/** The members that are read here; which of them are there depends on the kind of entry and on the browser. */
type Stat = {
  [K in
    | 'type'
    | 'packetsReceived'
    | 'packetsLost'
    | 'totalFreezesDuration'
    | 'jitter'
    | 'framesDecoded'
    | 'totalSamplesReceived'
    | 'concealedSamples'
    | 'silentConcealedSamples'
    | 'packetsSent'
    | 'qualityLimitationReason'
    | 'roundTripTime'
    | 'state'
    | 'nominated'
    | 'responsesReceived'
    | 'currentRoundTripTime']?: unknown;
};

const readers: Record<string, (stat: Stat, sample: PathSample) => void> = {
  'inbound-rtp': (stat, sample) => {
    sample.packets += numberOf(stat.packetsReceived);
    sample.lost += numberOf(stat.packetsLost);
    sample.frozenSeconds += numberOf(stat.totalFreezesDuration);
    sample.frames += numberOf(stat.framesDecoded);
    sample.playedSamples += numberOf(stat.totalSamplesReceived);
    sample.concealedSamples += numberOf(stat.concealedSamples) - numberOf(stat.silentConcealedSamples);
    sample.jitterMs = Math.max(sample.jitterMs, numberOf(stat.jitter) * 1000);
  },
  'outbound-rtp': (stat, sample) => {
    sample.packets += numberOf(stat.packetsSent);
    if (stat.qualityLimitationReason === 'bandwidth') sample.isThin = true;
  },
  'remote-inbound-rtp': (stat, sample) => {
    sample.lost += Math.max(0, numberOf(stat.packetsLost));
    if (typeof stat.roundTripTime === 'number') sample.roundTripMs = stat.roundTripTime * 1000;
    sample.jitterMs = Math.max(sample.jitterMs, numberOf(stat.jitter) * 1000);
  },
  'candidate-pair': (stat, sample) => {
    if (stat.state !== 'succeeded' && stat.nominated !== true) return;
    sample.answers += numberOf(stat.responsesReceived);
    if (stat.nominated === true && typeof stat.currentRoundTripTime === 'number')
      sample.roundTripMs = stat.currentRoundTripTime * 1000;
  },
};

/** The statistics of a transport as one sample. */
export async function readSample(transport: MediaTransport, nowMs: number): Promise<PathSample> {
  const sample: PathSample = {
    atMs: nowMs,
    packets: 0,
    lost: 0,
    answers: 0,
    frozenSeconds: 0,
    frames: 0,
    playedSamples: 0,
    concealedSamples: 0,
    roundTripMs: null,
    jitterMs: 0,
    isThin: false,
  };
  const report = await transport.stats();
  report.forEach((stat: Stat) => {
    readers[String(stat.type)]?.(stat, sample);
  });
  return sample;
}
