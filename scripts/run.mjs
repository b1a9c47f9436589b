import { launch, loadSettings } from './launch.mjs';
import { runSteps } from './setup/run-steps.mjs';
import { productSteps } from './setup/steps.mjs';

// Runs a program of the project when the set-up is there: node scripts/run.mjs FILE.ts [ARGUMENTS]. Standard output is the program's alone.
const [file, ...args] = process.argv.slice(2);
if (!file) {
  process.stderr.write('Usage: node scripts/run.mjs FILE.ts [ARGUMENTS]\n');
  process.exit(2);
}
loadSettings();
await runSteps(productSteps);
launch(file, args);
