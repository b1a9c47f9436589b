import { spawn } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { localCache, root } from './paths.mjs';

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/** A command that ended badly; `tail` holds its last lines. */
export class CommandFailed extends Error {
  /**
   * @param {string} command
   * @param {string} how
   * @param {string} tail
   */
  constructor(command, how, tail) {
    super(`${command} ${how}`);
    this.name = 'CommandFailed';
    this.tail = tail;
  }
}

/**
 * Runs a command to its end. Everything it prints goes to `.cache/logs/<log>.log`, its newest line to `progress`.
 * @param {string} command
 * @param {string[]} args
 * @param {{ log: string, progress?: (line: string) => void, cwd?: string, env?: NodeJS.ProcessEnv, asksOnTerminal?: boolean }} options
 * @returns {Promise<string>} what it printed on standard output
 */
export async function run(command, args, { log, progress, cwd = root, env = process.env, asksOnTerminal = false }) {
  const logFolder = join(localCache, 'logs');
  mkdirSync(logFolder, { recursive: true });
  const file = createWriteStream(join(logFolder, `${log}.log`), { flags: 'a' });
  file.write(`\n$ ${command} ${args.join(' ')}\n`);
  const child = spawn(command, args, { cwd, env, stdio: [asksOnTerminal ? 'inherit' : 'ignore', 'pipe', 'pipe'] });
  running.add(child);
  let printed = '';
  let tail = '';
  const take = (/** @type {Buffer} */ chunk) => {
    file.write(chunk);
    tail = (tail + chunk).slice(-8000);
    const line = tail
      .trimEnd()
      .split(/[\r\n]/)
      .at(-1);
    if (line) progress?.(line);
  };
  child.stdout.on('data', (chunk) => {
    printed += chunk;
    take(chunk);
  });
  child.stderr.on('data', take);
  try {
    const how = await ended(child);
    if (how) throw new CommandFailed(command, how, tail.trimEnd().split('\n').slice(-15).join('\n'));
    return printed;
  } finally {
    running.delete(child);
    file.end();
  }
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<string>} how it failed, or an empty string
 */
function ended(child) {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(`could not be started (${error.message})`));
    child.once('close', (code, signal) =>
      resolve(signal ? `was ended by ${signal}` : code ? `ended with ${code}` : ''),
    );
  });
}

/** Ends what the set-up has started, so that an interrupted set-up leaves nothing running. */
export function stopRunning() {
  for (const child of running) child.kill('SIGTERM');
}

/**
 * @param {string} name
 * @returns {string | undefined} the full path of a program, as the shell would find it
 */
export function findProgram(name) {
  if (name.includes('/')) return existsSync(name) ? name : undefined;
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}
