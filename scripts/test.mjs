import { sum } from './check/counts.mjs';
import { runGate } from './check/gate.mjs';
import { runVitest } from './check/run-vitest.mjs';
import { runSteps } from './setup/run-steps.mjs';
import { testSteps } from './setup/steps.mjs';

// npm test: the set-up, then every suite, one after another. `npm test -- --only e2e hall` runs the files of one suite
// whose names hold "hall".

/** @type {Record<string, (args: string[]) => Promise<import('./check/counts.mjs').Counts>>} */
const suites = {
  check: runGate,
  integration: (args) => runVitest('integration', args, { isQuiet: false }),
  e2e: (args) => runVitest('e2e', args, { isQuiet: false }),
};

const args = process.argv.slice(2);
const at = args.indexOf('--only');
const only = at < 0 ? undefined : args.splice(at, 2)[1];
if (at >= 0 && !(only && only in suites)) {
  process.stderr.write(`--only needs one of: ${Object.keys(suites).join(', ')}\n`);
  process.exit(2);
}

await runSteps(testSteps);
/** @type {Record<string, import('./check/counts.mjs').Counts>} */
const results = {};
for (const [name, run] of Object.entries(suites)) {
  if (only && only !== name) continue;
  process.stdout.write(`\n== ${name}\n`);
  const began = performance.now();
  const { passed, failed } = await run(args).catch((error) => {
    process.stdout.write(`${error instanceof Error ? error.stack : error}\n`);
    return { passed: 0, failed: 1 };
  });
  results[name] = { passed, failed };
  const seconds = Math.round((performance.now() - began) / 1000);
  process.stdout.write(`== ${name}: ${passed} passed and ${failed} failed in ${seconds} s\n`);
}
const { passed, failed } = sum(Object.values(results));
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
