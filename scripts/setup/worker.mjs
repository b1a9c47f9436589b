import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readJson, root, scratch, workerBinary } from './paths.mjs';
import { run } from './processes.mjs';
import { SetupError } from './setup-error.mjs';
import { buildWorker, removeBuildFolder } from './worker-build.mjs';

const downloadLimitMs = 30_000;

/** mediasoup's C++ process: named by hand, or fetched ready-made, or built. @type {import('./run-steps.mjs').Step} */
export const worker = {
  name: 'worker',
  title: 'media worker',
  present() {
    const named = process.env.MEDIASOUP_WORKER_BIN;
    if (named && !starts(named)) {
      throw new SetupError(
        `MEDIASOUP_WORKER_BIN is ${named}, and that does not start as a media worker here.`,
        'unset MEDIASOUP_WORKER_BIN   (the set-up then gets one by itself)',
      );
    }
    return named ? 'named by MEDIASOUP_WORKER_BIN' : starts(workerBinary()) && 'in the cache';
  },
  async make(progress) {
    const target = workerBinary();
    mkdirSync(dirname(target), { recursive: true });
    const made = (await fetchPrebuilt(progress)) ?? (await buildWorker(progress));
    if (!starts(made))
      throw new SetupError('The media worker that was built does not start.', `rm -rf ${dirname(target)}`);
    renameSync(made, target);
    removeBuildFolder();
  },
};

/**
 * A worker without MEDIASOUP_VERSION in its environment ends at once with 41: then its libraries are all there.
 * @param {string} binary
 */
function starts(binary) {
  return existsSync(binary) && spawnSync(binary, [], { env: {}, timeout: 10_000 }).status === 41;
}

/**
 * Fetches the worker that mediasoup publishes for this platform; undefined where that does not work within the limit.
 * @param {(line: string) => void} progress
 */
async function fetchPrebuilt(progress) {
  if (process.env.MEDIASOUP_SKIP_WORKER_PREBUILT_DOWNLOAD) return undefined;
  const archive = join(scratch, 'mediasoup-worker.tgz');
  const folder = join(scratch, 'prebuilt');
  try {
    const address = await prebuiltAddress();
    progress(`fetching ${address}`);
    const answer = await fetch(address, { signal: AbortSignal.timeout(downloadLimitMs) });
    if (!answer.ok) throw new Error(`the answer was ${answer.status}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(archive, new Uint8Array(await answer.arrayBuffer()));
    await run('tar', ['-xzf', archive, '-C', folder], { log: 'worker' });
    const binary = join(folder, 'mediasoup-worker');
    chmodSync(binary, 0o755);
    if (!starts(binary)) throw new Error('it does not start on this machine');
    return binary;
  } catch (error) {
    const reason =
      error instanceof Error ? (error.cause instanceof Error ? error.cause.message : error.message) : error;
    progress(`no ready-made worker (${reason}), so one is built`);
    rmSync(folder, { recursive: true, force: true });
    return undefined;
  }
}

/** The address as mediasoup's own installation makes it, from its package.json and its own name for the platform. */
async function prebuiltAddress() {
  const folder = join(root, 'node_modules/mediasoup');
  const { version, repository } = readJson(join(folder, 'package.json'));
  const printed = await run(process.execPath, ['npm-scripts.mjs', 'worker:prebuild-name'], {
    log: 'worker',
    cwd: folder,
  });
  const name = /mediasoup-worker-[\w.-]+\.tgz/.exec(printed)?.[0];
  if (!name) throw new Error('mediasoup names no ready-made worker for this platform');
  const releases = repository.url.replace(/^git\+/, '').replace(/\.git$/, '/releases/download');
  return `${process.env.MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL || releases}/${version}/${name}`;
}
