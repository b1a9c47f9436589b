import { ClientError } from './client-error.ts';
import {
  type CallOptions,
  type HttpClientDeps,
  type RouteInput,
  type RouteName,
  type RouteOutput,
  refusal,
  toRequest,
} from './http-client.ts';

export type UploadOptions = CallOptions & {
  /** Told the share that has been sent, 0 to 1. */
  onProgress?: (share: number) => void;
};
export type Upload = <K extends RouteName>(
  name: K,
  input: RouteInput<K>,
  file: Blob,
  options?: UploadOptions,
) => Promise<RouteOutput<K>>;

/** A line that sends nothing for so long is cut, ms. */
const SILENT_LIMIT_MS = 30_000;

/** Sends a file's bytes to an entry with `upload`. XMLHttpRequest, since fetch tells nothing of how much was sent. */
export function createUpload(deps: HttpClientDeps): Upload {
  return async (name, input, file, options = {}) => {
    const { url, init } = toRequest(deps, name, input, options, file);
    const { status, body } = await send(url, init, file, options);
    const response = new Response(body || null, { status });
    if (!response.ok) throw await refusal(response);
    // The same seam as in the HTTP client: JSON becomes the contract's type.
    return (await response.json()) as RouteOutput<typeof name>;
  };
}

function send(
  url: string,
  { method = 'POST', headers }: { method?: string; headers: Record<string, string> },
  file: Blob,
  { onProgress, signal }: UploadOptions,
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    let silence: ReturnType<typeof setTimeout>;
    const heard = () => {
      clearTimeout(silence);
      silence = setTimeout(() => request.abort(), SILENT_LIMIT_MS);
    };
    const cancel = () => request.abort();
    const settle = () => {
      clearTimeout(silence);
      signal?.removeEventListener('abort', cancel);
    };
    request.upload.onprogress = (event) => {
      heard();
      if (event.lengthComputable) onProgress?.(event.loaded / event.total);
    };
    request.onload = () => {
      settle();
      resolve({ status: request.status, body: request.responseText });
    };
    request.onerror = request.onabort = () => {
      settle();
      reject(new ClientError('network', null));
    };
    signal?.addEventListener('abort', cancel);
    heard();
    request.send(file);
  });
}
