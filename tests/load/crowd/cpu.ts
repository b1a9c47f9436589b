import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/** CPU time in ms since the start of each: the server's own process, its media workers, this whole test, and the machine. */
type Reading = { node: number; workers: number; test: number; machine: number; at: number };

export type CpuUse = {
  node: number;
  workers: number;
  /** Of all cores: what programs that have nothing to do with this test took. Times are worth little when it is not near 0. */
  othersShare: number;
};

const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** Answers with a function that tells, in ms, what was used since. */
export function startCpuUse(serverPid: number): () => CpuUse {
  const before = read(serverPid);
  return () => {
    const after = read(serverPid);
    const since = (name: keyof Reading): number => after[name] - before[name];
    const others = (since('machine') - since('test')) / (since('at') * availableParallelism());
    return { node: since('node'), workers: since('workers'), othersShare: Math.round(100 * Math.max(0, others)) / 100 };
  };
}

function read(serverPid: number): Reading {
  const running = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (processOf(name) ?? []) : []));
  const workers = running.filter(({ parent, command }) => parent === serverPid && command.startsWith('mediasoup'));
  if (workers.length === 0) throw new Error('the server has no media worker');
  const sum = (some: Running[]): number => some.reduce((total, { cpuMs }) => total + cpuMs, 0);
  return {
    node: sum(running.filter(({ pid }) => pid === serverPid)),
    workers: sum(workers),
    test: sum(running.filter((one) => isBelow(one, process.pid, running))),
    machine: machineMs(),
    at: performance.now(),
  };
}

type Running = { pid: number; parent: number; command: string; cpuMs: number };

function isBelow({ pid, parent }: Running, ancestor: number, running: readonly Running[]): boolean {
  if (pid === ancestor) return true;
  const above = running.find((one) => one.pid === parent);
  return above !== undefined && isBelow(above, ancestor, running);
}

function processOf(pid: string): Running | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command's name may hold blanks and brackets.
    const end = stat.lastIndexOf(')');
    const fields = stat.slice(end + 2).split(' ');
    const cpuMs = msOf(Number(fields[11]) + Number(fields[12]));
    return { pid: Number(pid), parent: Number(fields[1]), command: stat.slice(stat.indexOf('(') + 1, end), cpuMs };
  } catch {
    return undefined; // It ended meanwhile.
  }
}

function machineMs(): number {
  const [, ...times] = readFileSync('/proc/stat', 'utf8').split('\n', 1)[0]?.split(/\s+/) ?? [];
  const [user = 0, nice = 0, system = 0, _idle, _wait, irq = 0, softIrq = 0] = times.map(Number);
  return msOf(user + nice + system + irq + softIrq);
}

const msOf = (ticks: number): number => (1_000 * ticks) / ticksPerSecond;
