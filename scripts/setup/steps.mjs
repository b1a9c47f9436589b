import { browser } from './browser.mjs';
import { client } from './client.mjs';
import { engine } from './engine.mjs';
import { packages } from './packages.mjs';
import { slides } from './slides.mjs';
import { worker } from './worker.mjs';

/** What `npm start` needs, in order. */
export const productSteps = [packages, worker, engine, client, slides];

/** What `npm test` needs. */
export const testSteps = [...productSteps, browser];
