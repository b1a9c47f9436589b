import type { Identity } from '#shared/kit/caller.ts';
import { type App, createApp } from '../../server/src/app.ts';
import { readConfig } from '../../server/src/config.ts';
import { type Clock, systemClock } from '../../server/src/kernel/clock.ts';
import { afterFile } from './after-file.ts';
import { ApiClient } from './api-client.ts';
import { sharedEngine, temporaryDir, testLog } from './engine.ts';

export type TestApp = {
  app: App;
  url: string;
  /** A browser profile of its own. */
  client(identity?: Identity): ApiClient;
  /** The single-use link that makes the first administrator, as a production start prints it. */
  firstAdminToken(): Promise<string>;
};

let count = 0;

/** The whole server in this process, on free ports, with a database of its own on the worker's engine. */
export async function startTestApp(
  env: Record<string, string> = {},
  { clock = systemClock(testLog), dbName }: { clock?: Clock; dbName?: string } = {},
): Promise<TestApp> {
  const engine = await sharedEngine();
  const config = readConfig({
    NODE_ENV: 'test',
    PORT: '0',
    MEDIA_PORT: '0',
    MEDIA_WORKERS: '1',
    MONGODB_URI: engine.uri,
    DATA_DIR: temporaryDir('data'),
    ...(process.env.MEDIASOUP_WORKER_BIN && { MEDIASOUP_WORKER_BIN: process.env.MEDIASOUP_WORKER_BIN }),
    ...env,
  });
  count += 1;
  // Tests call far more often than people do.
  const app = await createApp(config, {
    log: testLog,
    clock,
    dbName: dbName ?? `app_${process.pid}_${count}`,
    limitFactor: 1_000,
  });
  const { url } = await app.start();
  const clients: ApiClient[] = [];
  afterFile.add('test app', async () => {
    for (const client of clients) client.close();
    await app.close();
  });
  return {
    app,
    url,
    client: (identity) => {
      const client = new ApiClient(url, identity);
      clients.push(client);
      return client;
    },
    firstAdminToken: async () => (await app.people.auth.makeFirstAdminLink()).token,
  };
}
