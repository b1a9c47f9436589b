import type { AccountId, SessionId } from '#shared/kit/ids.ts';

export type AuthEvents = {
  /**
   * Sockets of this session must be closed: it is over (`revoked`, `unpaired`), or it goes on as somebody else, in another
   * role or org (`superseded`), and comes back with what it may do now.
   */
  'session.ended': { sessionId: SessionId; reason: 'revoked' | 'unpaired' | 'superseded' };
  /** Name, roles, org or state of an account changed, or it is new. */
  'account.changed': { accountId: AccountId };
};

export type PublishAuth = <K extends keyof AuthEvents>(name: K, payload: AuthEvents[K]) => void;
