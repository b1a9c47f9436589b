import { argv, stdout } from 'node:process';
import { createApp } from '../../server/src/app.ts';
import { readConfig } from '../../server/src/config.ts';
import { systemClock } from '../../server/src/kernel/clock.ts';
import { createLogger } from '../../server/src/kernel/logger.ts';

/** The whole server over a database that a test has filled: `node tests/support/second-server.ts <uri> <database> <folder>` prints its address. */
const [, , uri = '', dbName = '', folder = ''] = argv;
const log = createLogger({ level: 'silent' });
const config = readConfig({
  NODE_ENV: 'test',
  PORT: '0',
  MEDIA_PORT: '0',
  MEDIA_WORKERS: '1',
  MONGODB_URI: uri,
  DATA_DIR: folder,
  ...(process.env.MEDIASOUP_WORKER_BIN && { MEDIASOUP_WORKER_BIN: process.env.MEDIASOUP_WORKER_BIN }),
});
// A test that dies leaves nobody behind.
process.on('disconnect', () => process.exit(0));
const app = await createApp(config, { log, clock: systemClock(log), dbName, limitFactor: 1_000 });
const { url } = await app.start();
stdout.write(`${url}\n`);
