import { createHash } from 'node:crypto';
import type { FileHash } from '#shared/kit/ids.ts';

export type ReadFile = (hash: FileHash) => Promise<Uint8Array>;

/** Is the file there, with the bytes that it is named by? */
export async function isWholeFile(hash: FileHash, readFile: ReadFile): Promise<boolean> {
  const bytes = await readFile(hash).catch(() => null);
  return bytes !== null && createHash('sha256').update(bytes).digest('hex') === hash;
}
