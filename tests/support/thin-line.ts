import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Making a network namespace takes root. */
export const canShapeLines = process.getuid?.() === 0;

/** A network namespace that reaches this machine over one line, which can be made thin. */
export type ThinLine = {
  /** Of this machine, as seen from the other end. */
  readonly address: string;
  /** A program that runs another one at the far end of the line. */
  readonly runThere: (program: string) => string;
  /** Both ways: so many kbit/s, and so large a share of the packets lost. */
  shape(line: { kbits: number; lostPercent: number }): void;
  close(): void;
};

const run = (program: string, ...args: string[]): void => {
  execFileSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
};
const ip = (...args: string[]): void => run('ip', ...args);

/** This kernel shapes with a token bucket; packets are lost by a rule of the firewall, inside the namespace only. */
export function openThinLine(): ThinLine {
  const name = 'law-hall-line';
  const [near, far] = ['law-hall-near', 'law-hall-far'];
  const address = '10.213.7.1';
  const folder = mkdtempSync(join(tmpdir(), 'law-hall-line-'));
  const there = (...args: string[]): void => ip('netns', 'exec', name, ...args);
  const close = (): void => {
    ip('link', 'delete', near);
    ip('netns', 'delete', name);
    rmSync(folder, { recursive: true, force: true });
  };
  for (const what of [
    ['link', 'delete', near],
    ['netns', 'delete', name],
  ]) {
    try {
      ip(...what);
    } catch {
      // There is none left of a run that was killed.
    }
  }
  ip('netns', 'add', name);
  try {
    ip('link', 'add', near, 'type', 'veth', 'peer', 'name', far, 'netns', name);
    ip('address', 'add', `${address}/30`, 'dev', near);
    ip('link', 'set', near, 'up');
    ip('-n', name, 'address', 'add', '10.213.7.2/30', 'dev', far);
    ip('-n', name, 'link', 'set', far, 'up');
    ip('-n', name, 'link', 'set', 'lo', 'up');
  } catch (error) {
    close();
    throw error;
  }
  return {
    address,
    close,
    runThere(program) {
      const path = join(folder, 'run-there');
      writeFileSync(path, `#!/bin/sh\nexec ip netns exec ${name} ${program} "$@"\n`);
      chmodSync(path, 0o755);
      return path;
    },
    shape({ kbits, lostPercent }) {
      const bucket = ['root', 'tbf', 'rate', `${kbits}kbit`, 'burst', '4kb', 'latency', '500ms'];
      run('tc', 'qdisc', 'replace', 'dev', near, ...bucket);
      run('tc', '-n', name, 'qdisc', 'replace', 'dev', far, ...bucket);
      there('nft', 'add', 'table', 'inet', 'line');
      for (const [hook, device] of [
        ['input', 'iifname'],
        ['output', 'oifname'],
      ] as const) {
        there('nft', 'add', 'chain', 'inet', 'line', hook, `{ type filter hook ${hook} priority 0 ; }`);
        there('nft', 'flush', 'chain', 'inet', 'line', hook);
        const lost = ['numgen', 'random', 'mod', '100', '<', String(lostPercent), 'drop'];
        there('nft', 'add', 'rule', 'inet', 'line', hook, device, '!=', 'lo', ...lost);
      }
    },
  };
}
