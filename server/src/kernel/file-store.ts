import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type FileHash, fileHash } from '#shared/kit/ids.ts';
import { AppError } from './app-error.ts';

/** `head` is the beginning of the file, enough to tell its type by magic bytes. */
export type StoredFile = { hash: FileHash; bytes: number; head: Uint8Array };

/**
 * Files outside the database, named by the hash of their content. A file is on the disk before `put` resolves; the document
 * that refers to it is written after that, so that no document ever refers to a file that is not there.
 */
export type FileStore = {
  /** Rejects with `invalid_input/file_too_large` beyond `maxBytes`, and `invalid_input/file_empty`. */
  put(source: AsyncIterable<Uint8Array>, maxBytes: number): Promise<StoredFile>;
  /** Where the file lies, or would lie. */
  pathOf(hash: FileHash): string;
  read(hash: FileHash): Promise<Uint8Array>;
  remove(hash: FileHash): Promise<void>;
  /** Removes what has been there for so long and is not used; what was just brought is not referred to yet. */
  sweep(isUsed: (hash: FileHash) => boolean, olderThanMs: number, now: number): Promise<void>;
};

const HEAD_BYTES = 4_100;
const megabytes = (bytes: number): number => Math.round(bytes / 1_000_000);

/** `name`: files of one kind that are swept lie in a folder of their own. */
export function createFileStore(dataDir: string, name = 'files'): FileStore {
  const folder = resolve(dataDir, name);
  const pathOf = (hash: FileHash): string => join(folder, hash.slice(0, 2), hash);

  return {
    pathOf,
    async put(source, maxBytes) {
      await mkdir(join(folder, 'incoming'), { recursive: true });
      const unfinished = join(folder, 'incoming', randomUUID());
      try {
        const stored = await write(unfinished, source, maxBytes);
        await mkdir(join(folder, stored.hash.slice(0, 2)), { recursive: true });
        await rename(unfinished, pathOf(stored.hash));
        await syncFolder(join(folder, stored.hash.slice(0, 2)));
        return stored;
      } catch (error) {
        await rm(unfinished, { force: true });
        throw error;
      }
    },
    read: (hash) => readFile(pathOf(hash)),
    remove: (hash) => rm(pathOf(hash), { force: true }),
    async sweep(isUsed, olderThanMs, now) {
      const all = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
      for (const entry of all.filter((each) => each.isFile())) {
        const path = join(entry.parentPath, entry.name);
        const hash = fileHash.safeParse(entry.name);
        if (hash.success && isUsed(hash.data)) continue;
        const written = await stat(path).catch(() => null);
        if (written !== null && written.mtimeMs < now - olderThanMs) await rm(path, { force: true });
      }
    },
  };
}

async function write(path: string, source: AsyncIterable<Uint8Array>, maxBytes: number): Promise<StoredFile> {
  const file = await open(path, 'wx', 0o600);
  try {
    const hash = createHash('sha256');
    const head: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of source) {
      if (bytes < HEAD_BYTES) head.push(chunk);
      bytes += chunk.length;
      if (bytes > maxBytes) {
        throw new AppError('invalid_input', 'file_too_large', { params: { megabytes: megabytes(maxBytes) } });
      }
      hash.update(chunk);
      await file.writeFile(chunk);
    }
    if (bytes === 0) throw new AppError('invalid_input', 'file_empty');
    await file.sync();
    return {
      hash: fileHash.parse(hash.digest('hex')),
      bytes,
      head: Buffer.concat(head).subarray(0, HEAD_BYTES),
    };
  } finally {
    await file.close();
  }
}

/** The rename itself is durable only once its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
