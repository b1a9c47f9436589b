import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { engineFolder, nodeBinary, root, workerBinary } from './setup/paths.mjs';

const graceMs = 30_000;
const sameKeyPressMs = 1000;

/** Reads `.env` beside package.json, if there is one; what the environment already holds wins. */
export function loadSettings() {
  try {
    process.loadEnvFile(join(root, '.env'));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}

/** The environment in which the product and its tests find what the set-up has made. */
export function productEnvironment() {
  const { MEDIASOUP_WORKER_BIN, EMBEDDED_ENGINE_DIR, MONGODB_URI } = process.env;
  return {
    ...process.env,
    PATH: [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter),
    MEDIASOUP_WORKER_BIN: MEDIASOUP_WORKER_BIN || workerBinary(),
    ...(MONGODB_URI ? {} : { EMBEDDED_ENGINE_DIR: EMBEDDED_ENGINE_DIR || engineFolder() }),
  };
}

/**
 * Runs a TypeScript file of the project with Node 24 until it ends, and ends with its exit code.
 *
 * The program gets a process group of its own: a Ctrl-C, which a terminal sends to everybody and npm sends once more,
 * reaches it as one signal, so that it can shut down in order. A second one, or half a minute, ends the whole group.
 * @param {string} file
 * @param {string[]} args
 */
export function launch(file, args) {
  const child = spawn(nodeBinary() ?? process.execPath, [file, ...args], {
    cwd: root,
    env: productEnvironment(),
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: true,
  });
  const killGroup = () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
  };
  let asked = 0;
  const passOn = (/** @type {NodeJS.Signals} */ signal) => {
    const now = performance.now();
    if (asked === 0) {
      asked = now;
      child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal);
      setTimeout(killGroup, graceMs).unref();
    } else if (now - asked > sameKeyPressMs) killGroup();
  };
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, passOn);
  child.once('error', (error) => {
    process.stderr.write(`${file} could not be started: ${error.message}\n`);
    process.exit(1);
  });
  child.once('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : (code ?? 1)));
}
