import nodeDataChannel, { type PeerConnection, type Track as RtpTrack } from 'node-datachannel';
import type { InputOf, SentInput } from '#shared/kit/define.ts';
import type { mediaCommands, Track, TrackSource, TransportParameters } from '#shared/media.ts';
import { dtlsOf, remoteSdp, type Section, sectionOf } from './media-sdp.ts';
import { audioSource, keyFrameRequests, videoSource } from './rtp-source.ts';

type Commands = typeof mediaCommands;
type Json = Record<string, unknown>;

/** The way to the server: a socket in the load test, the handlers themselves in an integration test. */
export type Signalling = {
  request<K extends keyof Commands>(name: K, input: SentInput<Commands[K]>): Promise<unknown>;
};

type Answers = {
  'media:openTransport': TransportParameters;
  'media:produce': { producerId: string };
  'media:consume': { consumers: Parameters<typeof sectionOf>[0][] };
};

/** The named seam of the tests: an answer is what the contract says, the server's own tests hold it to that. */
async function ask<K extends keyof Answers>(
  to: Signalling,
  name: K,
  input: SentInput<Commands[K]>,
): Promise<Answers[K]> {
  return (await to.request(name, input)) as Answers[K];
}

const local = { iceServers: [], bindAddress: '127.0.0.1' };
let made = 0;

/** What a hall can decode, as far as the server asks; without bandwidth feedback, so that all layers come. */
export function lightCapabilities(router: Json): Json {
  const { codecs } = router as { codecs: { mimeType: string; rtcpFeedback: { type: string; parameter?: string }[] }[] };
  const wanted = codecs.filter(({ mimeType }) => /opus|vp8/i.test(mimeType));
  const feedback = ({ type }: { type: string }): boolean => type === 'nack' || type === 'ccm';
  return {
    codecs: wanted.map((codec) => ({ ...codec, rtcpFeedback: codec.rtcpFeedback.filter(feedback) })),
    headerExtensions: [],
  };
}

export type Received = { readonly packets: number; readonly firstPacketAt: number | undefined };

/** Receives like a hall: ICE, DTLS and SRTP, but nothing is decoded. */
export class LightReceiver {
  readonly #to: Signalling;
  readonly #transport: TransportParameters;
  readonly #capabilities: Json;
  readonly #pc: PeerConnection;
  readonly #sections: Section[] = [];
  readonly #tracks: RtpTrack[] = [];
  readonly #received = new Map<string, { packets: number; firstPacketAt: number | undefined }>();
  readonly #midOf = new Map<string, string>();
  readonly #idOf = new Map<string, string>();
  readonly #reports: boolean;
  #isConnected = false;

  /** `reports`: sends receiver reports as a browser does; a load test may save that work. */
  constructor(to: Signalling, transport: TransportParameters, routerRtpCapabilities: Json, { reports = true } = {}) {
    this.#to = to;
    this.#reports = reports;
    this.#transport = transport;
    this.#capabilities = lightCapabilities(routerRtpCapabilities);
    this.#pc = new nodeDataChannel.PeerConnection(`receiver-${made++}`, local);
    this.#pc.onTrack((track) => this.#listen(track));
  }

  get transportId(): string {
    return this.#transport.transportId;
  }

  /** By producer: what came so far. */
  received(producerId: string): Received {
    return this.#received.get(this.#midOf.get(producerId) ?? '') ?? { packets: 0, firstPacketAt: undefined };
  }

  consumerId(producerId: string): string {
    const mid = this.#midOf.get(producerId);
    const id = mid === undefined ? undefined : this.#idOf.get(mid);
    if (id === undefined) throw new Error(`no consumer of ${producerId}`);
    return id;
  }

  /** Makes consumers of these tracks and, unless told otherwise, lets packets flow. */
  async consume(tracks: readonly Pick<Track, 'producerId'>[], { resume = true } = {}): Promise<void> {
    const { consumers } = await ask(this.#to, 'media:consume', {
      transportId: this.transportId,
      rtpCapabilities: this.#capabilities,
      producerIds: tracks.map(({ producerId }) => producerId),
    });
    for (const consumer of consumers) {
      const section = sectionOf(consumer);
      this.#sections.push(section);
      this.#midOf.set(consumer.producerId, section.mid);
      this.#idOf.set(section.mid, consumer.consumerId);
      this.#received.set(section.mid, { packets: 0, firstPacketAt: undefined });
    }
    await this.#describe();
    if (resume) await this.resume(consumers.map(({ producerId }) => producerId));
  }

  async resume(producerIds: readonly string[]): Promise<void> {
    await this.#to.request('media:resumeConsumers', { consumerIds: producerIds.map((id) => this.consumerId(id)) });
  }

  close(): void {
    this.#pc.close();
  }

  async #describe(): Promise<void> {
    const answer = new Promise<string>((resolve) => this.#pc.onLocalDescription((sdp) => resolve(sdp)));
    this.#pc.setRemoteDescription(remoteSdp(this.#transport, 'actpass', this.#sections), 'offer');
    const dtlsParameters = dtlsOf(await answer);
    if (this.#isConnected) return;
    this.#isConnected = true;
    await this.#to.request('media:connectTransport', { transportId: this.transportId, dtlsParameters });
  }

  #listen(track: RtpTrack): void {
    // Kept, or it is collected and silent.
    this.#tracks.push(track);
    if (this.#reports) track.setMediaHandler(new nodeDataChannel.RtcpReceivingSession());
    const count = this.#received.get(track.mid());
    if (count === undefined) return;
    track.onMessage((packet) => {
      if (isRtcp(packet)) return;
      count.packets += 1;
      count.firstPacketAt ??= Date.now();
    });
  }
}

export type PublishOptions = { sources?: readonly TrackSource[]; bitrate?: number };

const TICK_MS = 10;
const payloadTypeOf = { audio: 111, video: 96 } as const;

/** Publishes like a lecturer, with RTP made by hand: a real ICE, DTLS and SRTP connection. */
export class LightPublisher {
  readonly #to: Signalling;
  readonly #transport: TransportParameters;
  readonly #pc: PeerConnection;
  readonly #tracks: RtpTrack[] = [];
  readonly producerIds = new Map<TrackSource, string>();
  /** When each request for a key frame arrived, in ms since the epoch. */
  readonly keyFrameRequestTimes: number[] = [];
  sentPackets = 0;
  #timer: NodeJS.Timeout | undefined;
  #isSending = true;
  /** The stream's own time: it stands still while nothing is sent. */
  #streamMs = 0;

  static async open(to: Signalling, options: PublishOptions = {}): Promise<LightPublisher> {
    const transport = await ask(to, 'media:openTransport', { direction: 'send' });
    const publisher = new LightPublisher(to, transport);
    await publisher.#publish(options);
    return publisher;
  }

  private constructor(to: Signalling, transport: TransportParameters) {
    this.#to = to;
    this.#transport = transport;
    this.#pc = new nodeDataChannel.PeerConnection(`publisher-${made++}`, local);
  }

  get transportId(): string {
    return this.#transport.transportId;
  }

  producerId(source: TrackSource): string {
    const id = this.producerIds.get(source);
    if (id === undefined) throw new Error(`no producer of ${source}`);
    return id;
  }

  /** Puts the same stream on air again, as another client-side track would be. */
  async produce(source: TrackSource, index: number): Promise<string> {
    const { producerId } = await ask(this.#to, 'media:produce', { ...this.#producing(source, index), paused: false });
    this.producerIds.set(source, producerId);
    return producerId;
  }

  /** Stops the stream or goes on where it stopped, without a gap in its numbers. */
  setSending(isSending: boolean): void {
    this.#isSending = isSending;
  }

  /** Sends at once what would be due within so many ms of the stream. */
  leap(ms: number): void {
    this.#streamMs += ms;
  }

  close(): void {
    clearInterval(this.#timer);
    this.#pc.close();
  }

  async #publish({ sources = ['camera', 'microphone'], bitrate = 1_200_000 }: PublishOptions): Promise<void> {
    const sections = sources.map((source, index) => sendSection(source, index));
    for (const section of sections) this.#tracks.push(this.#addTrack(section));
    const offer = new Promise<string>((resolve) => this.#pc.onLocalDescription((sdp) => resolve(sdp)));
    const connected = new Promise<void>((resolve) => {
      this.#pc.onStateChange((state) => {
        if (state === 'connected') resolve();
      });
    });
    this.#pc.setLocalDescription('offer');
    const dtlsParameters = dtlsOf(await offer);
    await this.#to.request('media:connectTransport', { transportId: this.transportId, dtlsParameters });
    const answered = sections.map((section) => ({ ...section, direction: 'recvonly' as const, ssrcs: [] }));
    this.#pc.setRemoteDescription(remoteSdp(this.#transport, 'passive', answered), 'answer');
    for (const [index, source] of sources.entries()) await this.produce(source, index);
    await connected;
    this.#send(sections, bitrate);
  }

  #addTrack(section: Section): RtpTrack {
    const media =
      section.kind === 'video'
        ? new nodeDataChannel.Video(section.mid, 'SendOnly')
        : new nodeDataChannel.Audio(section.mid, 'SendOnly');
    if (media instanceof nodeDataChannel.Video) media.addVP8Codec(payloadTypeOf.video);
    else media.addOpusCodec(payloadTypeOf.audio);
    for (const ssrc of section.ssrcs) media.addSSRC(ssrc, 'x');
    return this.#pc.addTrack(media);
  }

  #send(sections: readonly Section[], bitrate: number): void {
    const feeds = sections.flatMap((section, index) => {
      const track = this.#tracks[index];
      const ssrc = section.ssrcs[0];
      if (track === undefined || ssrc === undefined) return [];
      if (section.kind === 'audio') return { track, source: audioSource(ssrc, payloadTypeOf.audio) };
      const source = videoSource(ssrc, payloadTypeOf.video, bitrate);
      track.onMessage((packet) => {
        if (!isRtcp(packet)) return;
        const requests = keyFrameRequests(packet);
        if (requests > 0) source.requestKeyFrame();
        for (let n = 0; n < requests; n += 1) this.keyFrameRequestTimes.push(Date.now());
      });
      return { track, source };
    });
    let lastTick = Date.now();
    this.#timer = setInterval(() => {
      const now = Date.now();
      if (this.#isSending) this.#streamMs += now - lastTick;
      lastTick = now;
      for (const { track, source } of feeds) {
        for (const packet of source.due(this.#streamMs)) {
          if (track.isOpen() && track.sendMessageBinary(packet)) this.sentPackets += 1;
        }
      }
    }, TICK_MS);
  }

  #producing(source: TrackSource, index: number): Omit<InputOf<Commands['media:produce']>, 'paused'> {
    const section = sendSection(source, index);
    const isVideo = section.kind === 'video';
    const codec = isVideo
      ? {
          mimeType: 'video/VP8',
          clockRate: 90_000,
          rtcpFeedback: [{ type: 'nack' }, { type: 'nack', parameter: 'pli' }],
        }
      : { mimeType: 'audio/opus', clockRate: 48_000, channels: 2, parameters: { useinbandfec: 1 }, rtcpFeedback: [] };
    return {
      transportId: this.transportId,
      source,
      kind: section.kind,
      rtpParameters: {
        mid: section.mid,
        codecs: [{ ...codec, payloadType: payloadTypeOf[section.kind] }],
        headerExtensions: [],
        encodings: section.ssrcs.map((ssrc) => ({ ssrc })),
        rtcp: { cname: 'x', reducedSize: true },
      },
    };
  }
}

function sendSection(source: TrackSource, index: number): Section {
  const kind = source === 'microphone' ? 'audio' : 'video';
  const payloadType = payloadTypeOf[kind];
  const codec =
    kind === 'video'
      ? { payloadType, rtpmap: 'VP8/90000', feedback: ['nack', 'nack pli'] }
      : { payloadType, rtpmap: 'opus/48000/2', feedback: [] };
  return { mid: String(index), kind, direction: 'sendonly', codecs: [codec], ssrcs: [1_000 + index * 10] };
}

/** RTCP packet types are 192 to 223 (RFC 5761). */
const isRtcp = (packet: Buffer): boolean => {
  const type = packet[1] ?? 0;
  return type >= 192 && type <= 223;
};
