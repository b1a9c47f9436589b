import { SetupError } from './setup-error.mjs';

const quietIntervalMs = 10_000;
const terminalIntervalMs = 500;

/**
 * Tells a person how the set-up goes: on a terminal one living line per step, elsewhere a line every ten seconds.
 * @param {NodeJS.WriteStream} out
 */
export function createReporter(out) {
  const isTerminal = out.isTTY === true;

  /** @param {string} text */
  const line = (text) => void out.write(isTerminal ? `\r\x1b[K${text}\n` : `${text}\n`);

  /**
   * Shows a step at work until `end` is called.
   * @param {string} title
   */
  const begin = (title) => {
    const began = performance.now();
    let newest = '';
    const show = () => {
      const text = `${title}: ${Math.round((performance.now() - began) / 1000)} s  ${newest}`;
      out.write(isTerminal ? `\r\x1b[K${text.slice(0, (out.columns ?? 80) - 1)}` : `${text.slice(0, 160)}\n`);
    };
    line(`${title}: …`);
    const timer = setInterval(show, isTerminal ? terminalIntervalMs : quietIntervalMs);
    return {
      progress: (/** @type {string} */ text) => {
        newest = text.trim();
      },
      end: () => clearInterval(timer),
    };
  };

  /**
   * @param {{ name: string, title: string } | undefined} step
   * @param {unknown} error
   */
  const failure = (step, error) => {
    const where = step ? `The set-up stopped at "${step.title}".` : 'The set-up stopped.';
    const known = error instanceof SetupError;
    const what = known ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
    line(`\n${where}\n${what}`);
    if (known && error.mend) line(`\nThis mends it:\n    ${error.mend}`);
    if (step) line(`Then start the same command again. All output of the step: .cache/logs/${step.name}.log`);
  };

  return { line, begin, failure };
}
