import type { AccountRole } from '#shared/kit/caller.ts';

const minute = 60_000;

/** Numbers of states-and-rights, in milliseconds. */
export const authTimes = {
  staffIdleMs: 12 * 60 * minute,
  linkMs: 15 * minute,
  matterLinkMs: 90 * 24 * 60 * minute,
  /** How old `lastSeenAt` may be before it is written again. */
  seenEveryMs: minute,
  purgeEveryMs: 60 * minute,
};

/** Tries to sign in as one account within the window, right ones not counted. */
export const signInTries = { points: 10, windowSeconds: 15 * 60 };

type Lives = { state: 'active' | 'locked'; roles: readonly AccountRole[] };

export const isSessionAlive = (lastSeenAt: Date, nowMs: number): boolean =>
  nowMs - lastSeenAt.getTime() < authTimes.staffIdleMs;

export const isSeenDue = (lastSeenAt: Date, nowMs: number): boolean =>
  nowMs - lastSeenAt.getTime() >= authTimes.seenEveryMs;

/** A session acts only in a role that its account has now, whatever it had when the session began. */
export const mayActAs = (account: Lives, role: AccountRole): boolean =>
  account.state === 'active' && account.roles.includes(role);

export const isActiveAdmin = (account: Lives): boolean => mayActAs(account, 'admin');

/** A sign-in begins in the role that was acted in last, as far as it is still there. */
export function firstRole(account: Lives & { lastRole: AccountRole | null }): AccountRole | undefined {
  const { lastRole, roles } = account;
  return lastRole !== null && roles.includes(lastRole) ? lastRole : roles[0];
}

/** Taken in the order of the contract and once each, so that two equal sets look equal. */
export const normalRoles = (roles: readonly AccountRole[], order: readonly AccountRole[]): AccountRole[] =>
  order.filter((role) => roles.includes(role));
