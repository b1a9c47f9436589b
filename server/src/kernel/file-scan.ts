import { execFile } from 'node:child_process';
import { AppError } from './app-error.ts';

/** Looks into a stored file. Rejects with `unavailable/file_scan_failed` where the scanner itself fails: unchecked is not taken. */
export type FileScan = (path: string) => Promise<'clean' | 'infected'>;

const SCAN_LIMIT_MS = 60_000;
/** clamdscan and clamscan: 0 is clean, 1 found something, everything else is a fault. */
const INFECTED = 1;

/** `program` is called with the file's path as its only argument; without one every file passes. */
export function createFileScan(program: string | undefined): FileScan {
  if (program === undefined) return async () => 'clean';
  return (path) =>
    new Promise((resolve, reject) => {
      execFile(program, [path], { timeout: SCAN_LIMIT_MS }, (error) => {
        if (error === null) resolve('clean');
        else if (error.code === INFECTED) resolve('infected');
        else reject(new AppError('unavailable', 'file_scan_failed', { cause: error }));
      });
    });
}
