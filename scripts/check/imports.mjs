import { existsSync, globSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../setup/paths.mjs';

const halves = ['shared', 'server', 'client', 'tests'];
const isSource = /\.(ts|tsx)$/;

/**
 * Holds every import of a tree against `.dependency-cruiser.cjs`.
 * @param {string} [folder] the project, or a tree like it
 * @returns {Promise<{ violations: { rule: string, from: string, to: string }[], unseen: string[] }>}
 *   unseen: files that dependency-cruiser did not read; it says "no violations" of those, too
 */
export async function findForbiddenImports(folder = root) {
  const { cruise } = await import('dependency-cruiser');
  const { forbidden, options } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs');
  const there = halves.filter((half) => existsSync(join(folder, half)));
  const { output } = await cruise(there, { ...options, ruleSet: { forbidden }, validate: true, baseDir: folder });
  if (typeof output === 'string') throw new Error('dependency-cruiser answered with text');
  const seen = new Set(output.modules.map((module) => module.source));
  const patterns = there.map((half) => `${half}/**`);
  const files = globSync(patterns, {
    cwd: folder,
    exclude: (path) => /(^|\/)(node_modules|dist.*|output)$/.test(path),
  });
  return {
    violations: output.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
    unseen: files.filter((file) => isSource.test(file) && !seen.has(file)),
  };
}
