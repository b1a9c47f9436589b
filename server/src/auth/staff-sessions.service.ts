import type { AccountRole, StaffCaller } from '#shared/kit/caller.ts';
import type { SessionId } from '#shared/kit/ids.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { AccountRepo, StoredAccount } from './account.repo.ts';
import type { PublishAuth } from './auth.events.ts';
import { authTimes, isSeenDue, isSessionAlive, mayActAs } from './auth.rules.ts';
import { type Places, standsAt } from './places.ts';
import type { SessionRepo, StaffSession } from './session.repo.ts';
import { type HashSecret, newSessionId, newToken } from './tokens.ts';

export type StaffSessions = {
  /** Asks the database each time, so that what was revoked is revoked. Null: no, over, idle too long, locked, role taken away. */
  authenticate(token: string): Promise<Omit<StaffCaller, 'address'> | null>;
  open(account: StoredAccount, role: AccountRole, userAgent: string): Promise<{ token: string }>;
  seen(id: SessionId): Promise<void>;
  end(id: SessionId): Promise<void>;
  /** Ends those for which `which` holds; answers how many. */
  endAllOf(accountId: string, which?: (session: StaffSession) => boolean): Promise<number>;
  /** Goes on with this role: its sockets come back in it. False if the session is over. */
  setRole(id: SessionId, role: AccountRole): Promise<boolean>;
  /** The account's sessions stay; their sockets come back as who the account is now. */
  renewAllOf(accountId: string): Promise<void>;
  purge(): Promise<number>;
};

type Deps = {
  repo: { sessions: SessionRepo; accounts: AccountRepo };
  places: Places;
  hash: HashSecret;
  clock: Clock;
  log: Logger;
  publish: PublishAuth;
};

export function createStaffSessions({ repo, places, hash, clock, log, publish }: Deps): StaffSessions {
  const { sessions, accounts } = repo;
  const ended = (sessionId: SessionId): void => publish('session.ended', { sessionId, reason: 'revoked' });

  const end = async (id: SessionId): Promise<boolean> => {
    const isOurs = await sessions.delete(id);
    if (isOurs) ended(id);
    return isOurs;
  };

  return {
    async authenticate(token) {
      const session = await sessions.byTokenHash(hash(token));
      if (session === null || !isSessionAlive(session.lastSeenAt, clock.now())) return null;
      const account = await accounts.byId(session.accountId);
      if (account === null || !mayActAs(account, session.role)) return null;
      if (isSeenDue(session.lastSeenAt, clock.now())) {
        // Not waited for: the call itself does not depend on it, and the next one writes it again.
        sessions.seen(session.id, clock.date()).catch((error: unknown) => log.warn({ err: error }, 'session not seen'));
      }
      const { orgId, orgPath } = standsAt(places, account.orgId);
      const { id: accountId, name } = account;
      return { role: session.role, accountId, name, orgId, orgPath, sessionId: session.id };
    },
    async open(account, role, userAgent) {
      const token = newToken();
      const now = clock.date();
      await sessions.insert({
        id: newSessionId(),
        accountId: account.id,
        role,
        createdAt: now,
        lastSeenAt: now,
        tokenHash: hash(token),
        userAgent: userAgent.slice(0, 200),
      });
      return { token };
    },
    seen: (id) => sessions.seen(id, clock.date()),
    end: async (id) => void (await end(id)),
    async endAllOf(accountId, which = () => true) {
      const found = (await sessions.ofAccount(accountId)).filter(which);
      const ours = await Promise.all(found.map((session) => end(session.id)));
      return ours.filter(Boolean).length;
    },
    async setRole(id, role) {
      const isAlive = await sessions.setRole(id, role);
      if (isAlive) publish('session.ended', { sessionId: id, reason: 'superseded' });
      return isAlive;
    },
    async renewAllOf(accountId) {
      for (const { id } of await sessions.ofAccount(accountId)) {
        publish('session.ended', { sessionId: id, reason: 'superseded' });
      }
    },
    purge: () => sessions.deleteUnseenSince(new Date(clock.now() - authTimes.staffIdleMs)),
  };
}
