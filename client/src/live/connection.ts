import { io, type Socket } from 'socket.io-client';
import type { EventName, EventPayload } from '#shared/contract.ts';
import { contractVersion } from '#shared/contract-version.ts';
import type { Identity } from '#shared/kit/caller.ts';
import type { WireError } from '#shared/kit/errors.ts';
import type { Language } from '#shared/kit/language.ts';
import { ClientError } from '../lib/client-error.ts';
import { newCommandKey } from '../lib/command-key.ts';
import { backoffMs } from './backoff.ts';
import { type Close, Owner } from './owner.ts';
import {
  type CommandInput,
  type CommandName,
  type CommandOutput,
  keyedCommands,
  type RequestOptions,
  readAck,
  readEvent,
  readRefusal,
} from './wire.ts';

/**
 * `connecting` and `waiting` count the tries since the line was last open. `refused`: the server said no for a reason that a
 * further try does not mend (not signed in, page too old). `ended`: the server closed the session of this socket.
 */
export type ConnectionState =
  | { phase: 'connecting' | 'waiting'; attempt: number }
  | { phase: 'open' }
  | { phase: 'refused'; error: WireError }
  | { phase: 'ended'; reason: EventPayload<'session:ended'>['reason'] }
  | { phase: 'closed' };

export type ConnectionOptions = {
  identity: Identity;
  /** Asked at every handshake, so that sentences of the server follow a switch of language. */
  language: () => Language;
  url?: string;
  random?: () => number;
};

const tryLimitMs = 8_000;
const requestLimitMs = 8_000;
const retry = { firstMs: 600, maxMs: 8_000 };

/**
 * The one socket of a page. It is kept open for ever: a lost line is tried again with growing, jittered pauses, at once when
 * the browser says that the network or the page is back. Commands are refused while the line is down; nothing is queued,
 * because what is right to send after a gap is known only to whoever joins anew.
 */
export class Connection {
  readonly #owner = new Owner();
  readonly #socket: Socket;
  readonly #random: () => number;
  readonly #stateHandlers = new Set<(state: ConnectionState) => void>();
  readonly #eventHandlers = new Map<string, Set<(payload: unknown) => void>>();
  #state: ConnectionState = { phase: 'connecting', attempt: 1 };
  #attempt = 1;
  #cancelRetry: Close = () => undefined;
  #cancelPatience: Close = () => undefined;

  constructor(options: ConnectionOptions) {
    this.#random = options.random ?? Math.random;
    this.#socket = io(options.url ?? '/', {
      path: '/socket',
      transports: ['websocket'],
      forceNew: true,
      autoConnect: false,
      reconnection: false,
      timeout: tryLimitMs,
      withCredentials: true,
      auth: (give) => give({ contractVersion, identity: options.identity, language: options.language() }),
    });
    this.#owner.add(() => this.#socket.disconnect());
    this.#wire();
    this.#try();
  }

  get state(): ConnectionState {
    return this.#state;
  }

  onState(handler: (state: ConnectionState) => void): Close {
    this.#stateHandlers.add(handler);
    return this.#owner.add(() => this.#stateHandlers.delete(handler));
  }

  on<K extends EventName>(name: K, handler: (payload: EventPayload<K>) => void): Close {
    const receive = (payload: unknown) => handler(readEvent<K>(payload));
    const handlers = this.#eventHandlers.get(name) ?? new Set();
    this.#eventHandlers.set(name, handlers.add(receive));
    return this.#owner.add(() => handlers.delete(receive));
  }

  /** Rejects with `ClientError`: the server's refusal, `network` when the line is down, `timeout` when no answer came. */
  request<K extends CommandName>(
    name: K,
    input: CommandInput<K>,
    options: RequestOptions = {},
  ): Promise<CommandOutput<K>> {
    if (this.#state.phase !== 'open') return Promise.reject(new ClientError('network', null));
    const message = keyedCommands.has(name) ? { key: options.key ?? newCommandKey(), input } : { input };
    return new Promise((resolve, reject) => {
      this.#socket
        .timeout(options.timeoutMs ?? requestLimitMs)
        .emit(name, message, (failure: unknown, reply: unknown) => {
          try {
            if (failure) throw new ClientError(this.#socket.connected ? 'timeout' : 'network', null);
            resolve(readAck<K>(reply));
          } catch (error) {
            reject(error);
          }
        });
    });
  }

  /** Tries at once, also after a refusal or an ended session (somebody signed in, or takes the place back). */
  reconnectNow(): void {
    if (this.#owner.isClosed || this.#socket.connected || this.#state.phase === 'connecting') return;
    this.#cancelRetry();
    this.#setState({ phase: 'connecting', attempt: this.#attempt });
    this.#try();
  }

  close(): void {
    if (this.#owner.isClosed) return;
    this.#setState({ phase: 'closed' });
    this.#stateHandlers.clear();
    this.#owner.close();
  }

  /** The socket limits only its own opening; a server that takes the line and never greets would hold it for ever. */
  #try(): void {
    this.#cancelPatience();
    this.#cancelPatience = this.#owner.after(tryLimitMs + 4_000, () => {
      this.#socket.disconnect();
      this.#onFailure(null);
    });
    this.#socket.connect();
  }

  #wire(): void {
    this.#socket.onAny((name: string, payload: unknown) => {
      for (const handler of [...(this.#eventHandlers.get(name) ?? [])]) handler(payload);
    });
    this.#socket.on('connect', () => {
      this.#cancelPatience();
      this.#attempt = 1;
      this.#setState({ phase: 'open' });
    });
    this.#socket.on('connect_error', (error) => this.#onFailure(readRefusal(error)));
    this.#socket.on('disconnect', () => {
      if (this.#state.phase === 'open') this.#onFailure(null);
    });
    this.on('session:ended', ({ reason }) => {
      this.#setState({ phase: 'ended', reason });
      this.#socket.disconnect();
    });
    this.#owner.listen(window, 'online', () => this.#hint());
    this.#owner.listen(document, 'visibilitychange', () => {
      if (document.visibilityState === 'visible') this.#hint();
    });
  }

  /** The browser believes that a try is worth while now. */
  #hint(): void {
    if (this.#state.phase === 'waiting') this.reconnectNow();
  }

  #onFailure(refusal: WireError | null): void {
    if (this.#owner.isClosed || this.#state.phase === 'ended') return;
    this.#cancelPatience();
    if (refusal?.code === 'unauthenticated' || refusal?.code === 'forbidden' || refusal?.reason === 'client_too_old') {
      this.#setState({ phase: 'refused', error: refusal });
      return;
    }
    const delayMs = backoffMs(this.#attempt, { ...retry, random: this.#random });
    this.#setState({ phase: 'waiting', attempt: this.#attempt });
    this.#attempt += 1;
    this.#cancelRetry();
    this.#cancelRetry = this.#owner.after(delayMs, () => this.reconnectNow());
  }

  #setState(state: ConnectionState): void {
    this.#state = state;
    for (const handler of [...this.#stateHandlers]) handler(state);
  }
}
