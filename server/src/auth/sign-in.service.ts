import type { Me } from '#shared/auth.ts';
import {
  type AccountRole,
  type Caller,
  type HallCaller,
  type Identity,
  isStaff,
  type MatterRole,
  type StaffCaller,
} from '#shared/kit/caller.ts';
import { type HallId, hallId } from '#shared/kit/ids.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import type { AccountRepo, StoredAccount } from './account.repo.ts';
import type { Accounts } from './accounts.service.ts';
import { firstRole, mayActAs } from './auth.rules.ts';
import { type Devices, hallOrg } from './devices.service.ts';
import type { StoredLink } from './link.repo.ts';
import type { Links } from './links.service.ts';
import type { MatterSubject } from './matter-link.repo.ts';
import type { MatterLinks } from './matter-links.service.ts';
import type { Passwords } from './passwords.ts';
import { noOrg, type Places, standsAt } from './places.ts';
import type { SignInLimit } from './sign-in-limit.ts';
import type { StaffSessions } from './staff-sessions.service.ts';

/** Who one is now, and the token for the cookie of that identity. */
export type SignedIn = { identity: Identity; token: string; me: Me };
type From = { caller: Caller; userAgent: string };

export type SignIn = {
  whoAmI(caller: Caller): Promise<Me>;
  withPassword(given: { signInName: string; password: string }, from: From): Promise<SignedIn>;
  previewLink(token: string): Promise<{ kind: 'account' | 'hall'; name: string; expiresAt: Date }>;
  openLink(token: string, from: From): Promise<SignedIn>;
  previewMatterLink(token: string): Promise<{ role: MatterRole; name: string; expiresAt: Date }>;
  openMatterLink(token: string): Promise<SignedIn>;
  actAs(role: AccountRole, caller: StaffCaller): Promise<Me>;
  setPassword(given: { current?: string | undefined; next: string }, caller: StaffCaller): Promise<void>;
  signOut(caller: Caller): Promise<void>;
};

export type SignInDeps = {
  repo: AccountRepo;
  accounts: Accounts;
  sessions: StaffSessions;
  devices: Devices;
  matterLinks: MatterLinks;
  links: Links;
  passwords: Passwords;
  limit: SignInLimit;
  places: Places;
  clock: Clock;
};

/** Of the account that opens the first link of an empty installation. */
const firstAdmin = { signInName: 'admin', name: '管理员' };

export function createSignIn(deps: SignInDeps): SignIn {
  const { repo, sessions, devices, links, passwords, limit, places } = deps;
  return {
    async whoAmI(caller) {
      if (caller.role === 'nobody') return { kind: 'nobody' };
      if (caller.role === 'hall') return hallMe(places, caller.hallId);
      if (!isStaff(caller)) return matterMe(caller);
      const account = await repo.byId(caller.accountId);
      return account === null ? { kind: 'nobody' } : staffMe(places, account, caller.role);
    },
    async withPassword({ signInName, password }, from) {
      const name = signInName.toLowerCase();
      await limit.count(`name:${name}`);
      const account = await repo.bySignInName(name);
      const isRight = await passwords.isRight(account?.passwordHash ?? null, password);
      if (account === null || !isRight || account.state === 'locked') {
        throw new AppError('unauthenticated', 'wrong_credentials');
      }
      await limit.forget(`name:${name}`);
      return beginSession(deps, account, from);
    },
    async previewLink(token) {
      const link = await links.look(token);
      const name = link === null ? undefined : await nameBehind(deps, link);
      if (link === null || name === undefined) throw new AppError('not_found', 'link_invalid');
      return { kind: link.kind === 'hall' ? 'hall' : 'account', name, expiresAt: link.expiresAt };
    },
    openLink: (token, from) => openLink(deps, token, from),
    async previewMatterLink(token) {
      const { role, name, expiresAt } = await deps.matterLinks.open(token);
      return { role, name, expiresAt };
    },
    async openMatterLink(token) {
      const link = await deps.matterLinks.open(token);
      return { identity: 'matter', token, me: matterMe(link) };
    },
    async actAs(role, caller) {
      const account = await repo.byId(caller.accountId);
      if (account === null || !mayActAs(account, role)) throw new AppError('forbidden', 'role_not_allowed');
      if (!(await sessions.setRole(caller.sessionId, role))) throw new AppError('unauthenticated', 'not_signed_in');
      const after = (await repo.change(account.id, { lastRole: role })) ?? account;
      return staffMe(places, after, role);
    },
    setPassword: (given, caller) => setPassword(deps, given, caller),
    async signOut(caller) {
      if (caller.role === 'nobody') return;
      if (caller.role === 'hall') await devices.unpair(caller.hallId);
      // The link of a matter stays: this browser only forgets it.
      else if (isStaff(caller)) await sessions.end(caller.sessionId);
    },
  };
}

async function openLink(deps: SignInDeps, token: string, from: From): Promise<SignedIn> {
  const { repo, devices, links, places } = deps;
  const link = await links.take(token);
  if (link === null) throw new AppError('not_found', 'link_invalid');
  if (link.kind === 'hall') {
    const hall = hallId.parse(link.subjectId);
    const paired = await devices.pair(hall, from.userAgent, hallBefore(from.caller));
    return { identity: 'device', token: paired.token, me: hallMe(places, hall) };
  }
  const account = link.kind === 'firstAdmin' ? await makeFirstAdmin(deps) : await repo.byId(link.subjectId);
  if (account === null || account.state === 'locked') throw new AppError('not_found', 'link_invalid');
  return beginSession(deps, account, from);
}

/** Null if there is an administrator already: then the link has lost its purpose. */
async function makeFirstAdmin({ repo, accounts }: SignInDeps): Promise<StoredAccount | null> {
  if ((await repo.withRole('admin')).length > 0) return null;
  const made = await accounts.create({ ...firstAdmin, roles: ['admin'], orgId: noOrg });
  return repo.byId(made.id);
}

async function beginSession(deps: SignInDeps, account: StoredAccount, from: From): Promise<SignedIn> {
  const { repo, sessions, places, clock } = deps;
  const role = firstRole(account);
  if (role === undefined) throw new AppError('forbidden', 'role_not_allowed');
  // The browser's session of before would stay behind without anybody who could end it.
  if (isStaff(from.caller)) await sessions.end(from.caller.sessionId);
  const { token } = await sessions.open(account, role, from.userAgent);
  const after = (await repo.change(account.id, { lastSignInAt: clock.date() })) ?? account;
  return { identity: 'staff', token, me: staffMe(places, after, role) };
}

async function setPassword(
  { repo, passwords, limit, sessions, links }: SignInDeps,
  { current, next }: { current?: string | undefined; next: string },
  caller: StaffCaller,
): Promise<void> {
  const account = await repo.byId(caller.accountId);
  if (account === null) throw new AppError('unauthenticated', 'not_signed_in');
  if (account.passwordHash !== null) {
    await limit.count(`account:${account.id}`);
    const isRight = await passwords.isRight(account.passwordHash, current ?? '');
    if (!isRight) {
      const reason = current === undefined ? 'required' : 'wrong_password';
      throw new AppError('invalid_input', reason, { fields: [{ path: 'current', reason }] });
    }
    await limit.forget(`account:${account.id}`);
  }
  await repo.change(account.id, { passwordHash: await passwords.hash(next) });
  await sessions.endAllOf(account.id, ({ id }) => id !== caller.sessionId);
  await links.void({ kind: 'account', subjectId: account.id });
}

async function nameBehind({ repo, places }: SignInDeps, link: StoredLink): Promise<string | undefined> {
  if (link.kind === 'hall') return hallOrg(places, hallId.parse(link.subjectId))?.name;
  if (link.kind === 'firstAdmin') return firstAdmin.name;
  const account = await repo.byId(link.subjectId);
  return account?.state === 'active' ? account.name : undefined;
}

const matterMe = ({ role, requestId, consultationId, name }: MatterSubject): Me => ({
  kind: 'matter',
  role,
  requestId,
  consultationId,
  name,
});

const hallBefore = (caller: Caller): HallCaller | undefined => (caller.role === 'hall' ? caller : undefined);

function staffMe(places: Places, account: StoredAccount, role: AccountRole): Me {
  const { id: accountId, name, roles } = account;
  const hasPassword = account.passwordHash !== null;
  return { kind: 'staff', accountId, name, role, roles, hasPassword, ...standsAt(places, account.orgId) };
}

function hallMe(places: Places, hall: HallId): Me {
  const place = hallOrg(places, hall);
  if (place === undefined) return { kind: 'nobody' };
  return { kind: 'hall', hallId: hall, name: place.name, townshipName: places.townshipOf(place.id)?.name ?? '' };
}
