/**
 * What a suite found.
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 */

/** @param {Counts[]} counts */
export function sum(counts) {
  return counts.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }), {
    passed: 0,
    failed: 0,
  });
}
