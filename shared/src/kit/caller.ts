import type { AccountId, HallId, OrgId, SessionId } from './ids.ts';

/** Roles that an account can have; a session acts in one of them. */
export const accountRoles = ['lecturer', 'organizer', 'clerk', 'expert', 'department', 'supervisor', 'admin'] as const;
export type AccountRole = (typeof accountRoles)[number];

/** Everybody who may call: accounts, a paired hall PC, and whoever has no cookie. */
export const callerRoles = [...accountRoles, 'hall', 'nobody'] as const;
export type CallerRole = (typeof callerRoles)[number];

/** For entries that are open to all, signed in or not. */
export const everyone: readonly CallerRole[] = [...callerRoles];

/** Which cookie a page uses; a page says so in its handshake or header, never a mixture. */
export const identities = ['staff', 'device'] as const;
export type Identity = (typeof identities)[number];

export type StaffCaller = {
  role: AccountRole;
  accountId: AccountId;
  name: string;
  orgId: OrgId;
  /** Path of the account's org, e.g. `/220283/220283001/`; what begins with it is the caller's branch. */
  orgPath: string;
  sessionId: SessionId;
  address: string;
};
export type HallCaller = {
  role: 'hall';
  hallId: HallId;
  name: string;
  orgId: OrgId;
  orgPath: string;
  sessionId: SessionId;
  address: string;
};
export type Nobody = { role: 'nobody'; address: string };
export type Caller = StaffCaller | HallCaller | Nobody;

export const isStaff = (caller: Caller): caller is StaffCaller => caller.role !== 'hall' && caller.role !== 'nobody';

/** True if `path` lies in the branch that begins at `branch` (itself included). Both end in a slash. */
export const isWithin = (path: string, branch: string): boolean => path.startsWith(branch);
