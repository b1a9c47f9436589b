import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readJson } from '../setup/paths.mjs';
import { runProgram } from './run-command.mjs';

/**
 * Runs one vitest project and counts its tests. A file that cannot be loaded, a crash and a run without any test each
 * count as one failure, so that nothing passes by not happening.
 * @param {string} project
 * @param {string[]} args further arguments for vitest, e.g. part of a file's name
 * @param {{ isQuiet: boolean }} options
 * @returns {Promise<import('./counts.mjs').Counts & { output: string }>}
 */
export async function runVitest(project, args, options) {
  const folder = mkdtempSync(join(tmpdir(), 'law-hall-vitest-'));
  const report = join(folder, 'report.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const config = ['run', '--config', 'tests/vitest.config.ts', '--project', project];
    const { ok, output } = await runProgram(
      'node_modules/vitest/vitest.mjs',
      [...config, ...reporters, ...args],
      options,
    );
    return { ...countTests(report, ok), output };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} report
 * @param {boolean} ok whether vitest itself was content
 */
function countTests(report, ok) {
  try {
    /** @type {{ numPassedTests: number, testResults: { status: string, assertionResults: { status: string }[] }[] }} */
    const { numPassedTests: passed, testResults } = readJson(report);
    const broken = testResults
      .filter((file) => file.status === 'failed')
      .map((file) => file.assertionResults.filter((test) => test.status === 'failed').length || 1);
    const failed = broken.reduce((sum, count) => sum + count, 0);
    return { passed, failed: failed === 0 && (!ok || passed === 0) ? 1 : failed };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
