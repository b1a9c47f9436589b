import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

export type BundleChunk = {
  fileName: string;
  code: string;
  imports: readonly string[];
  dynamicImports: readonly string[];
  facadeModuleId: string | null;
  isEntry: boolean;
};
export type BundleBudget = {
  /** Kilobytes for the light screens, by file name. */
  screens: Record<string, number>;
  /** Kilobytes for all others, which stand in the console's frame. */
  otherScreens: number;
  /** The module of that frame; it is loaded with them. */
  frame: string;
};
export type ScreenSize = { screen: string; kilobytes: number; allowed: number };

/**
 * The script that a first visit to each screen fetches: the entry with all it imports, the screen (and its frame), and whatever
 * these may load later. Other screens, which only the router knows, do not count.
 */
export function measureScreens(chunks: readonly BundleChunk[], budget: BundleBudget): ScreenSize[] {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const sizes = new Map(chunks.map((chunk) => [chunk.fileName, gzipSync(chunk.code).length]));
  const ground = new Set<string>();
  for (const chunk of chunks) if (chunk.isEntry) collect(chunk.fileName, (each) => each.imports, byName, ground);
  const frame = chunks.find((chunk) => chunk.facadeModuleId?.endsWith(budget.frame))?.fileName;

  return chunks.flatMap((chunk) => {
    const screen = /\/src\/screens\/([\w-]+)\.tsx$/.exec(chunk.facadeModuleId ?? '')?.[1];
    if (!screen) return [];
    const light = budget.screens[screen];
    const fetched = new Set(ground);
    const start = light === undefined && frame ? [frame, chunk.fileName] : [chunk.fileName];
    for (const name of start) collect(name, (each) => [...each.imports, ...each.dynamicImports], byName, fetched);
    const bytes = [...fetched].reduce((sum, name) => sum + (sizes.get(name) ?? 0), 0);
    return [{ screen, kilobytes: Math.ceil(bytes / 1000), allowed: light ?? budget.otherScreens }];
  });
}

/** Puts all that `start` reaches into `into`; what is in there already is not walked through again. */
function collect(
  start: string,
  next: (chunk: BundleChunk) => readonly string[],
  byName: ReadonlyMap<string, BundleChunk>,
  into: Set<string>,
): void {
  const chunk = byName.get(start);
  if (!chunk || into.has(start)) return;
  into.add(start);
  for (const name of next(chunk)) collect(name, next, byName, into);
}

/** Fails the build when a screen has grown beyond its budget, with the figures; prints the largest ones otherwise. */
export function bundleBudget(budget: BundleBudget): Plugin {
  return {
    name: 'bundle-budget',
    apply: 'build',
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? [file] : []));
      const measured = measureScreens(chunks, budget).sort((a, b) => b.kilobytes - a.kilobytes);
      for (const screen of Object.keys(budget.screens)) {
        if (!measured.some((size) => size.screen === screen))
          this.error(`bundle budget: there is no screen "${screen}"`);
      }
      const tooBig = measured.filter((size) => size.kilobytes > size.allowed);
      const lines = measured.map(({ screen, kilobytes, allowed }) => `  ${screen}: ${kilobytes} kB of ${allowed} kB`);
      this.info(`script per screen (gzip)\n${lines.join('\n')}`);
      if (tooBig.length > 0) {
        this.error(`bundle budget exceeded: ${tooBig.map((size) => `${size.screen} ${size.kilobytes} kB`).join(', ')}`);
      }
    },
  };
}
