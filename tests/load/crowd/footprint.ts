import { readdirSync, readFileSync } from 'node:fs';
import { childrenOf } from '../../support/child-processes.ts';
import { metricsOf } from './metrics.ts';

/** What the server and its media workers hold: resident memory in kB, open file descriptors, and the media that its metrics name. */
export type Footprint = { residentKb: number; workersKb: number; descriptors: number; media: number };

export async function footprint(url: string, serverPid: number): Promise<Footprint> {
  const workers = childrenOf(serverPid).filter(({ name }) => name.startsWith('mediasoup'));
  const pids = [serverPid, ...workers.map(({ pid }) => pid)];
  return {
    residentKb: residentKb(serverPid),
    workersKb: workers.reduce((sum, { pid }) => sum + residentKb(pid), 0),
    descriptors: pids.reduce((sum, pid) => sum + readdirSync(`/proc/${pid}/fd`).length, 0),
    media: await mediaHeld(url),
  };
}

const residentKb = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);

const held = ['media_rooms', 'media_transports', 'media_producers', 'media_consumers'];
const mediaHeld = async (url: string): Promise<number> =>
  (await metricsOf(url, held)).reduce((sum, value) => sum + value, 0);
