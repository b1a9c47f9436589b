import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ensurePackages } from './debian.mjs';
import { engineFolder, root, scratch } from './paths.mjs';
import { CommandFailed, findProgram, run } from './processes.mjs';
import { SetupError } from './setup-error.mjs';

const recipe = join(root, 'scripts/engine');
const startLimitMs = 30_000;

/** The embedded database, unless a real MongoDB is named. @type {import('./run-steps.mjs').Step} */
export const engine = {
  name: 'engine',
  title: 'database engine',
  present() {
    if (process.env.MONGODB_URI) return 'not needed, MONGODB_URI is set';
    if (process.env.EMBEDDED_ENGINE_DIR) return 'named by EMBEDDED_ENGINE_DIR';
    return existsSync(engineFolder()) && findProgram(java()) !== undefined && 'in the cache';
  },
  async make(progress) {
    await ensureJava(progress);
    const target = engineFolder();
    if (existsSync(target)) return;
    const folder = join(scratch, 'engine');
    mkdirSync(folder, { recursive: true });
    await fetchJars(join(folder, 'lib'), progress);
    progress('javac EmbeddedMongo.java');
    cpSync(join(recipe, 'EmbeddedMongo.java'), join(folder, 'EmbeddedMongo.java'));
    const classPath = join(folder, 'lib', '*');
    await runOrExplain('javac', [
      '--release',
      '17',
      '-cp',
      classPath,
      '-d',
      folder,
      join(folder, 'EmbeddedMongo.java'),
    ]);
    progress('first start');
    await tryStart(folder);
    mkdirSync(dirname(target), { recursive: true });
    renameSync(folder, target);
  },
};

function java() {
  return process.env.JAVA_BIN || 'java';
}

/** @param {(line: string) => void} progress */
async function ensureJava(progress) {
  if (process.env.JAVA_BIN && !findProgram(java())) {
    throw new SetupError(
      `JAVA_BIN is ${java()}, and there is no such program.`,
      'unset JAVA_BIN   (the set-up then takes the java of this machine, or installs one)',
    );
  }
  const missing = () => [java(), 'javac', 'mvn'].filter((program) => !findProgram(program));
  if (missing().length === 0) return;
  await ensurePackages(['default-jdk-headless', 'maven'], {
    purpose: 'the embedded database',
    otherwise: 'install a JDK (17 or newer) and Maven, or set MONGODB_URI to a real MongoDB',
    log: 'engine',
    progress,
  });
  if (missing().length > 0) {
    throw new SetupError(
      `The embedded database needs ${missing().join(', ')}, which Debian's packages should have brought, but PATH does not lead there.`,
      'export PATH="$PATH:/usr/bin"   (or set MONGODB_URI to a real MongoDB)',
    );
  }
}

/**
 * @param {string} folder
 * @param {(line: string) => void} progress
 */
async function fetchJars(folder, progress) {
  // A local repository of its own: Maven's usual one must not be written by two at once.
  const repository = join(scratch, 'maven');
  const args = ['-B', '-f', join(recipe, 'pom.xml'), `-Dmaven.repo.local=${repository}`];
  await runOrExplain('mvn', [...args, 'dependency:copy-dependencies', `-DoutputDirectory=${folder}`], progress);
  const wrong = wrongJars(folder);
  if (wrong.length > 0) {
    throw new SetupError(
      `These jars are not the ones that scripts/engine/jars.sha256 names: ${wrong.join(', ')}.`,
      'find out where Maven gets its files from (its settings.xml) before going on',
    );
  }
}

/**
 * Names of jars that are missing, added or changed.
 * @param {string} folder
 */
function wrongJars(folder) {
  const lines = readFileSync(join(recipe, 'jars.sha256'), 'utf8').trim().split('\n');
  const found = readdirSync(folder).map((name) => {
    const sum = createHash('sha256').update(readFileSync(join(folder, name)));
    return `${sum.digest('hex')}  ${name}`;
  });
  const differing = [
    ...lines.filter((line) => !found.includes(line)),
    ...found.filter((line) => !lines.includes(line)),
  ];
  return [...new Set(differing.map((line) => line.split('  ')[1] ?? line))];
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {(line: string) => void} [progress]
 */
async function runOrExplain(command, args, progress) {
  try {
    await run(command, args, progress ? { log: 'engine', progress } : { log: 'engine' });
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    throw new SetupError(
      `The database engine could not be made: ${error.message}.\n${error.tail}`,
      `${command} ${args.join(' ')}   (or set MONGODB_URI to a real MongoDB)`,
    );
  }
}

/**
 * Starts the engine once on an empty file and ends it, as the server will, by closing its standard input.
 * @param {string} folder
 */
async function tryStart(folder) {
  const file = join(scratch, 'first-start.mv');
  const classPath = [folder, join(folder, 'lib', '*')].join(':');
  const child = spawn(java(), ['-Xmx256m', '-XX:+UseSerialGC', '-cp', classPath, 'EmbeddedMongo', file, '0']);
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk));
  const limit = setTimeout(() => child.kill('SIGKILL'), startLimitMs);
  const isReady = await new Promise((resolve) => {
    child.stdout.on('data', () => printed.includes('ready ') && resolve(true));
    child.once('close', () => resolve(false));
    child.once('error', () => resolve(false));
  });
  clearTimeout(limit);
  child.stdin.end();
  if (!isReady)
    throw new SetupError(
      `The database engine does not start.\n${printed.trim()}`,
      `${java()} -version   (17 or newer)`,
    );
  if (child.exitCode === null) await new Promise((resolve) => child.once('close', resolve));
  rmSync(file, { force: true });
}
