import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string): string => readFileSync(`${root}${path}`, 'utf8');

const defined = [...read('shared/SPEC.md').matchAll(/^- \*\*([A-Z][A-Z\d]*\d+)\*\* /gm)].map(([, id = '']) => id);

/** `[LEC3]`, as it stands in the titles of tests, with the file that cites it. */
const cited = globSync(['tests/{unit,integration,e2e}/**/*.test.{ts,tsx}', 'tests/{load,faults,bench}/**/*.ts'], {
  cwd: root,
}).flatMap((path) => [...read(path).matchAll(/\[([A-Z][A-Z\d]*\d+)\]/g)].map(([, id = '']) => ({ id, path })));

describe('[SYS8] the rules of shared/SPEC.md', () => {
  it('are there for whatever a test cites', () => {
    expect(cited.length).toBeGreaterThan(200);
    expect(cited.filter(({ id }) => !defined.includes(id))).toEqual([]);
  });

  it('stand there once each', () => {
    expect(defined.filter((id, index) => defined.indexOf(id) !== index)).toEqual([]);
  });

  it('each have a line that says something', () => {
    const lines = read('shared/SPEC.md').split('\n');
    expect(
      lines.filter((line) => /^- \*\*/.test(line) && !/^- \*\*[A-Z][A-Z\d]*\d+\*\* \S.{30,}\.$/.test(line)),
    ).toEqual([]);
  });
});
