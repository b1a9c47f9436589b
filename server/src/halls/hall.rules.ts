import { pairingAlphabet, pairingMinutes } from '#shared/halls.ts';
import { type Caller, isStaff, isWithin } from '#shared/kit/caller.ts';

const codeLength = 8;
/** Of the next lectures, for the hall's screen. */
export const nextLectures = 5;

/** `pick(n)` gives a whole number from 0 to n - 1; in the product a cryptographic one. */
export const pairingCodeOf = (pick: (n: number) => number): string =>
  Array.from({ length: codeLength }, () => pairingAlphabet.charAt(pick(pairingAlphabet.length))).join('');

export const codeExpiry = (nowMs: number): Date => new Date(nowMs + pairingMinutes * 60_000);

/** Which part of the tree's halls the caller sees; null: none. */
export function readableBranch(caller: Caller): string | null {
  if (!isStaff(caller)) return null;
  if (caller.role === 'admin' || caller.role === 'supervisor') return '/';
  return caller.role === 'organizer' ? caller.orgPath : null;
}

export function mayChangeHall(caller: Caller, path: string): boolean {
  if (caller.role === 'admin') return true;
  return caller.role === 'organizer' && isWithin(path, caller.orgPath);
}

/** An administrator runs the machine and needs no number. */
export const mayRevealPhone = (caller: Caller, path: string): boolean =>
  caller.role === 'organizer' && isWithin(path, caller.orgPath);
