import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { childrenOf } from './child-processes.ts';

const MAIN = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url));
const START_LIMIT_MS = 60_000;

/** The real server as its own process, with its own embedded database; it can be killed and started again on the same data. */
export type ServerProcess = {
  url: string;
  dataDir: string;
  pid(): number;
  /** What the console said at the last start. */
  console(): string;
  kill(): Promise<void>;
  /** Ends all media workers with SIGKILL; gives how many there were. */
  killWorkers(): number;
  start(): Promise<void>;
  stop(): Promise<void>;
};

/** `preload`: a module that the server runs first. With it a load test seeds a fault into the real product. */
export type ProductOptions = { dataDir: string; env?: Record<string, string>; preload?: string | undefined };

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** `NODE_ENV=production` starts without the sample county and prints the first administrator's link. */
export async function startProduct({ dataDir, env = {}, preload }: ProductOptions): Promise<ServerProcess> {
  const port = await freePort();
  let child: ChildProcess | undefined;
  let said = '';

  const ended = (): Promise<void> =>
    new Promise((resolve) => {
      if (!child || child.exitCode !== null || child.signalCode !== null) resolve();
      else child.once('exit', () => resolve());
    });

  const server: ServerProcess = {
    url: `http://localhost:${port}`,
    dataDir,
    pid: () => child?.pid ?? 0,
    console: () => said,
    async start() {
      said = '';
      const { MONGODB_URI: _ignored, ...inherited } = process.env;
      child = spawn(process.execPath, [...(preload === undefined ? [] : [`--import=${preload}`]), MAIN], {
        env: {
          ...inherited,
          NODE_ENV: 'production',
          PORT: String(port),
          MEDIA_PORT: '0',
          DATA_DIR: dataDir,
          ...env,
        },
        // The server stops when this channel ends, so that a test that dies leaves nobody behind.
        stdio: ['ignore', 'pipe', process.env.TEST_LOG ? 'inherit' : 'ignore', 'ipc'],
      });
      child.channel?.unref();
      child.stdout?.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (process.env.TEST_LOG) process.stderr.write(text);
      });
      const deadline = Date.now() + START_LIMIT_MS;
      for (;;) {
        if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}: ${said}`);
        const isReady = await fetch(`${server.url}/readyz`).then(
          (response) => response.ok,
          () => false,
        );
        if (isReady && said.includes(server.url)) return;
        if (Date.now() > deadline) throw new Error(`the server is not ready: ${said}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    async kill() {
      child?.kill('SIGKILL');
      await ended();
    },
    killWorkers() {
      const workers = childrenOf(child?.pid).filter(({ name }) => name.startsWith('mediasoup'));
      for (const { pid } of workers) process.kill(pid, 'SIGKILL');
      return workers.length;
    },
    async stop() {
      child?.kill('SIGTERM');
      await ended();
    },
  };
  await server.start();
  return server;
}

/** The token of the link that stands in the console's line with this word. */
export function linkIn(text: string, word: string): string {
  const line =
    text.split('\n').find((each) => each.includes(word) && each.includes('/link/')) ??
    text.split('\n').find((each) => each.includes('/link/'));
  const link = line?.match(/https?:\/\/\S+\/link\/\S+/)?.[0];
  if (!link) throw new Error(`no link for ${word} in:\n${text}`);
  return link;
}
