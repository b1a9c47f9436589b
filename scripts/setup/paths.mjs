import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** What belongs to this checkout alone: logs, the lock of the set-up, type-checker state. */
export const localCache = join(root, '.cache');

/** What was fetched or built and outlives `npm ci`; one folder may serve many checkouts. */
export const cache = resolve(root, process.env.LAW_HALL_CACHE || localCache);

/** Folder for unfinished results; whoever holds the lock may empty it. */
export const scratch = join(cache, 'tmp');

/** Where `vite build` leaves the client. */
export const clientDist = join(root, 'client/dist');

/** The platform a binary was made for, e.g. `linux-x64-debian12`. */
export const platformTag = `${process.platform}-${process.arch}-${distribution()}`;

/**
 * The Node 24 that the lock file pins. Where npm has none for the platform, the Node that runs this, if it is new enough.
 * @returns {string | undefined}
 */
export function nodeBinary() {
  const pinned = join(root, 'node_modules/.bin/node');
  if (existsSync(pinned)) return pinned;
  return Number(process.versions.node.split('.')[0]) >= 24 ? process.execPath : undefined;
}

/** Where the media worker of this version, platform and recipe belongs. */
export function workerBinary() {
  const { version } = readJson(join(root, 'node_modules/mediasoup/package.json'));
  const recipe = hashFiles([join(root, 'scripts/worker')], (path) => path.endsWith('.md'));
  return join(cache, 'media-worker', `${version}-${platformTag}-${recipe.slice(0, 8)}`, 'mediasoup-worker');
}

/** Where the database engine of this recipe belongs: `EmbeddedMongo.class` and `lib/*.jar`. */
export function engineFolder() {
  return join(cache, 'database-engine', hashFiles([join(root, 'scripts/engine')]).slice(0, 12));
}

/**
 * One SHA-256 over the names and contents of files and whole folders.
 * @param {string[]} paths
 * @param {(path: string) => boolean} [skip]
 */
export function hashFiles(paths, skip = () => false) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap((path) => filesBelow(path, skip)).sort()) {
    hash
      .update(`${relative(root, file).split(sep).join('/')}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {any} whatever the file holds; callers read only what they know to be there
 */
export function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/**
 * @param {string} path
 * @param {(path: string) => boolean} skip
 * @returns {string[]}
 */
function filesBelow(path, skip) {
  if (skip(path) || !existsSync(path)) return [];
  /** @type {import('node:fs').Dirent[]} */
  let entries;
  try {
    entries = readdirSync(path, { withFileTypes: true });
  } catch {
    return [path];
  }
  return entries.flatMap((entry) => filesBelow(join(path, entry.name), skip));
}

function distribution() {
  try {
    const text = readFileSync('/etc/os-release', 'utf8');
    const field = (/** @type {string} */ key) => new RegExp(`^${key}="?([^"\n]*)`, 'm').exec(text)?.[1] ?? '';
    return `${field('ID')}${field('VERSION_ID')}` || 'unknown';
  } catch {
    return 'unknown';
  }
}
