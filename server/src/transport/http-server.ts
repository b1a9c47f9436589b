import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { join } from 'node:path';
import compression from 'compression';
import express, { type ErrorRequestHandler, type Express, type RequestHandler, type Router } from 'express';
import helmet from 'helmet';
import type { WireError } from '#shared/kit/errors.ts';
import type { Language } from '#shared/kit/language.ts';
import { AppError } from '../kernel/app-error.ts';
import { languageOf } from './authenticate.ts';
import { sendProblem } from './bind-routes.ts';

export type HttpDeps = {
  publicUrl: string;
  trustProxy: string | undefined;
  /** The built client; its index.html answers every page address. */
  clientDir: string;
  routers: readonly Router[];
  toWireError: (error: unknown, language: Language, entry: string) => WireError;
};

function pemOf(setting: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new Error(`${setting} (${path}) cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

/** `TRUST_PROXY` is a number of hops or a list of addresses. */
const trustSetting = (value: string): number | string => (/^\d+$/.test(value) ? Number(value) : value);

export function createHttpApp(deps: HttpDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  if (deps.trustProxy !== undefined) app.set('trust proxy', trustSetting(deps.trustProxy));
  app.use(securityHeaders(deps.publicUrl), compression());
  for (const router of deps.routers) app.use(router);
  app.use('/api', (_request, _response, next) => next(new AppError('not_found', 'unknown_entry')));
  app.use(servePages(deps.clientDir));
  app.use(toProblem(deps));
  return app;
}

/** Everything comes from this server itself: it must work on a closed network, and nothing foreign may be loaded. */
function securityHeaders(publicUrl: string): RequestHandler {
  const isSecure = publicUrl.startsWith('https:');
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        // The UI kit writes its styles at run time.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:', 'mediastream:'],
        connectSrc: ["'self'", 'ws:', 'wss:'],
        workerSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: isSecure && { maxAge: 31_536_000 },
    // A personal link must not travel to anybody as a referrer.
    referrerPolicy: { policy: 'no-referrer' },
  });
  return (request, response, next) => {
    response.setHeader(
      'permissions-policy',
      'camera=(self), microphone=(self), display-capture=(self), fullscreen=(self), screen-wake-lock=(self)',
    );
    headers(request, response, next);
  };
}

function servePages(clientDir: string): Router {
  const router = express.Router();
  router.use(
    '/assets',
    express.static(join(clientDir, 'assets'), { immutable: true, maxAge: '365d', fallthrough: true }),
  );
  router.use('/assets', (_request, _response, next) => next(new AppError('not_found', 'page_unknown')));
  router.use(express.static(clientDir, { index: false, maxAge: '1h' }));
  router.get('/{*page}', (_request, response) => {
    response.setHeader('cache-control', 'no-cache');
    response.sendFile('index.html', { root: clientDir });
  });
  return router;
}

/** Errors of body parsing and file serving, told like our own. */
function toProblem(deps: HttpDeps): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const language = languageOf(request.headers['accept-language']);
    sendProblem(response, deps.toWireError(ofLibrary(error) ?? error, language, 'http'));
  };
}

function ofLibrary(error: unknown): AppError | undefined {
  if (typeof error !== 'object' || error === null || !('status' in error)) return undefined;
  if (error.status === 413) return new AppError('invalid_input', 'body_too_large', { params: { maximum: '1.5 MB' } });
  if (error.status === 400) return new AppError('invalid_input', 'bad_json');
  return error.status === 404 ? new AppError('not_found', 'page_unknown') : undefined;
}

/** http, or https where the server has a certificate of its own. What it answers is attached later. */
export function createListener(tls: { cert: string; key: string } | undefined): Server {
  if (!tls) return createServer();
  return createTlsServer({ cert: pemOf('TLS_CERT', tls.cert), key: pemOf('TLS_KEY', tls.key) });
}

/** Resolves with the port in use; rejects with a sentence where it is taken or forbidden. */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE')
        reject(
          new Error(`Port ${port} on ${host} is taken by another program. Stop it, or choose another port with PORT=…`),
        );
      else if (error.code === 'EACCES')
        reject(new Error(`Port ${port} needs special rights. Choose one above 1023 with PORT=…`));
      else reject(error);
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

/** A port that is free now, for whoever asked for any. */
export async function freePort(host: string): Promise<number> {
  const probe = createServer();
  const port = await listen(probe, 0, host);
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

type Trust = (address: string, hop: number) => boolean;

/** The client's address behind trusted proxies, for sockets as express finds it for requests. */
export function addressFinder(
  trustProxy: string | undefined,
): (headers: Record<string, unknown>, remoteAddress: string) => string {
  // Express compiles the setting; so sockets and requests believe the same proxies.
  const compiled = express();
  if (trustProxy !== undefined) compiled.set('trust proxy', trustSetting(trustProxy));
  const setting: unknown = compiled.get('trust proxy fn');
  const isTrusted: Trust =
    typeof setting === 'function' ? (address, hop) => Boolean(setting(address, hop)) : () => false;
  return (headers, remoteAddress) => {
    const forwarded = typeof headers['x-forwarded-for'] === 'string' ? headers['x-forwarded-for'].split(',') : [];
    const chain = [remoteAddress, ...forwarded.map((part) => part.trim()).reverse()].filter(Boolean);
    return chain.find((address, hop) => !isTrusted(address, hop)) ?? chain.at(-1) ?? remoteAddress;
  };
}
