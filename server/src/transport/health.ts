import { Router } from 'express';

export type HealthDeps = {
  /** What must work for the service to be ready; each answers within a second or counts as down. */
  checks: Record<string, () => Promise<boolean> | boolean>;
  metrics: () => Promise<{ contentType: string; body: string }>;
};

const CHECK_LIMIT_MS = 1_000;
const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** `/healthz`: the process answers. `/readyz`: its parts do, each by name. `/metrics`: only for this machine itself. */
export function createHealth(deps: HealthDeps): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/readyz', async (_request, response) => {
    const parts = Object.fromEntries(
      await Promise.all(Object.entries(deps.checks).map(async ([name, check]) => [name, await inTime(check)] as const)),
    );
    const isReady = Object.values(parts).every(Boolean);
    response.status(isReady ? 200 : 503).json({ status: isReady ? 'ready' : 'not ready', parts });
  });
  router.get('/metrics', async (request, response) => {
    const isLocal =
      loopback.has(request.socket.remoteAddress ?? '') && request.headers['x-forwarded-for'] === undefined;
    if (!isLocal) {
      response.status(404).end();
      return;
    }
    const { contentType, body } = await deps.metrics();
    response.type(contentType).send(body);
  });
  return router;
}

async function inTime(check: () => Promise<boolean> | boolean): Promise<boolean> {
  const timeout = new Promise<boolean>((resolve) => setTimeout(resolve, CHECK_LIMIT_MS, false).unref());
  try {
    return await Promise.race([check(), timeout]);
  } catch {
    // A check that throws says the same as one that answers false; the part itself logs why.
    return false;
  }
}
