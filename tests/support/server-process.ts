import { afterFile } from './after-file.ts';
import { temporaryDir } from './engine.ts';
import { type ServerProcess, startProduct } from './product-process.ts';

/** The real server as its own process until the end of the test file. */
export async function serverProcess(env: Record<string, string> = {}): Promise<ServerProcess> {
  const server = await startProduct({ dataDir: temporaryDir('server'), env });
  afterFile.add('server process', () => server.stop());
  return server;
}
