import { resolve } from 'node:path';
import { argv, exit, stderr, stdout } from 'node:process';
import { roomPhotoFiles } from './compose/room-photos.ts';
import { composeStores } from './compose/stores.ts';
import { ConfigError, readConfig } from './config.ts';
import { openDatabase } from './db/connect.ts';
import { ensureIndexes } from './db/indexes.ts';
import { systemClock } from './kernel/clock.ts';
import { createFileStore } from './kernel/file-store.ts';
import { createLogger } from './kernel/logger.ts';

const usage = `Usage: npm run migrate | npm run verify
  migrate  makes the indexes that the code declares, where they are missing
  verify   recomputes what is derived and checks the audit chain; exit code 1 when something differs\n`;

async function main(command: string | undefined): Promise<number> {
  if (command !== 'migrate' && command !== 'verify') {
    stderr.write(usage);
    return 2;
  }
  const config = readConfig(process.env);
  const log = createLogger({ level: config.logLevel });
  const clock = systemClock(log);
  const place =
    config.MONGODB_URI === undefined
      ? {
          embedded: {
            engineDir: resolve(config.EMBEDDED_ENGINE_DIR ?? ''),
            dataDir: resolve(config.DATA_DIR),
            javaBin: config.JAVA_BIN,
          },
        }
      : { uri: config.MONGODB_URI };
  const database = await openDatabase({ ...place, dbName: 'law_hall', log, clock });
  try {
    const stores = composeStores({
      database,
      files: createFileStore(config.DATA_DIR),
      photoFiles: roomPhotoFiles(config.DATA_DIR),
      clock,
      log,
    });
    if (command === 'migrate') {
      stdout.write(`${await ensureIndexes(database)} indexes are in place\n`);
      return 0;
    }
    const problems = await stores.verify();
    stdout.write(
      problems.length === 0 ? 'verified: 0 differences\n' : `${problems.join('\n')}\n${problems.length} differences\n`,
    );
    return problems.length === 0 ? 0 : 1;
  } finally {
    await database.close();
  }
}

main(argv[2]).then(exit, (error: unknown) => {
  const isPlain = error instanceof ConfigError || (error instanceof Error && error.constructor === Error);
  stderr.write(`\n${isPlain ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  exit(1);
});
