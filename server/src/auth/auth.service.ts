import type { Account } from '#shared/auth.ts';
import type { HallCaller, Identity, MatterCaller, StaffCaller } from '#shared/kit/caller.ts';
import { type AccountId, type HallId, orgId } from '#shared/kit/ids.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Closable } from '../kernel/disposer.ts';
import type { Logger } from '../kernel/logger.ts';
import { type Accounts, createAccounts, type NewAccount } from './accounts.service.ts';
import type { PublishAuth } from './auth.events.ts';
import type { AuthRepo } from './auth.repo.ts';
import { authTimes } from './auth.rules.ts';
import { createDevices, type Devices, hallOrg } from './devices.service.ts';
import { createLinks, type NewLink } from './links.service.ts';
import { createMatterLinks, type MatterLinks } from './matter-links.service.ts';
import { createPasswords } from './passwords.ts';
import type { Places } from './places.ts';
import { createSignIn, type SignIn } from './sign-in.service.ts';
import { createSignInLimit } from './sign-in-limit.ts';
import { createStaffSessions } from './staff-sessions.service.ts';
import { createHashSecret, type HashSecret } from './tokens.ts';

/** A caller as far as the session tells; the transport adds the address. */
export type SessionCaller = Omit<StaffCaller, 'address'> | Omit<HallCaller, 'address'> | Omit<MatterCaller, 'address'>;

export type Sessions = {
  /** Null if the token is not, or no longer, good for this identity. Asks the database each time. */
  authenticate(identity: Identity, token: string): Promise<SessionCaller | null>;
  /** For sockets that stay open: once a minute, so that an idle staff session and a hall's last sign of life are told right. */
  seen(caller: SessionCaller): Promise<void>;
};

export type AuthDeps = {
  repo: AuthRepo;
  places: Places;
  /** Full spelling and initials of a name, lower case, for the search by letters. */
  spell: (name: string) => string;
  /** SESSION_SECRET. Another one makes all sessions, links and codes void. */
  sessionSecret: string;
  clock: Clock;
  log: Logger;
  publish: PublishAuth;
};

export type Auth = Closable & {
  /** Once the tree is loaded and the indexes are made. */
  start(): Promise<void>;
  sessions: Sessions;
  signIn: SignIn;
  accounts: Accounts;
  /** For the halls module: pairing and what is known of the paired PCs. */
  devices: Devices;
  /** For the modules of a matter: its personal links. */
  matterLinks: MatterLinks;
  /** For other modules' short codes: what the database may hold of them. */
  hash: HashSecret;
  /** For the sample county and the command line; rejects with `conflict/sign_in_name_taken`. */
  createAccountDirectly(account: NewAccount): Promise<Account>;
  makeLinkFor(subject: { accountId: AccountId } | { hallId: HallId }): Promise<NewLink>;
  hasAnyAdmin(): Promise<boolean>;
  /** Makes the account `admin` when opened, as long as there is no administrator; the page then asks for a password. */
  makeFirstAdminLink(): Promise<NewLink>;
};

/** No cookie of ours is longer; whatever is, is not worth a hash. */
const LONGEST_TOKEN = 200;

export function createAuth(deps: AuthDeps): Auth {
  const { repo, places, clock, log, publish } = deps;
  const hash = createHashSecret(deps.sessionSecret);
  const passwords = createPasswords();
  const staff = createStaffSessions({ repo, places, hash, clock, log, publish });
  const devices = createDevices({ repo: repo.devices, places, hash, clock, log, publish });
  const matterLinks = createMatterLinks({ repo: repo.matterLinks, hash, clock, publish });
  const links = createLinks({ repo: repo.links, hash, clock });
  const common = { repo: repo.accounts, sessions: staff, links, passwords, places, clock, publish };
  const accounts = createAccounts({ ...common, spell: deps.spell });
  const signIn = createSignIn({ ...common, accounts, devices, matterLinks, limit: createSignInLimit() });
  let purge: Closable | undefined;

  return {
    async start() {
      await repo.accounts.admins.rebuild();
      purge ??= clock.every(authTimes.purgeEveryMs, 'purge sessions and links', async () => {
        await staff.purge();
        await links.purge();
        await matterLinks.purge();
      });
    },
    close: () => purge?.close(),
    sessions: {
      async authenticate(identity, token) {
        if (token === '' || token.length > LONGEST_TOKEN) return null;
        const authorities = { staff, device: devices, matter: matterLinks };
        return authorities[identity].authenticate(token);
      },
      async seen(caller) {
        if (caller.role === 'hall') await devices.seen(caller);
        // A matter's link does not end by idleness.
        else if ('accountId' in caller) await staff.seen(caller.sessionId);
      },
    },
    signIn,
    accounts,
    devices,
    matterLinks,
    hash,
    createAccountDirectly: (account) => accounts.create(account),
    async makeLinkFor(subject) {
      if ('accountId' in subject) return accounts.makeLink(subject.accountId);
      if (hallOrg(places, subject.hallId) === undefined) throw new AppError('not_found', 'hall_unknown');
      return links.make({ kind: 'hall', subjectId: orgId.parse(subject.hallId) });
    },
    hasAnyAdmin: async () => (await repo.accounts.withRole('admin')).length > 0,
    makeFirstAdminLink: () => links.make({ kind: 'firstAdmin', subjectId: '' }),
  };
}
