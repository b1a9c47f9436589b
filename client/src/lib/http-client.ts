import type { Routes } from '#shared/contract.ts';
import type { Identity } from '#shared/kit/caller.ts';
import type { Method, OutputOf, Repeat, SentInput } from '#shared/kit/define.ts';
import type { WireError } from '#shared/kit/errors.ts';
import { ClientError, isWireError } from './client-error.ts';

export type RouteName = keyof Routes;
export type RouteInput<K extends RouteName> = SentInput<Routes[K]>;
export type RouteOutput<K extends RouteName> = OutputOf<Routes[K]>;
export type ContractFacts = {
  version: number;
  routes: { [K in RouteName]: { method: Method; path: string; repeat: Repeat } };
};

export type CallOptions = {
  /** The key of the user's intent, for entries that change something once; made anew for each call if absent. */
  key?: string;
  signal?: AbortSignal;
};
export type Download = { fileName: string; blob: Blob };

export type HttpClient = {
  call<K extends RouteName>(name: K, input: RouteInput<K>, options?: CallOptions): Promise<RouteOutput<K>>;
  download<K extends RouteName>(name: K, input: RouteInput<K>, options?: CallOptions): Promise<Download>;
};

export type HttpClientDeps = {
  facts: ContractFacts;
  /** Which cookie the pages of this client use. */
  identity: Identity;
  fetch: typeof fetch;
  language(): string;
  newKey(): string;
  /** Called when the server says that this page is too old to be understood. */
  onTooOld(): void;
  timeoutMs?: number;
};

/** A paper of hundreds of pages takes a busy server as long as it gives any call. */
const PAPER_TIMEOUT_MS = 25_000;

type Sent = { url: string; init: RequestInit & { headers: Record<string, string> } };

/**
 * Calls routes of the contract by name: path parameters are filled from the input, the rest is the query (GET) or a JSON body.
 * Rejects with `ClientError` only.
 */
export function createHttpClient(deps: HttpClientDeps): HttpClient {
  async function send<K extends RouteName, T>(
    name: K,
    input: RouteInput<K>,
    options: CallOptions,
    read: (response: Response) => Promise<T>,
    timeoutMs = deps.timeoutMs ?? 15_000,
  ): Promise<T> {
    const { url, init } = toRequest(deps, name, input, options);
    // A manual timer instead of AbortSignal.any, which Chrome has only from 116 on.
    const abort = new AbortController();
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      abort.abort();
    }, timeoutMs);
    const cancel = () => abort.abort();
    options.signal?.addEventListener('abort', cancel);
    try {
      const response = await deps.fetch(url, { ...init, signal: abort.signal });
      if (!response.ok) throw await refusal(response);
      // Also the body may take too long, or be wanted no more.
      return await read(response);
    } catch (error) {
      if (error instanceof ClientError) {
        if (error.reason === 'client_too_old') deps.onTooOld();
        throw error;
      }
      throw new ClientError(timedOut ? 'timeout' : 'network', null, { cause: error });
    } finally {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', cancel);
    }
  }

  return {
    async call(name, input, options = {}) {
      // The seam where JSON becomes the contract's type: the server has been held to it, and parsing again would cost the hall page zod.
      return (await send(name, input, options, readJson)) as RouteOutput<typeof name>;
    },
    async download(name, input, options = {}) {
      const read = async (response: Response): Promise<Download> => {
        const fileName = fileNameOf(response.headers.get('content-disposition')) ?? 'download';
        return { fileName, blob: await response.blob() };
      };
      return send(name, input, options, read, deps.timeoutMs ?? PAPER_TIMEOUT_MS);
    },
  };
}

/** With `file` its bytes are the body, and all of the input is in the address. */
export function toRequest<K extends RouteName>(
  deps: HttpClientDeps,
  name: K,
  input: RouteInput<K>,
  options: CallOptions,
  file?: Blob,
): Sent {
  const { method, path, repeat } = deps.facts.routes[name];
  const { url, rest } = fillPath(path, input);
  const headers: Record<string, string> = {
    accept: 'application/json',
    'accept-language': deps.language(),
    'x-contract-version': String(deps.facts.version),
    'x-identity': deps.identity,
  };
  if (repeat !== 'natural') headers['idempotency-key'] = options.key ?? deps.newKey();
  const init: Sent['init'] = { method, headers, credentials: 'same-origin', cache: 'no-store' };
  if (method === 'GET') return { url: url + toQuery(rest), init };
  headers['content-type'] = file ? 'application/octet-stream' : 'application/json';
  if (file) return { url: url + toQuery(rest), init: { ...init, body: file } };
  return { url, init: { ...init, body: JSON.stringify(rest) } };
}

/** Puts the input's fields into `:name` places of the path; what was not used is the rest. */
export function fillPath(path: string, input: object): { url: string; rest: Record<string, unknown> } {
  const rest: Record<string, unknown> = { ...input };
  const url = path.replace(/:(\w+)/g, (_, field: string) => {
    const value = rest[field];
    delete rest[field];
    return encodeURIComponent(String(value));
  });
  return { url, rest };
}

function toQuery(fields: Record<string, unknown>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) query.set(name, String(value));
  const text = query.toString();
  return text ? `?${text}` : '';
}

export async function refusal(response: Response): Promise<ClientError> {
  const body = await readJson(response).catch(() => null);
  if (isWireError(body)) return new ClientError('refused', body);
  // A proxy in between answered, not our server.
  const code: WireError['code'] = response.status >= 500 ? 'unavailable' : 'internal';
  return new ClientError(code === 'unavailable' ? 'network' : 'refused', null, { status: response.status });
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  return text ? JSON.parse(text) : {};
}

/** The name in `content-disposition`, the UTF-8 form first. */
export function fileNameOf(header: string | null): string | null {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(header ?? '')?.[1];
  if (encoded) return decodeURIComponent(encoded);
  return /filename="?([^";]+)"?/i.exec(header ?? '')?.[1] ?? null;
}
