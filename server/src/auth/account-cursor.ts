import { signInName } from '#shared/auth.ts';
import { AppError } from '../kernel/app-error.ts';

/** The list's cursor is the last sign-in name of the page before, opaque to the client. */
export const accountCursor = (lastSignInName: string): string => Buffer.from(lastSignInName).toString('base64url');

/** Throws `invalid_input` for what this server did not give out. */
export function afterCursor(cursor: string): string {
  const parsed = signInName.safeParse(Buffer.from(cursor, 'base64url').toString());
  if (parsed.success) return parsed.data;
  throw new AppError('invalid_input', 'invalid_input', { fields: [{ path: 'cursor', reason: 'bad_format' }] });
}
