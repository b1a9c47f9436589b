import { writeSync } from 'node:fs';
import { EmbeddedEngine } from '../../server/src/db/embedded.ts';
import { systemClock } from '../../server/src/kernel/clock.ts';
import { createLogger } from '../../server/src/kernel/logger.ts';

/** A server that dies the hard way: starts an engine in the given folder, says its pid, and kills itself. */
const log = createLogger({ level: 'silent' });
const engine = await EmbeddedEngine.start({
  engineDir: process.env.EMBEDDED_ENGINE_DIR ?? '',
  dataDir: process.argv[2] ?? '',
  log,
  clock: systemClock(log),
});
writeSync(1, String(engine.pid));
process.kill(process.pid, 'SIGKILL');
