import { runGate } from './check/gate.mjs';
import { packages } from './setup/packages.mjs';
import { runSteps } from './setup/run-steps.mjs';

// npm run check: types, style, imports, unused code and unit tests, in under a minute.
await runSteps([packages]);
const { passed, failed } = await runGate();
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
