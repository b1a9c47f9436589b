import type { Clock } from '../kernel/clock.ts';
import { authTimes } from './auth.rules.ts';
import type { LinkRepo, LinkSubject, StoredLink } from './link.repo.ts';
import { type HashSecret, newToken } from './tokens.ts';

export type NewLink = { token: string; expiresAt: Date };

/** Single-use links, 15 minutes; what may be made for whom is decided by the callers. */
export type Links = {
  make(subject: LinkSubject): Promise<NewLink>;
  look(token: string): Promise<StoredLink | null>;
  take(token: string): Promise<StoredLink | null>;
  void(subject: LinkSubject): Promise<void>;
  purge(): Promise<number>;
};

export function createLinks({ repo, hash, clock }: { repo: LinkRepo; hash: HashSecret; clock: Clock }): Links {
  return {
    async make(subject) {
      const token = newToken();
      const expiresAt = new Date(clock.now() + authTimes.linkMs);
      await repo.put({ ...subject, tokenHash: hash(token), expiresAt });
      return { token, expiresAt };
    },
    look: (token) => repo.find(hash(token), clock.date()),
    take: (token) => repo.take(hash(token), clock.date()),
    void: (subject) => repo.void(subject),
    purge: () => repo.deleteExpired(clock.date()),
  };
}
