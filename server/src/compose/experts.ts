import { createExpertRoutes } from '../experts/expert.routes.ts';
import type { ExpertsDeps } from '../experts/expert-ports.ts';
import { createExperts } from '../experts/experts.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Disposer } from '../kernel/disposer.ts';
import type { FileStore } from '../kernel/file-store.ts';
import { spell } from '../orgs/pinyin.rules.ts';
import type { People } from './people.ts';
import type { Stores } from './stores.ts';

type ExpertsPartDeps = Pick<ExpertsDeps, 'standings' | 'countOpenMatters' | 'settings'> & {
  stores: Stores;
  people: People;
  files: FileStore;
  clock: Clock;
  owner: Disposer;
};

/** The pool of experts. What their work has come to, and how much of it is open, those know who keep the matters. */
export function composeExperts({ stores, people, owner, ...deps }: ExpertsPartDeps) {
  const withRole = async () =>
    (await people.auth.accounts.withRole('expert')).map(({ id, name, orgId }) => ({ id, name, orgId }));
  const experts = owner.own(
    'experts',
    createExperts({ ...deps, repo: stores.experts, accounts: { withRole }, orgs: people.orgs, spell }),
  );
  return { experts, routes: createExpertRoutes({ experts }) };
}

export type ExpertsPart = ReturnType<typeof composeExperts>;
