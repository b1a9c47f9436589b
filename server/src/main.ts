import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { createApp } from './app.ts';
import { welcomeText } from './compose/welcome.ts';
import { ConfigError, readConfig } from './config.ts';
import { systemClock } from './kernel/clock.ts';
import { createLogger, type Logger } from './kernel/logger.ts';

/** A stop that takes longer is cut short: whoever waits for the restart should not wait for a part that hangs. */
const STOP_LIMIT_MS = 15_000;

async function main(): Promise<void> {
  if (existsSync('.env')) loadEnvFile('.env');
  const config = readConfig(process.env);
  const log = createLogger({ level: config.logLevel });
  const app = await createApp(config, { log, clock: systemClock(log) });
  stopOnSignals(log, () => app.close());
  const { url } = await app.start();
  process.stdout.write(await welcomeText(app, config, url));
}

/** The first signal stops in order; a second one, or a stop that hangs, ends at once. */
function stopOnSignals(log: Logger, close: () => Promise<void>): void {
  let isStopping = false;
  const stop = (code: number): void => {
    if (isStopping) process.exit(1);
    isStopping = true;
    setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref();
    close().then(
      () => process.exit(code),
      (error: unknown) => {
        log.error({ err: error }, 'the stop failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', () => stop(0));
  process.on('SIGTERM', () => stop(0));
  // The launcher of `npm start` is gone without a word: nobody could stop us any more.
  process.once('disconnect', () => stop(0));
  // A promise that nobody awaited is a fault of ours, but no reason to cut 254 halls off.
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'));
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'uncaught exception');
    stop(1);
  });
}

main().catch((error: unknown) => {
  const isPlain = error instanceof ConfigError || (error instanceof Error && error.constructor === Error);
  process.stderr.write(`\n${isPlain ? error.message : error instanceof Error ? error.stack : String(error)}\n\n`);
  process.exit(1);
});
