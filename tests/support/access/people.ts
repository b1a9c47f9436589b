import type { authRoutes } from '#shared/auth.ts';
import type { hallRoutes } from '#shared/halls.ts';
import type { orgRoutes } from '#shared/orgs.ts';
import { places, worldCsv } from '../world.ts';
import type { Fixture } from './fixture.ts';
import { county, type MatrixWorld, none } from './matrix-world.ts';

const onAccount: Fixture<MatrixWorld> = { input: (m) => ({ accountId: m.account() }), hasForeign: false };
const onHall: Fixture<MatrixWorld> = {
  input: (m, which) => ({ hallId: m.hall(which) }),
  hasForeign: true,
  reachesAll: county,
};

type People = typeof authRoutes & typeof orgRoutes & typeof hallRoutes;

export const peopleFixtures: { [K in keyof People]: Fixture<MatrixWorld> } = {
  whoAmI: none(),
  signIn: {
    ...none({ signInName: 'nobody-here', password: 'wrong wrong' }),
    isHarmless: (ack) => !ack.ok && ack.error.reason === 'wrong_credentials',
  },
  signOut: { ...none(), isLast: true },
  previewLink: {
    ...none(),
    input: async (m) => {
      const { url } = await m.world.admin.call('makeSignInLink', { accountId: m.account() });
      return { token: url.split('/link/')[1] };
    },
  },
  openLink: {
    ...none(),
    input: async (m) => {
      const { url } = await m.world.admin.call('makeSignInLink', { accountId: m.account() });
      return { token: url.split('/link/')[1] };
    },
    isLast: true,
  },
  previewMatterLink: { ...none(), input: (m) => m.matterToken() },
  openMatterLink: { ...none(), input: (m) => m.matterToken(), isLast: true },
  actAs: { input: (_m, _which, role) => ({ role }), hasForeign: false, isLast: true },
  setPassword: { ...none({ next: 'a long pass phrase' }), isLast: true },
  listAccounts: none(),
  createAccount: {
    input: () => ({
      signInName: `new-${Math.random().toString(36).slice(2, 10)}`,
      name: '新账号',
      roles: ['clerk'],
      orgId: places.own,
    }),
    hasForeign: false,
  },
  updateAccount: {
    input: (m) => ({ accountId: m.account(), name: '测试clerk', roles: ['clerk'], orgId: places.own }),
    hasForeign: false,
  },
  lockAccount: { input: (m) => ({ accountId: m.world.idOf('lecturer2') }), hasForeign: false },
  unlockAccount: { input: (m) => ({ accountId: m.world.idOf('lecturer2') }), hasForeign: false },
  makeSignInLink: onAccount,
  revokeSessions: { input: (m) => ({ accountId: m.world.idOf('lecturer2') }), hasForeign: false },
  orgTree: none(),
  importOrgs: none({ csv: worldCsv, dryRun: true }),
  listHalls: none(),
  updateHall: { ...onHall, input: (m, which) => ({ hallId: m.hall(which), contactName: '王五' }) },
  revealHallPhone: onHall,
  makePairingCode: onHall,
  unpairHall: onHall,
  pairHall: {
    input: async (m) => {
      const { code } = await m.world.admin.call('makePairingCode', { hallId: places.ownHall2 });
      return { code };
    },
    hasForeign: false,
    isLast: true,
  },
  hallHome: none(),
};
