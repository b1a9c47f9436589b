import { spawnSync } from 'node:child_process';
import { CommandFailed, findProgram, run } from './processes.mjs';
import { SetupError } from './setup-error.mjs';

/**
 * Which of these Debian packages are not installed; all of them where there is no dpkg.
 * @param {readonly string[]} packages
 */
export function missingPackages(packages) {
  const table = spawnSync('dpkg-query', ['-l', ...packages], { encoding: 'utf8' }).stdout ?? '';
  const installed = new Set([...table.matchAll(/^ii +([^ :]+)/gm)].map(([, name]) => name));
  return packages.filter((name) => !installed.has(name));
}

/**
 * Installs what is missing of these Debian packages; asks for root only then.
 * @param {readonly string[]} packages
 * @param {{ purpose: string, otherwise: string, log: string, progress: (line: string) => void }} how
 *   purpose: what they are for; otherwise: what to do on a machine without apt-get
 */
export async function ensurePackages(packages, { purpose, otherwise, log, progress }) {
  const missing = missingPackages(packages);
  if (missing.length === 0) return;
  if (!findProgram('apt-get')) {
    throw new SetupError(
      `${sentence(purpose)} needs ${missing.join(' ')}, and this machine has no apt-get.`,
      otherwise,
    );
  }
  const sudo = process.getuid?.() === 0 ? [] : [findProgram('sudo') ?? ''];
  const install = ['apt-get', 'install', '-y', '--no-install-recommends', ...missing];
  const mend = `sudo apt-get update && sudo ${install.join(' ')}`;
  if (sudo[0] === '' || (sudo[0] && !process.stdin.isTTY && spawnSync('sudo', ['-n', 'true']).status !== 0)) {
    throw new SetupError(
      `${sentence(purpose)} needs Debian packages that only root may install: ${missing.join(' ')}.`,
      mend,
    );
  }
  const asRoot = async (/** @type {string[]} */ command) => {
    const [program = '', ...args] = [...sudo, 'env', 'DEBIAN_FRONTEND=noninteractive', ...command];
    await run(program, args, { log, progress, asksOnTerminal: sudo.length > 0 });
  };
  const waitForOthers = ['-o', 'DPkg::Lock::Timeout=300'];
  try {
    progress('apt-get update');
    await asRoot(['apt-get', 'update', ...waitForOthers]);
  } catch {
    // An old list may still do; if it does not, the installation says so.
  }
  try {
    progress(`apt-get install ${missing.join(' ')}`);
    await asRoot([...install, ...waitForOthers]);
  } catch (error) {
    const tail = error instanceof CommandFailed ? `\n${error.tail}` : '';
    throw new SetupError(`apt-get could not install ${missing.join(' ')}, which ${purpose} needs.${tail}`, mend);
  }
}

/** @param {string} text */
function sentence(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
