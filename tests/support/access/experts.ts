import { expertRoutes } from '#shared/experts.ts';
import type { CallerRole } from '#shared/kit/caller.ts';
import { type PoolState, poolExpert, poolFields, selfFields } from '../expert-world.ts';
import { places } from '../world.ts';
import type { Fixture, Input, Which } from './fixture.ts';
import { type MatrixWorld, none } from './matrix-world.ts';

const home = (which: Which): string => (which === 'own' ? places.own : places.foreign);
type Entry = keyof typeof expertRoutes;

/** A new expert in this state for each call. Whom the entry refuses by role is given any id. */
const inState = (entry: Entry, state: PoolState, more: Input = {}): Fixture<MatrixWorld> => ({
  input: async (m, which, role) => ({ accountId: await fresh(m, entry, role, which, state), ...more }),
  hasForeign: true,
  reachesAll: ['supervisor'],
});

async function fresh(m: MatrixWorld, entry: Entry, role: CallerRole, which: Which, state: PoolState): Promise<string> {
  const mayTry = expertRoutes[entry].roles.includes(role);
  return mayTry ? poolExpert(m.world, home(which), { state }) : m.account();
}

/** For the role itself its own place in the pool. */
const onProfile = (entry: Entry): Fixture<MatrixWorld> => ({
  input: async (m, which, role) => {
    const isOneself = role === 'expert' && which === 'own';
    return { accountId: isOneself ? await ownPlace(m) : await fresh(m, entry, role, which, 'active') };
  },
  hasForeign: true,
  reachesAll: ['supervisor'],
});

/** The account that plays the role is put into the pool once. */
const ownPlace = (m: MatrixWorld): Promise<string> =>
  poolExpert(m.world, places.own, { account: m.world.idOf('expert') });

/** One that everybody sees. */
const inPool = (m: MatrixWorld): Promise<string> => {
  const made = shown.get(m) ?? poolExpert(m.world, places.own, { hasPhoto: true });
  shown.set(m, made);
  return made;
};
const shown = new WeakMap<MatrixWorld, Promise<string>>();

/** Acts on oneself: there is no way to name somebody else. */
const onSelf = (input: Input): Fixture<MatrixWorld> => ({
  input: async (m, _which, role) => {
    if (role === 'expert') await ownPlace(m);
    return input;
  },
  hasForeign: false,
});

export const expertFixtures: { [K in Entry]: Fixture<MatrixWorld> } = {
  publicExperts: none(),
  publicExpert: { ...none(), input: async (m) => ({ accountId: await inPool(m) }) },
  expertPhoto: { ...none(), input: async (m) => ({ accountId: await inPool(m) }) },
  listExperts: none(),
  expertCandidates: none(),
  getExpert: onProfile('getExpert'),
  ownExpert: none(),
  proposeExpert: {
    input: async (m, which, role) => ({
      accountId: role === 'organizer' ? await m.world.addAccount(newName(), ['expert'], home(which)) : m.account(),
      ...poolFields([home(which)]),
      ...selfFields,
    }),
    hasForeign: true,
  },
  updateExpert: {
    ...inState('updateExpert', 'active'),
    input: async (m, which, role) => ({
      accountId: await fresh(m, 'updateExpert', role, which, 'active'),
      ...poolFields([home(which)]),
    }),
  },
  decideExpert: inState('decideExpert', 'proposed', { isApproved: true, reason: '' }),
  suspendExpert: inState('suspendExpert', 'active', { reason: '测试暂停' }),
  resumeExpert: inState('resumeExpert', 'suspendedByOrganizer'),
  removeExpert: inState('removeExpert', 'suspended', { reason: '测试清退', until: null }),
  // In the pool an appeal is refused by the state, which is no refusal of the role.
  appealRemoval: onSelf({ text: '测试申诉' }),
  decideAppeal: inState('decideAppeal', 'appealed', { isGranted: true, reason: '测试审定' }),
  describeSelf: onSelf({ title: '律师', unit: '', about: '', languages: '' }),
  setHours: onSelf({ weekly: [], timeOff: [], extra: [] }),
  uploadExpertPhoto: onProfile('uploadExpertPhoto'),
};

const newName = (): string => `exp-${Math.random().toString(36).slice(2, 10)}`;
