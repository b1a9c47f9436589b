import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** `npm run verify` on this data folder: how it ends, and what it says. With `MONGODB_URI` beside a server that runs. */
export async function verifyCli(env: {
  DATA_DIR: string;
  MONGODB_URI?: string;
}): Promise<{ code: unknown; lines: string[] }> {
  const cli = fileURLToPath(new URL('../../server/src/cli.ts', import.meta.url));
  const { MONGODB_URI: _ignored, ...inherited } = process.env;
  const child = spawn(process.execPath, [cli, 'verify'], {
    env: { ...inherited, NODE_ENV: 'test', LOG_LEVEL: 'silent', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const [code] = await once(child, 'close');
  return { code, lines: said.trim().split('\n') };
}
