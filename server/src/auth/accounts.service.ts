import type { Account } from '#shared/auth.ts';
import { type AccountRole, accountRoles } from '#shared/kit/caller.ts';
import type { AccountId, OrgId } from '#shared/kit/ids.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import type { AccountRepo, StoredAccount } from './account.repo.ts';
import { accountCursor, afterCursor } from './account-cursor.ts';
import type { PublishAuth } from './auth.events.ts';
import { isActiveAdmin, normalRoles } from './auth.rules.ts';
import type { Links, NewLink } from './links.service.ts';
import type { Passwords } from './passwords.ts';
import { noOrg, type Places, standsAt } from './places.ts';
import type { StaffSessions } from './staff-sessions.service.ts';
import { newAccountId } from './tokens.ts';

export type AccountFields = { name: string; roles: readonly AccountRole[]; orgId: OrgId };
export type NewAccount = AccountFields & { signInName: string; password?: string };

export type Accounts = {
  list(query: { cursor?: string | undefined; limit: number; search?: string | undefined }): Promise<{
    rows: Account[];
    nextCursor: string | null;
  }>;
  create(account: NewAccount): Promise<Account>;
  update(id: AccountId, fields: AccountFields): Promise<Account>;
  lock(id: AccountId, by: AccountId): Promise<Account>;
  unlock(id: AccountId): Promise<Account>;
  makeLink(id: AccountId): Promise<NewLink>;
  endSessions(id: AccountId): Promise<number>;
  byId(id: AccountId): Promise<Account | null>;
  bySignInName(signInName: string): Promise<Account | null>;
  /** Active accounts with this role, in the order of their pinyin. */
  withRole(role: AccountRole): Promise<Account[]>;
};

export type AccountsDeps = {
  repo: AccountRepo;
  sessions: StaffSessions;
  links: Links;
  passwords: Passwords;
  places: Places;
  spell: (name: string) => string;
  clock: Clock;
  publish: PublishAuth;
};

export function createAccounts(deps: AccountsDeps): Accounts {
  const { repo, sessions, links, places } = deps;
  const show = (account: StoredAccount): Account => accountView(account, places);
  const known = async (id: AccountId): Promise<StoredAccount> => found(await repo.byId(id));

  return {
    async list({ cursor, limit, search = '' }) {
      const after = cursor === undefined ? null : afterCursor(cursor);
      const page = await repo.page({ after, search: search.toLowerCase(), limit: limit + 1 });
      const rows = page.slice(0, limit);
      const last = rows.at(-1);
      const hasMore = page.length > limit && last !== undefined;
      return { rows: rows.map(show), nextCursor: hasMore ? accountCursor(last.signInName) : null };
    },
    create: (account) => createAccount(deps, account),
    update: (id, fields) => updateAccount(deps, id, fields),
    async lock(id, by) {
      if (id === by) throw new AppError('forbidden', 'cannot_lock_self');
      await leaveRoster(repo, await known(id));
      const account = found(await repo.change(id, { state: 'locked' }));
      await sessions.endAllOf(id);
      await links.void({ kind: 'account', subjectId: id });
      deps.publish('account.changed', { accountId: id });
      return show(account);
    },
    async unlock(id) {
      const account = found(await repo.change(id, { state: 'active' }));
      if (isActiveAdmin(account)) await repo.admins.add(id);
      deps.publish('account.changed', { accountId: id });
      return show(account);
    },
    async makeLink(id) {
      const account = await known(id);
      if (account.state === 'locked') throw new AppError('invalid_state', 'account_locked');
      return links.make({ kind: 'account', subjectId: id });
    },
    async endSessions(id) {
      await known(id);
      return sessions.endAllOf(id);
    },
    async byId(id) {
      const account = await repo.byId(id);
      return account === null ? null : show(account);
    },
    async bySignInName(signInName) {
      const account = await repo.bySignInName(signInName);
      return account === null ? null : show(account);
    },
    withRole: async (role) => (await repo.withRole(role)).map(show),
  };
}

async function createAccount(deps: AccountsDeps, { password, ...fields }: NewAccount): Promise<Account> {
  const { repo, places } = deps;
  refuseUnknownOrg(places, fields.orgId);
  const account = {
    ...normalFields(deps, fields),
    id: newAccountId(),
    signInName: fields.signInName,
    state: 'active' as const,
    passwordHash: password === undefined ? null : await deps.passwords.hash(password),
    createdAt: deps.clock.date(),
  };
  if (!(await repo.insert(account))) {
    const fields = [{ path: 'signInName', reason: 'sign_in_name_taken' }];
    throw new AppError('conflict', 'sign_in_name_taken', { fields });
  }
  if (isActiveAdmin(account)) await repo.admins.add(account.id);
  deps.publish('account.changed', { accountId: account.id });
  return accountView({ ...account, lastSignInAt: null, lastRole: null }, places);
}

async function updateAccount(deps: AccountsDeps, id: AccountId, fields: AccountFields): Promise<Account> {
  const { repo, sessions, places } = deps;
  const before = found(await repo.byId(id));
  if (fields.orgId !== before.orgId) refuseUnknownOrg(places, fields.orgId);
  const change = normalFields(deps, fields);
  if (!change.roles.includes('admin')) await leaveRoster(repo, before);
  const after = found(await repo.change(id, change));
  if (isActiveAdmin(after)) await repo.admins.add(id);
  await sessions.endAllOf(id, (session) => !after.roles.includes(session.role));
  // An open socket knows its caller from when it came: who moved to another org must not go on in the old branch.
  if (after.orgId !== before.orgId || after.name !== before.name) await sessions.renewAllOf(id);
  deps.publish('account.changed', { accountId: id });
  return accountView(after, places);
}

export function accountView(account: StoredAccount, places: Places): Account {
  const { id, signInName, name, roles, orgId, state } = account;
  return {
    id,
    signInName,
    name,
    roles,
    orgId,
    orgName: standsAt(places, orgId).orgName,
    state,
    hasPassword: account.passwordHash !== null,
    lastSignInAt: account.lastSignInAt?.toISOString() ?? null,
  };
}

/** Before an administrator stops being one: the database decides who may go while another one stays. */
async function leaveRoster(repo: AccountRepo, account: StoredAccount): Promise<void> {
  if (!isActiveAdmin(account)) return;
  if (!(await repo.admins.remove(account.id))) throw new AppError('invalid_state', 'last_admin');
}

const normalFields = ({ spell }: AccountsDeps, { name, roles, orgId }: AccountFields) => ({
  name,
  pinyin: spell(name),
  roles: normalRoles(roles, accountRoles),
  orgId,
});

function refuseUnknownOrg(places: Places, orgId: OrgId): void {
  if (orgId === noOrg || places.get(orgId) !== undefined) return;
  throw new AppError('invalid_input', 'invalid_input', { fields: [{ path: 'orgId', reason: 'org_unknown' }] });
}

function found(account: StoredAccount | null): StoredAccount {
  if (account === null) throw new AppError('not_found', 'account_unknown');
  return account;
}
