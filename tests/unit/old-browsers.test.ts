import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Younger than Chrome 105 and Safari 15.4, and not made older by the build, which turns syntax only. */
const young = [
  /\b(?:Map|Object)\.groupBy\(/,
  /\.(?:toSorted|toReversed|toSpliced|with)\(/,
  /\bPromise\.(?:withResolvers|try)\b/,
  /\bArray\.fromAsync\b/,
  /\.(?:isWellFormed|toWellFormed)\(/,
  /\.(?:union|intersection|difference|symmetricDifference|isSubsetOf|isSupersetOf|isDisjointFrom)\(/,
  /\.(?:values|keys|entries)\(\)\s*\.(?:map|filter|flatMap|some|every|find|reduce|forEach|take|drop|toArray)\(/,
  /\bAbortSignal\.any\(/,
];
const root = join(import.meta.dirname, '../..');
const files = globSync(['client/src/**/*.{ts,tsx}', 'shared/src/**/*.ts'], { cwd: root });

describe('the pages of halls with Windows 7, whose last Chrome is 109', () => {
  it('[A11Y2] use nothing that those browsers have not', () => {
    expect(files.length).toBeGreaterThan(300);
    const found = files.flatMap((file) =>
      readFileSync(join(root, file), 'utf8')
        .split('\n')
        .flatMap((line, n) =>
          young.some((one) => one.test(line.replace(/\bz\.\w+\(/g, ''))) ? [`${file}:${n + 1}`] : [],
        ),
    );
    expect(found).toEqual([]);
  });
});
