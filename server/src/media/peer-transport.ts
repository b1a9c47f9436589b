import type { types } from 'mediasoup';
import type { TransportParameters } from '#shared/media.ts';
import { clientRequest, workerAnswer } from './media-call.ts';
import type { MediaWorker, Seat } from './media-worker.ts';

export type Direction = 'send' | 'receive';

/** A router of the room and the worker it lives in. */
export type Spot = { readonly worker: MediaWorker; readonly router: types.Router };
/** A spot with what a receiver already weighs there: taken when the worker is chosen, or a join storm would choose it again and again. */
export type Place = Spot & { readonly seat: Seat | undefined };

/**
 * The estimate with which a receiver's line starts, in bit/s: enough for the middle layer and sound at once, low enough not to
 * flood a village line before the first feedback is in.
 */
const START_OUTGOING_BITRATE = 1_000_000;
/** What a publisher may send at most, in bit/s: three camera layers, a screen and sound stay below. */
const MAX_INCOMING_BITRATE = 4_000_000;
/**
 * Seconds without a consent check after which nothing more is sent to an address. Browsers check every 2.5 s at the latest, so
 * six in a row must be lost; a line that comes back later is taken up again by its next check, without an ICE restart.
 */
const ICE_CONSENT_TIMEOUT_S = 15;

/** One direction of a participant's WebRTC connection. */
export class PeerTransport {
  readonly direction: Direction;
  readonly spot: Spot;
  readonly transport: types.WebRtcTransport;
  readonly #seat: Seat | undefined;
  #connecting: Promise<void> | undefined;
  #isEnded = false;

  /** `onLost` is called when it went by itself: its worker died. Not after `close()`. */
  static async open(direction: Direction, place: Place, onLost: () => void): Promise<PeerTransport> {
    try {
      const made = place.router.createWebRtcTransport({
        webRtcServer: place.worker.webRtcServer,
        enableUdp: true,
        enableTcp: true,
        preferUdp: true,
        initialAvailableOutgoingBitrate: START_OUTGOING_BITRATE,
        iceConsentTimeout: ICE_CONSENT_TIMEOUT_S,
      });
      const transport = await workerAnswer('open a transport', made, place.router);
      if (direction === 'send') await limitIncoming(transport);
      return new PeerTransport(direction, place, transport, onLost);
    } catch (error) {
      place.seat?.close();
      throw error;
    }
  }

  private constructor(direction: Direction, place: Place, transport: types.WebRtcTransport, onLost: () => void) {
    this.direction = direction;
    this.spot = place;
    this.transport = transport;
    this.#seat = place.seat;
    if (transport.closed) this.#end(onLost);
    else transport.observer.once('close', () => this.#end(onLost));
  }

  get id(): string {
    return this.transport.id;
  }

  /** False when it is closed, or when the other end said goodbye to it (a page that was left). */
  get isAlive(): boolean {
    const { dtlsState, closed } = this.transport;
    return !closed && dtlsState !== 'closed' && dtlsState !== 'failed';
  }

  parameters(): TransportParameters {
    const { id, iceParameters, iceCandidates, dtlsParameters } = this.transport;
    return { transportId: id, iceParameters, iceCandidates, dtlsParameters };
  }

  /** A repeated call is answered as the first one: the client lost our answer, not its connection. */
  async connect(dtlsParameters: types.DtlsParameters): Promise<void> {
    const connecting =
      this.#connecting ??
      clientRequest('connect a transport', () => this.transport.connect({ dtlsParameters }), this.transport);
    this.#connecting = connecting;
    try {
      await connecting;
    } catch (error) {
      this.#connecting = undefined;
      throw error;
    }
  }

  restartIce(): Promise<types.IceParameters> {
    return workerAnswer('restart ICE', this.transport.restartIce(), this.transport);
  }

  /** Everything that came in on this connection, connectivity checks included. */
  async bytesReceived(): Promise<number> {
    const stats = await workerAnswer('read a transport', this.transport.getStats(), this.transport);
    return stats.reduce((sum, { bytesReceived }) => sum + bytesReceived, 0);
  }

  setConsumers(count: number): void {
    this.#seat?.setConsumers(count);
  }

  close(): void {
    this.#isEnded = true;
    this.#seat?.close();
    this.transport.close();
  }

  #end(onLost: () => void): void {
    this.#seat?.close();
    if (!this.#isEnded) onLost();
    this.#isEnded = true;
  }
}

async function limitIncoming(transport: types.WebRtcTransport): Promise<void> {
  try {
    await workerAnswer('limit a transport', transport.setMaxIncomingBitrate(MAX_INCOMING_BITRATE), transport);
  } catch (error) {
    transport.close();
    throw error;
  }
}
