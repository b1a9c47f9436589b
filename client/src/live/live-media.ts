import type { LinkQuality } from '#shared/link-quality.ts';
import type { MediaState, Track, TrackSource, TransportParameters } from '#shared/media.ts';
import { type Direction, type IceServers, type LiveDevice, loadDevice } from './device.ts';
import { MediaTransport } from './media-transport.ts';
import { MediaWatch } from './media-watch.ts';
import { Owner } from './owner.ts';
import { Publisher } from './publisher.ts';
import { worseOf } from './quality.ts';
import type { RecoveryStep } from './recovery.ts';
import type { MediaHealth, RoomState } from './room-state.ts';
import { Saver, type SavingChoice } from './saving.ts';
import { Subscriber } from './subscriber.ts';
import type { Request } from './wire.ts';

/** A transport that was replaced stays so long, so that its last pictures do. */
const overlapMs = 6_000;

export type LiveMediaOptions = {
  request: Request;
  update: (
    change: Partial<Pick<RoomState, 'remote' | 'local' | 'receiving' | 'sending' | 'quality' | 'saving'>>,
  ) => void;
  /** True while the room is joined over an open line. */
  isJoined: () => boolean;
  /** Tracks whose sender is away do not count as missing. */
  isSenderThere: () => boolean;
  /** Join anew, from the beginning: the last step of recovery. */
  rejoin: () => void;
  random: () => number;
};

/** The page's media in one room: made by `enter`, kept in good health by itself until `close`. */
export class LiveMedia {
  readonly publisher: Publisher;
  readonly #owner = new Owner();
  readonly #options: LiveMediaOptions;
  readonly #subscriber: Subscriber;
  readonly #saver: Saver;
  #device: LiveDevice | null = null;
  #iceServers: IceServers = [];
  #receiving: MediaTransport | null = null;
  #judged: Record<'receiving' | 'sending', LinkQuality> = { receiving: 'unknown', sending: 'unknown' };

  constructor(options: LiveMediaOptions) {
    const { request, update } = options;
    this.#options = options;
    this.#subscriber = new Subscriber({ request, publish: (remote) => update({ remote }) });
    this.#saver = new Saver({
      isLineThin: async () => (await request('media:judgeLine', {})).isThin,
      differ: (one, other) => this.#subscriber.differ(one, other),
      show: (saving) => {
        this.#subscriber.save(saving);
        update({ saving });
      },
    });
    this.publisher = new Publisher({
      request,
      openTransport: () => this.#openTransport('send'),
      publish: (local) => update({ local }),
    });
    this.#owner.add(() => this.#receiving?.close());
    this.#owner.add(() => this.publisher.close());
    this.#owner.add(() => this.#subscriber.close());
    for (const watch of [this.#watchReceiving(), this.#watchSending()]) this.#owner.add(() => watch.close());
  }

  /** Before `enter`: makes what this browser needs for the room. Takes its time, and rejects when this browser cannot. */
  async prepare({ routerRtpCapabilities: wire }: Pick<MediaState, 'routerRtpCapabilities'>): Promise<void> {
    if (this.#device?.madeFor !== JSON.stringify(wire)) this.#device = await loadDevice(wire);
  }

  /** What a join answered: keeps what both sides still hold, makes everything else anew. */
  enter(state: MediaState, unwanted: readonly Track[] = []): void {
    if (this.#owner.isClosed) return;
    this.#iceServers = state.iceServers;
    if (!state.kept) this.publisher.lose();
    if (state.receiveTransport) this.#receiveOver(this.#make('receive', state.receiveTransport));
    this.#subscriber.setTracks(state.tracks, unwanted);
    this.publisher.start();
  }

  /** Out of the room, perhaps to be let in (again): nothing is sent or received; what is wanted on air waits. */
  standBy(): void {
    this.publisher.pauseWork();
    this.publisher.lose();
    this.#subscriber.setTracks([]);
    this.#subscriber.forget(() => true);
    this.#receiving?.close();
    this.#receiving = null;
  }

  /** What is to come in, and what is on air besides. */
  setTracks(wanted: readonly Track[], unwanted: readonly Track[] = []): void {
    this.#subscriber.setTracks(wanted, unwanted);
  }

  preferLayer(owner: string, source: TrackSource, spatialLayer: number): void {
    this.#subscriber.preferLayer({ owner, source }, spatialLayer);
  }

  /** By hand: how much is left out at least. */
  chooseSaving(choice: SavingChoice): void {
    this.#saver.choose(choice);
  }

  forget(which: (track: Track) => boolean): void {
    this.#subscriber.forget(which);
  }

  close(): void {
    this.#owner.close();
  }

  #receiveOver(transport: MediaTransport): void {
    const before = this.#receiving;
    this.#receiving = transport;
    if (before) this.#retire(before);
    if (this.#device) this.#subscriber.open(transport, this.#device.rtpCapabilities);
  }

  #retire(transport: MediaTransport): void {
    const close = this.#owner.add(() => transport.close());
    this.#owner.after(overlapMs, close);
  }

  async #openTransport(direction: Direction): Promise<MediaTransport> {
    return this.#make(direction, await this.#options.request('media:openTransport', { direction }));
  }

  #make(direction: Direction, parameters: TransportParameters): MediaTransport {
    if (!this.#device) throw new Error('no device: the room was not entered');
    const { request } = this.#options;
    return new MediaTransport({ direction, device: this.#device, parameters, iceServers: this.#iceServers, request });
  }

  #watchReceiving(): MediaWatch {
    const { isJoined, isSenderThere, random } = this.#options;
    return new MediaWatch({
      path: () => ({
        transport: this.#receiving,
        expectsMedia: this.#subscriber.wantsMedia && isSenderThere(),
      }),
      canAct: isJoined,
      onHealth: (receiving) => this.#healthIs({ receiving }),
      onQuality: (receiving) => this.#qualityIs({ receiving }),
      onStretch: (stretch, nowMs) => this.#saver.add(stretch, this.#subscriber.isCameraDue, nowMs),
      act: (step) =>
        this.#recover(step, this.#receiving, async () => this.#receiveOver(await this.#openTransport('receive'))),
      random,
    });
  }

  #watchSending(): MediaWatch {
    const { isJoined, random } = this.#options;
    return new MediaWatch({
      path: () => ({ transport: this.publisher.transport, expectsMedia: this.publisher.isSending }),
      canAct: isJoined,
      onHealth: (sending) => this.#healthIs({ sending }),
      onQuality: (sending) => this.#qualityIs({ sending }),
      act: (step) =>
        this.#recover(step, this.publisher.transport, async () => {
          this.publisher.lose();
          this.publisher.start();
        }),
      random,
    });
  }

  #healthIs(health: Partial<Record<'receiving' | 'sending', MediaHealth>>): void {
    this.#options.update(health);
    // What was judged of a direction that rests says nothing of now.
    if (health.receiving === 'idle') this.#qualityIs({ receiving: 'unknown' });
    if (health.sending === 'idle') this.#qualityIs({ sending: 'unknown' });
  }

  /** A line is as good as its worse direction. */
  #qualityIs(judged: Partial<Record<'receiving' | 'sending', LinkQuality>>): void {
    const before = worseOf(this.#judged.receiving, this.#judged.sending);
    this.#judged = { ...this.#judged, ...judged };
    const quality = worseOf(this.#judged.receiving, this.#judged.sending);
    if (quality !== before) this.#options.update({ quality });
  }

  async #recover(step: RecoveryStep, transport: MediaTransport | null, makeNew: () => Promise<void>): Promise<void> {
    switch (step) {
      case 'restartIce':
        if (transport) await transport.restartIce();
        return;
      case 'newTransport':
        await makeNew();
        return;
      case 'rejoin':
        this.#options.rejoin();
        return;
      default:
        step satisfies never;
    }
  }
}
