import { launch, loadSettings } from './launch.mjs';
import { runSteps } from './setup/run-steps.mjs';
import { productSteps } from './setup/steps.mjs';

// npm start: the set-up, then the server with its workers and its database until Ctrl-C.
loadSettings();
await runSteps(productSteps);
launch('server/src/main.ts', process.argv.slice(2));
