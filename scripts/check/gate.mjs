import { availableParallelism } from 'node:os';
import { sum } from './counts.mjs';
import { runProgram } from './run-command.mjs';
import { runVitest } from './run-vitest.mjs';

/** @typedef {import('./counts.mjs').Counts & { output: string }} Finding */

/** The steps of the gate; the slow ones first, since two run at a time. @type {{ name: string, run: () => Promise<Finding> }[]} */
const steps = [
  { name: 'types (tsc)', run: () => tool('node_modules/typescript/bin/tsc', ['-p', '.', '--noEmit']) },
  { name: 'unit tests', run: () => runVitest('unit', [], { isQuiet: true }) },
  {
    name: 'style (biome)',
    run: () => tool('node_modules/@biomejs/biome/bin/biome', ['ci', '--colors=off', '--error-on-warnings', '.']),
  },
  { name: 'imports (dependency-cruiser)', run: () => tool('scripts/check/imports-program.mjs', []) },
  { name: 'unused code (knip)', run: () => tool('node_modules/knip/bin/knip.js', ['--no-progress']) },
];

/**
 * Runs the whole gate and prints each step with its time, and all output of a step that failed.
 * @returns {Promise<import('./counts.mjs').Counts>} each tool counts as one, the unit tests by themselves
 */
export async function runGate() {
  const queue = [...steps];
  /** @type {Finding[]} */
  const findings = [];
  const work = async () => {
    for (let step = queue.shift(); step; step = queue.shift()) {
      const began = performance.now();
      const found = await step.run();
      findings.push(found);
      const verdict = found.failed > 0 ? 'FAILED' : 'ok';
      process.stdout.write(`${verdict.padEnd(7)}${step.name}, ${((performance.now() - began) / 1000).toFixed(1)} s\n`);
      if (found.failed > 0) process.stdout.write(`${found.output.trimEnd()}\n\n`);
    }
  };
  await Promise.all(Array.from({ length: Math.min(3, Math.max(2, availableParallelism())) }, work));
  return sum(findings);
}

/**
 * @param {string} file
 * @param {string[]} args
 * @returns {Promise<Finding>}
 */
async function tool(file, args) {
  const { ok, output } = await runProgram(file, args, { isQuiet: true });
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, output };
}
