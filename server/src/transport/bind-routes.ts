import { randomUUID } from 'node:crypto';
import express, { type Request, type Response, Router } from 'express';
import { contractVersion } from '#shared/contract.ts';
import type { FileOutput, Handlers, RouteDef, RouteTable } from '#shared/kit/define.ts';
import { fileOutput } from '#shared/kit/define.ts';
import { type Ack, httpStatus, type WireError } from '#shared/kit/errors.ts';
import type { Language } from '#shared/kit/language.ts';
import { AppError } from '../kernel/app-error.ts';
import type { RouteCall } from '../kernel/call.ts';
import type { FileStore, StoredFile } from '../kernel/file-store.ts';
import { type Authenticate, callerOf, isIdentity, languageOf } from './authenticate.ts';
import type { Bind } from './binder.ts';
import { cookieName, cookieOptions } from './cookies.ts';
import { type AnyHandler, handlerOf } from './handler-seam.ts';
import { isSameOrigin } from './same-origin.ts';

export type RouteDeps = {
  bind: Bind;
  authenticate: Authenticate;
  publicUrl: string;
  toWireError: (error: unknown, language: Language, entry: string) => WireError;
  files: FileStore;
};

/** Bodies are JSON, at most this; the largest is a CSV of the tree. */
const BODY_LIMIT = '1500kb';
/** 100 MB over a line of 1 Mbit/s. */
const UPLOAD_LIMIT_MS = 15 * 60_000;

/** Express routes for a whole table; a missing or misspelt handler does not compile. */
export function bindRoutes<T extends RouteTable>(table: T, handlers: Handlers<T, RouteCall>, deps: RouteDeps): Router {
  const router = Router();
  router.use('/api', express.json({ limit: BODY_LIMIT, strict: true }));
  for (const [entry, def] of Object.entries(table)) {
    const handler = handlerOf<T, RouteCall>(handlers, entry);
    router[methodOf(def)](def.path, (request: Request, response: Response) =>
      answer(entry, def, handler, deps, request, response),
    );
  }
  return router;
}

const methodOf = (def: RouteDef) => {
  const names = { GET: 'get', POST: 'post', PUT: 'put', PATCH: 'patch', DELETE: 'delete' } as const;
  return names[def.method];
};

async function answer(
  entry: string,
  def: RouteDef,
  handler: AnyHandler<RouteCall>,
  deps: RouteDeps,
  request: Request,
  response: Response,
): Promise<void> {
  const language = languageOf(request.headers['accept-language']);
  const isSecure = deps.publicUrl.startsWith('https:');
  try {
    checkPage(request, deps.publicUrl);
    const identity = isIdentity(request.headers['x-identity']) ? request.headers['x-identity'] : 'staff';
    const address = request.ip ?? 'unknown';
    const caller = await callerOf(deps.authenticate, identity, request.headers.cookie, address);
    const call: RouteCall = {
      caller,
      language,
      callId: randomUUID(),
      userAgent: String(request.headers['user-agent'] ?? '').slice(0, 200),
      cookies: {
        set: (which, token) => void response.cookie(cookieName(which), token, cookieOptions(which, isSecure)),
        clear: (which) => void response.clearCookie(cookieName(which), cookieOptions(which, isSecure)),
      },
      receiveFile: (into = deps.files) => receiveFile(def, into, request),
    };
    const input = gatherInput(def, request);
    const key = request.headers['idempotency-key'];
    const incoming = {
      entry,
      def,
      caller,
      language,
      callId: call.callId,
      key: typeof key === 'string' ? key : undefined,
      input,
      ...(def.upload && { limitMs: UPLOAD_LIMIT_MS }),
    };
    reply(response, def, await deps.bind(incoming, (parsed) => handler(parsed, call)));
  } catch (error) {
    sendProblem(response, deps.toWireError(error, language, entry));
  } finally {
    // What was refused before its end: read off and dropped, or the browser would see a cut line instead of the answer.
    if (def.upload) request.resume();
  }
}

async function receiveFile({ upload }: RouteDef, files: FileStore, request: Request): Promise<StoredFile> {
  if (!upload) throw new Error('this entry takes no file');
  try {
    return await files.put(request, upload.maxBytes);
  } catch (error) {
    // The stream's own error means that the sender is gone; nobody will read the answer, but nothing half is kept.
    if (error instanceof AppError || !request.destroyed || request.complete) throw error;
    throw new AppError('invalid_input', 'upload_broken', { cause: error });
  }
}

/** A changing request must come from a page of this site that speaks this contract; the custom header alone stops foreign forms. */
function checkPage(request: Request, publicUrl: string): void {
  const version = request.headers['x-contract-version'];
  const isOld = version === undefined ? request.method !== 'GET' : Number(version) !== contractVersion;
  if (isOld) throw new AppError('conflict', 'client_too_old');
  if (!isSameOrigin(request.headers.origin, request.headers.host, publicUrl))
    throw new AppError('forbidden', 'origin_refused');
}

/** Path parameters and query or body as one object; a name that comes twice is refused, so that a body cannot shadow the path. */
function gatherInput(def: RouteDef, request: Request): unknown {
  const isInQuery = def.method === 'GET' || def.upload !== undefined;
  const rest: unknown = isInQuery ? { ...request.query } : (request.body ?? {});
  if (typeof rest !== 'object' || rest === null || Array.isArray(rest)) return rest;
  const twice = Object.keys(request.params).find((name) => name in rest);
  if (twice !== undefined)
    throw new AppError('invalid_input', 'invalid_input', {
      fields: [{ path: twice, reason: 'unknown_field', params: { names: twice } }],
    });
  return { ...rest, ...request.params };
}

function reply(response: Response, def: RouteDef, ack: Ack<unknown>): void {
  response.setHeader('cache-control', 'no-store');
  if (!ack.ok) sendProblem(response, ack.error);
  else if (def.output === fileOutput) sendFile(response, fileOutput.parse(ack.data));
  else response.json(ack.data);
}

function sendFile(response: Response, file: FileOutput): void {
  const name = encodeURIComponent(file.fileName);
  const how = file.isInline ? 'inline' : 'attachment';
  response.setHeader('content-disposition', `${how}; filename="download"; filename*=UTF-8''${name}`);
  response.type(file.contentType);
  if ('path' in file.content) response.sendFile(file.content.path, { dotfiles: 'allow', cacheControl: false });
  else response.send(asBody(file.content.body));
}

const asBody = (body: string | Uint8Array): string | Buffer => (typeof body === 'string' ? body : Buffer.from(body));

/** RFC 9457 with the members of our own errors. */
export function sendProblem(response: Response, error: WireError): void {
  if (response.headersSent) return;
  const status = httpStatus[error.code];
  if (error.code === 'too_many') response.setHeader('retry-after', String(error.params?.seconds ?? 60));
  if (error.code === 'unavailable') response.setHeader('retry-after', '2');
  response
    .status(status)
    .type('application/problem+json')
    .send(JSON.stringify({ type: 'about:blank', title: error.code, status, detail: error.message, ...error }));
}
