import type { AccountId, ConsultationId, HallId, OrgId, PartId, RequestId, SessionId } from './ids.ts';

/** Roles that an account can have; a session acts in one of them. */
export const accountRoles = ['lecturer', 'organizer', 'clerk', 'expert', 'department', 'supervisor', 'admin'] as const;
export type AccountRole = (typeof accountRoles)[number];

/**
 * People without an account, known by a personal link: the citizen of one matter, another party of it, and a guest of one
 * meeting (interpreter, family).
 */
export const matterRoles = ['citizen', 'party', 'guest'] as const;
export type MatterRole = (typeof matterRoles)[number];

/** Everybody who may call: accounts, a paired hall PC, bearers of a matter's link, and whoever has no cookie. */
export const callerRoles = [...accountRoles, 'hall', ...matterRoles, 'nobody'] as const;
export type CallerRole = (typeof callerRoles)[number];

/** For entries that are open to all, signed in or not. */
export const everyone: readonly CallerRole[] = [...callerRoles];

/** Which cookie a page uses; a page says so in its handshake or header, never a mixture. */
export const identities = ['staff', 'device', 'matter'] as const;
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
/** Whoever opened a matter's link. The link itself is the session: revoking it ends what it opened. */
export type MatterCaller = {
  role: MatterRole;
  requestId: RequestId;
  /** The one meeting that a guest may enter; null for the others. */
  consultationId: ConsultationId | null;
  /** Which of the matter's parties this is; null for citizen and guest. */
  partyId: PartId | null;
  name: string;
  sessionId: SessionId;
  address: string;
};
export type Nobody = { role: 'nobody'; address: string };
export type Caller = StaffCaller | HallCaller | MatterCaller | Nobody;

const hasRole = (roles: readonly string[], { role }: Caller): boolean => roles.includes(role);

export const isStaff = (caller: Caller): caller is StaffCaller => hasRole(accountRoles, caller);
export const isMatter = (caller: Caller): caller is MatterCaller => hasRole(matterRoles, caller);

/** Empty for whoever is not known. */
export const nameOf = (caller: Caller): string => (caller.role === 'nobody' ? '' : caller.name);

/** True if `path` lies in the branch that begins at `branch` (itself included). Both end in a slash. */
export const isWithin = (path: string, branch: string): boolean => path.startsWith(branch);
