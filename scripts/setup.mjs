import { runSteps } from './setup/run-steps.mjs';
import { productSteps, testSteps } from './setup/steps.mjs';

// Sets up what the product needs, or some steps of it: node scripts/setup.mjs [--tests] [--only packages,worker]
const args = process.argv.slice(2);
const only = args.includes('--only') ? args[args.indexOf('--only') + 1]?.split(',') : undefined;
const unknown = only?.filter((name) => !testSteps.some((step) => step.name === name)) ?? [];
if (unknown.length > 0) {
  const names = testSteps.map((step) => step.name).join(', ');
  process.stderr.write(`No such step: ${unknown.join(', ')}. There are: ${names}.\n`);
  process.exit(2);
}
if (only) await runSteps(testSteps.filter((step) => only.includes(step.name)));
else await runSteps(args.includes('--tests') ? testSteps : productSteps);
