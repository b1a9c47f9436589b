import type { authRoutes } from '#shared/auth.ts';
import { type Caller, type Identity, isMatter } from '#shared/kit/caller.ts';
import type { Handlers } from '#shared/kit/define.ts';
import type { RouteCall } from '../kernel/call.ts';
import { staffOf } from '../kernel/caller-of.ts';
import type { Auth } from './auth.service.ts';
import type { SignedIn } from './sign-in.service.ts';

type Deps = {
  auth: Pick<Auth, 'signIn' | 'accounts'>;
  /** The address of a link as a person opens it: PUBLIC_URL, `/link/` and the token. */
  linkUrl: (token: string) => string;
};

export function createAuthRoutes({ auth, linkUrl }: Deps): Handlers<typeof authRoutes, RouteCall> {
  const { signIn, accounts } = auth;
  return {
    whoAmI: (_, call) => signIn.whoAmI(call.caller),
    signIn: async (given, call) => entered(await signIn.withPassword(given, call), call),
    async signOut(_, call) {
      await signIn.signOut(call.caller);
      call.cookies.clear(identityOf(call.caller));
      return {};
    },
    async previewLink({ token }) {
      const { kind, name, expiresAt } = await signIn.previewLink(token);
      return { kind, name, expiresAt: expiresAt.toISOString() };
    },
    openLink: async ({ token }, call) => entered(await signIn.openLink(token, call), call),
    async previewMatterLink({ token }) {
      const { expiresAt, ...rest } = await signIn.previewMatterLink(token);
      return { ...rest, expiresAt: expiresAt.toISOString() };
    },
    openMatterLink: async ({ token }, call) => entered(await signIn.openMatterLink(token), call),
    actAs: ({ role }, call) => signIn.actAs(role, staffOf(call.caller)),
    async setPassword(given, call) {
      await signIn.setPassword(given, staffOf(call.caller));
      return {};
    },
    listAccounts: (query) => accounts.list(query),
    createAccount: (account) => accounts.create(account),
    updateAccount: ({ accountId, ...fields }) => accounts.update(accountId, fields),
    lockAccount: ({ accountId }, call) => accounts.lock(accountId, staffOf(call.caller).accountId),
    unlockAccount: ({ accountId }) => accounts.unlock(accountId),
    async makeSignInLink({ accountId }) {
      const { token, expiresAt } = await accounts.makeLink(accountId);
      return { url: linkUrl(token), expiresAt: expiresAt.toISOString() };
    },
    revokeSessions: async ({ accountId }) => ({ ended: await accounts.endSessions(accountId) }),
  };
}

function identityOf(caller: Caller): Identity {
  if (isMatter(caller)) return 'matter';
  return caller.role === 'hall' ? 'device' : 'staff';
}

function entered({ identity, token, me }: SignedIn, call: RouteCall): SignedIn['me'] {
  call.cookies.set(identity, token);
  return me;
}
