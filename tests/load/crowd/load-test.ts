import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServerProcess, startProduct } from '../../support/product-process.ts';

export type LoadTest<Bars> = {
  name: string;
  /** The most that each of these figures of the result may be. */
  bars: Bars;
  /** As the command line gave them; `fault`: none, or one of the faults. */
  options: Readonly<Record<string, string | undefined>>;
  /** By name: a module that the server runs first. */
  faults?: Readonly<Record<string, URL>>;
};
export type Measured<Bars> = { result: Bars & Record<string, number>; details?: Record<string, unknown> };

/**
 * Measures the real product on an empty database: one JSON line on standard output, the same with its details in
 * `results/`, and exit status 1 if a bar is missed. The server trusts one proxy, so that people come from addresses of their own.
 */
export async function runLoadTest<Bars extends Record<string, number>>(
  { name, bars, options, faults = {} }: LoadTest<Bars>,
  measure: (product: ServerProcess) => Promise<Measured<Bars>>,
): Promise<never> {
  const { fault = 'none' } = options;
  const preload = faults[fault]?.href;
  if (fault !== 'none' && preload === undefined) throw new Error(`there is no fault ${fault}`);
  const dataDir = mkdtempSync(join(tmpdir(), `law-hall-load-${name}-`));
  const server = await startProduct({ dataDir, env: { TRUST_PROXY: '1' }, preload });
  try {
    const { result, details } = await measure(server);
    const file = fault === 'none' ? `${name}.json` : `${name}-fault-${fault}.json`;
    store(file, { at: new Date().toISOString(), ...result, ...details, bars, options });
    process.stdout.write(`${JSON.stringify(result)}\n`);
    process.exitCode = Object.entries(bars).every(([key, bar]) => Number(result[key]) <= bar) ? 0 : 1;
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
  process.exit();
}

function store(file: string, row: Record<string, unknown>): void {
  const folder = new URL('../results/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL(file, folder), `${JSON.stringify(row, null, 2)}\n`);
}
