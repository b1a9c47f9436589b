import { mkdirSync, rmSync } from 'node:fs';
import { takeLock } from './lock.mjs';
import { cache, localCache, scratch } from './paths.mjs';
import { stopRunning } from './processes.mjs';
import { createReporter } from './reporter.mjs';
import { SetupError } from './setup-error.mjs';

/**
 * One thing that must be there before the product can start.
 * @typedef {object} Step
 * @property {string} name for the command line and the log file
 * @property {string} title for people
 * @property {() => string | false} present where the result already is, in a few words; false when it must be made
 * @property {(progress: (line: string) => void) => Promise<void>} make makes it, under a temporary name first
 */

/**
 * Makes what is missing, step by step. Ends the process with a sentence and a command when a step fails.
 * @param {Step[]} steps
 * @param {NodeJS.WriteStream} [out] where progress goes; standard error by default, so that programs may print results
 */
export async function runSteps(steps, out = process.stderr) {
  const reporter = createReporter(out);
  const stopListening = endCleanlyOnSignals(reporter);
  const began = performance.now();
  let giveBack = () => {};
  /** @type {Step | undefined} */
  let current;
  try {
    giveBack = await takeLocks(reporter);
    for (const [index, step] of steps.entries()) {
      current = step;
      await runStep(step, reporter, `[${index + 1}/${steps.length}] ${step.title}`);
    }
    reporter.line(`set-up ready after ${seconds(began)}`);
  } catch (error) {
    reporter.failure(current, error);
    process.exit(1); // gives the lock back by the listener of takeLocks
  } finally {
    giveBack();
    stopListening();
  }
}

/**
 * @param {Step} step
 * @param {ReturnType<typeof createReporter>} reporter
 * @param {string} title
 */
async function runStep(step, reporter, title) {
  const began = performance.now();
  const there = step.present();
  if (there) {
    reporter.line(`${title}: ${there} (${seconds(began)})`);
    return;
  }
  const job = reporter.begin(title);
  try {
    await step.make(job.progress);
    if (!step.present())
      throw new SetupError(`The step ended well, but its result is not there.`, `look into ${localCache}/logs`);
  } finally {
    job.end();
  }
  reporter.line(`${title}: done in ${seconds(began)}`);
}

/**
 * The checkout's lock and, where the cache is shared, the cache's: always in this order.
 * @param {ReturnType<typeof createReporter>} reporter
 */
async function takeLocks(reporter) {
  const onWait = (/** @type {number} */ pid) =>
    reporter.line(`another set-up (process ${pid}) is at work; waiting for it`);
  /** @type {(() => void)[]} */
  const releases = [];
  for (const folder of new Set([localCache, cache])) releases.unshift(await takeLock(folder, onWait));
  // Nobody else can be writing now: what lies here was left by an interrupted set-up.
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true });
  const giveBack = () => {
    for (const release of releases.splice(0)) release();
  };
  process.once('exit', giveBack);
  return giveBack;
}

/** @param {ReturnType<typeof createReporter>} reporter */
function endCleanlyOnSignals(reporter) {
  const stop = (/** @type {NodeJS.Signals} */ signal) => {
    stopRunning();
    reporter.line('interrupted; start again and it goes on from what is there');
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return () => {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  };
}

/** @param {number} began */
function seconds(began) {
  return `${((performance.now() - began) / 1000).toFixed(1)} s`;
}
