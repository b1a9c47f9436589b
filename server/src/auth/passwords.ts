import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

export type Passwords = {
  hash(password: string): Promise<string>;
  /** Takes as long for an account without a password, or no account at all (null), as for a wrong password. */
  isRight(passwordHash: string | null, password: string): Promise<boolean>;
};

/** The library's defaults are argon2id with 19 MiB, two passes, one lane: what OWASP asks for. */
export function createPasswords(): Passwords {
  // Made at once: the first unknown name must not be slower than the second.
  const nobodys = hash(randomBytes(24).toString('base64url'));
  // The same characters can be typed as different code points, depending on the keyboard.
  const normal = (password: string): string => password.normalize('NFKC');
  return {
    hash: (password) => hash(normal(password)),
    async isRight(passwordHash, password) {
      const fits = await verify(passwordHash ?? (await nobodys), normal(password));
      return fits && passwordHash !== null;
    },
  };
}
