import { extname } from 'node:path';
import { AppError } from '../kernel/app-error.ts';

export type SlideKind = 'pdf' | 'presentation';

const presentations = ['.pptx', '.ppt', '.odp', '.ppsx', '.pps', '.dps'];
const startsWith = (head: Uint8Array, hex: string): boolean =>
  Buffer.from(head.subarray(0, hex.length / 2)).toString('hex') === hex;
const isZip = (head: Uint8Array): boolean => startsWith(head, '504b0304');
const isCompound = (head: Uint8Array): boolean => startsWith(head, 'd0cf11e0a1b11ae1');

/** What a file is by its first bytes, not by what it calls itself. Refuses all but PDF and presentations. */
export function kindOf(head: Uint8Array, fileName: string): SlideKind {
  if (Buffer.from(head.subarray(0, 1_024)).includes('%PDF-')) return 'pdf';
  const extension = extname(fileName).toLowerCase();
  if (!presentations.includes(extension)) throw new AppError('invalid_input', 'slides_not_pdf');
  const isNew = extension === '.pptx' || extension === '.ppsx' || extension === '.odp';
  if (isZip(head)) return 'presentation';
  // A presentation with a password is wrapped into the old format's container.
  if (isCompound(head) && isNew) throw new AppError('invalid_input', 'slides_locked');
  if (isCompound(head)) return 'presentation';
  throw new AppError('invalid_input', 'slides_not_pdf');
}
