import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { clientDist, hashFiles, nodeBinary, root } from './paths.mjs';
import { CommandFailed, run } from './processes.mjs';
import { SetupError } from './setup-error.mjs';

const stamp = '.sources';
const unfinished = `${clientDist}.unfinished`;
const replaced = `${clientDist}.replaced`;

/** The browser's half, built by Vite when its sources have changed. @type {import('./run-steps.mjs').Step} */
export const client = {
  name: 'client',
  title: 'client',
  present() {
    if (!existsSync(join(root, 'client/index.html'))) return 'not there yet';
    const built = join(clientDist, stamp);
    return existsSync(built) && readFileSync(built, 'utf8') === sources() && 'unchanged since it was built';
  },
  async make(progress) {
    const before = sources();
    try {
      await run(
        nodeBinary() ?? process.execPath,
        ['node_modules/vite/bin/vite.js', 'build', 'client', '--outDir', unfinished, '--emptyOutDir'],
        { log: 'client', progress, env: { ...process.env, NODE_ENV: 'production' } },
      );
    } catch (error) {
      const tail = error instanceof CommandFailed ? `\n${error.tail}` : '';
      throw new SetupError(`The client could not be built.${tail}`, 'npx vite build client');
    }
    writeFileSync(join(unfinished, stamp), before);
    rmSync(replaced, { recursive: true, force: true });
    if (existsSync(clientDist)) renameSync(clientDist, replaced);
    renameSync(unfinished, clientDist);
    rmSync(replaced, { recursive: true, force: true });
  },
};

function sources() {
  const isProduct = (/** @type {string} */ path) => basename(path).startsWith('dist');
  const paths = ['client', 'shared/src', 'package.json', 'package-lock.json'].map((path) => join(root, path));
  return hashFiles(paths, isProduct);
}
