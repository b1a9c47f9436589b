import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import {
  type Commands,
  contractVersion,
  type EventName,
  type EventPayload,
  type Routes,
  routes,
} from '#shared/contract.ts';
import type { Identity } from '#shared/kit/caller.ts';
import type { OutputOf, SentInput } from '#shared/kit/define.ts';
import type { Ack, WireError } from '#shared/kit/errors.ts';

type Options = { key?: string; headers?: Record<string, string>; bytes?: Uint8Array };

export const newKey = (): string => randomUUID();

/** A browser profile as the server sees it: cookies, the identity that its pages use, requests and sockets. */
export class ApiClient {
  readonly #url: string;
  readonly identity: Identity;
  readonly cookies = new Map<string, string>();
  readonly #sockets: Socket[] = [];

  constructor(url: string, identity: Identity = 'staff') {
    this.#url = url;
    this.identity = identity;
  }

  get cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** The raw answer, for tests about HTTP itself. */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = {
      'x-contract-version': String(contractVersion),
      'x-identity': this.identity,
      ...(this.cookies.size > 0 && { cookie: this.cookieHeader }),
      ...Object.fromEntries(new Headers(init.headers)),
    };
    const response = await fetch(`${this.#url}${path}`, { redirect: 'manual', ...init, headers });
    for (const cookie of response.headers.getSetCookie()) this.#keep(cookie);
    return response;
  }

  #keep(cookie: string): void {
    const [pair = ''] = cookie.split(';');
    const at = pair.indexOf('=');
    const value = pair.slice(at + 1);
    if (value === '' || /expires=Thu, 01 Jan 1970/i.test(cookie)) this.cookies.delete(pair.slice(0, at));
    else this.cookies.set(pair.slice(0, at), value);
  }

  /** Calls a route with any input, right or wrong. */
  async send<K extends keyof Routes>(
    name: K,
    input: Record<string, unknown>,
    options: Options = {},
  ): Promise<Ack<unknown>> {
    const { method, path, upload } = routes[name];
    const rest = { ...input };
    const filled = path.replace(/:(\w+)/g, (_, param: string) => {
      const value = rest[param];
      delete rest[param];
      return encodeURIComponent(String(value));
    });
    const isInQuery = method === 'GET' || upload !== undefined;
    const query =
      isInQuery && Object.keys(rest).length > 0 ? `?${new URLSearchParams(rest as Record<string, string>)}` : '';
    const key = options.key ?? newKey();
    const response = await this.fetch(`${filled}${query}`, {
      method,
      headers: {
        'idempotency-key': key,
        ...(method !== 'GET' && { 'content-type': options.bytes ? 'application/octet-stream' : 'application/json' }),
        ...options.headers,
      },
      ...(method !== 'GET' && { body: options.bytes ? new Uint8Array(options.bytes) : JSON.stringify(rest) }),
    });
    if (!response.ok) return { ok: false, error: (await response.json()) as WireError };
    const isJson = response.headers.get('content-type')?.includes('json');
    return { ok: true, data: isJson ? await response.json() : await response.text() };
  }

  /** Calls a route and gives its data; a refusal throws. */
  async call<K extends keyof Routes>(
    name: K,
    input: SentInput<Routes[K]>,
    options: Options = {},
  ): Promise<OutputOf<Routes[K]>> {
    return unwrap(name, await this.send(name, input as Record<string, unknown>, options)) as OutputOf<Routes[K]>;
  }

  /** Sends a file's bytes to an entry with `upload`. */
  async upload<K extends keyof Routes>(
    name: K,
    input: Record<string, string>,
    bytes: Uint8Array,
  ): Promise<Ack<unknown>> {
    return this.send(name, input, { bytes });
  }

  /** Opens a socket as this profile; rejects with the server's refusal. */
  async connect(auth: Record<string, unknown> = {}): Promise<ApiSocket> {
    const socket = io(this.#url, {
      path: '/socket',
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      auth: { contractVersion, identity: this.identity, ...auth },
      extraHeaders: { cookie: this.cookieHeader },
    });
    this.#sockets.push(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
    });
    return new ApiSocket(socket);
  }

  close(): void {
    for (const socket of this.#sockets) socket.disconnect();
  }
}

/** One socket and what it has heard. */
export class ApiSocket {
  readonly socket: Socket;
  readonly heard: { name: string; payload: unknown }[] = [];

  constructor(socket: Socket) {
    this.socket = socket;
    socket.onAny((name: string, payload: unknown) => this.heard.push({ name, payload }));
  }

  async send(name: string, input: unknown, key: string = newKey()): Promise<Ack<unknown>> {
    return (await this.socket.timeout(10_000).emitWithAck(name, { key, input })) as Ack<unknown>;
  }

  async call<K extends keyof Commands>(
    name: K,
    input: SentInput<Commands[K]>,
    key?: string,
  ): Promise<OutputOf<Commands[K]>> {
    return unwrap(name, await this.send(name, input, key)) as OutputOf<Commands[K]>;
  }

  /** The next event of this name for which `match` holds, heard already or to come. */
  async event<K extends EventName>(
    name: K,
    match: (payload: EventPayload<K>) => boolean = () => true,
    withinMs = 5_000,
  ): Promise<EventPayload<K>> {
    const deadline = Date.now() + withinMs;
    for (;;) {
      const found = this.heard.find((event) => event.name === name && match(event.payload as EventPayload<K>));
      if (found) return found.payload as EventPayload<K>;
      if (Date.now() > deadline) throw new Error(`no ${name} within ${withinMs} ms`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  get isOpen(): boolean {
    return this.socket.connected;
  }

  close(): void {
    this.socket.disconnect();
  }
}

/** A refusal as an exception, for calls that are expected to succeed. */
export class Refused extends Error {
  readonly wire: WireError;
  constructor(entry: string, wire: WireError) {
    super(`${entry}: ${wire.code}/${wire.reason} ${JSON.stringify(wire.fields ?? '')}`);
    this.wire = wire;
  }
}

/** What somebody was told, in one word: `ok`, or why not. */
export const reasonOf = (ack: Ack<unknown>): string => (ack.ok ? 'ok' : ack.error.reason);

function unwrap(entry: string, ack: Ack<unknown>): unknown {
  if (ack.ok) return ack.data;
  throw new Refused(entry, ack.error);
}
