import { readdirSync, readFileSync } from 'node:fs';

/** The direct children of a process, from Linux's own book. */
export const childrenOf = (parent: number | undefined): { pid: number; name: string }[] =>
  readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((entry) => {
      try {
        const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
        const [, pid, name, above] = /^(\d+) \((.*)\) \S (\d+)/s.exec(stat) ?? [];
        return Number(above) === parent ? [{ pid: Number(pid), name: name ?? '' }] : [];
      } catch {
        // Ended meanwhile.
        return [];
      }
    });
