import { spawn } from 'node:child_process';
import { productEnvironment } from '../launch.mjs';
import { nodeBinary, root } from '../setup/paths.mjs';

/**
 * Runs a JavaScript program of node_modules, or of our own, with Node 24.
 * @param {string} file
 * @param {string[]} args
 * @param {{ isQuiet: boolean }} options quiet: what it prints is handed back; otherwise it goes straight to the terminal
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export function runProgram(file, args, { isQuiet }) {
  const child = spawn(nodeBinary() ?? process.execPath, [file, ...args], {
    cwd: root,
    env: productEnvironment(),
    stdio: ['ignore', isQuiet ? 'pipe' : 'inherit', isQuiet ? 'pipe' : 'inherit'],
  });
  let output = '';
  child.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    output += chunk;
  });
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ ok: false, output: `${output}${error.message}\n` }));
    child.once('close', (code) => resolve({ ok: code === 0, output }));
  });
}
