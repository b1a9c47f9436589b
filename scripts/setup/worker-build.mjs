import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { ensurePackages } from './debian.mjs';
import { cache, readJson, root, workerBinary } from './paths.mjs';
import { CommandFailed, run } from './processes.mjs';
import { SetupError } from './setup-error.mjs';

const recipe = join(root, 'scripts/worker');

const buildPackages = [
  'g++',
  'meson',
  'ninja-build',
  'pkg-config',
  'libuv1-dev',
  'libssl-dev',
  'libsrtp2-dev',
  'libabsl-dev',
  'libflatbuffers-dev',
  'flatbuffers-compiler',
];

/**
 * Builds the worker from the source in the npm package and Debian's libraries, in a folder of its own. An interrupted
 * build goes on where it was. See scripts/worker/README.md.
 * @param {(line: string) => void} progress
 * @returns {Promise<string>} the new binary
 */
export async function buildWorker(progress) {
  await ensurePackages(buildPackages, {
    purpose: 'building the media worker',
    otherwise: 'use Docker, or set MEDIASOUP_WORKER_BIN to a mediasoup-worker of the version in package.json',
    log: 'worker',
    progress,
  });
  const folder = join(cache, 'worker-build', basename(dirname(workerBinary())));
  const out = join(folder, 'out');
  try {
    if (!existsSync(join(folder, 'prepared'))) prepareSource(folder);
    if (!existsSync(join(out, 'build.ninja'))) {
      rmSync(out, { recursive: true, force: true });
      const flags = ['--buildtype', 'release', '-Db_ndebug=true', '--wrap-mode', 'nodownload'];
      await run('meson', ['setup', out, folder, ...flags], { log: 'worker', progress });
    }
    const ninja = ['-C', out, '-j', String(jobs()), 'mediasoup-worker'];
    // On a busy machine a file may be compiled before a header that is generated for it: a second run finds the header.
    await run('ninja', ninja, { log: 'worker', progress }).catch(() =>
      run('ninja', ninja, { log: 'worker', progress }),
    );
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    throw new SetupError(
      `The media worker could not be built: ${error.message}.\n${error.tail}`,
      `rm -rf ${dirname(folder)}   and start again; or set MEDIASOUP_WORKER_BIN to a worker built elsewhere`,
    );
  }
  return join(out, 'mediasoup-worker');
}

/** Removes what a finished build leaves. */
export function removeBuildFolder() {
  rmSync(join(cache, 'worker-build'), { recursive: true, force: true });
}

/**
 * Copies the worker's source, puts Debian's libraries in the place of its downloads, and applies our edits.
 * @param {string} folder
 */
function prepareSource(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(join(root, 'node_modules/mediasoup/worker'), folder, { recursive: true });
  const subprojects = join(folder, 'subprojects');
  for (const name of readdirSync(subprojects)) rmSync(join(subprojects, name), { recursive: true });
  cpSync(join(recipe, 'subprojects'), subprojects, { recursive: true });
  /** @type {{ file: string, from: string, to: string }[]} */
  const edits = readJson(join(recipe, 'edits.json'));
  for (const { file, from, to } of edits) {
    const path = join(folder, file);
    const text = readFileSync(path, 'utf8');
    if (!text.includes(from)) {
      throw new SetupError(
        `${file} of the media worker no longer holds "${from}".`,
        'look at scripts/worker/edits.json',
      );
    }
    writeFileSync(path, text.replaceAll(from, to));
  }
  writeFileSync(join(folder, 'prepared'), '');
}

/** One compiler per core, but no more than there are gigabytes: each may take one. */
function jobs() {
  return Math.max(1, Math.min(availableParallelism(), Math.floor(totalmem() / 2 ** 30)));
}
