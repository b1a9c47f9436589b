import type { AccountId, OrgId } from '#shared/kit/ids.ts';
import type { Org } from '#shared/orgs.ts';
import type { Settings } from '#shared/settings.ts';
import type { Clock } from '../kernel/clock.ts';
import type { FileStore } from '../kernel/file-store.ts';
import type { ExpertRepo } from './expert.repo.ts';

/** An account with the role, as this module needs it. */
export type ExpertAccount = { id: AccountId; name: string; orgId: OrgId };

/** What an expert's work has come to so far; kept by those who see matters and ratings. */
export type Standing = { answered: number; rating: { mean: number; count: number } };

export type ExpertsDeps = {
  repo: ExpertRepo;
  accounts: {
    /** Active accounts that have the role. */
    withRole(): Promise<ExpertAccount[]>;
  };
  /** The tree, from memory. */
  orgs: { get(id: string): Org | undefined; townshipOf(id: string): Org | undefined };
  spell: (name: string) => string;
  files: Pick<FileStore, 'pathOf'>;
  standings: () => Promise<ReadonlyMap<AccountId, Standing>>;
  /** Open matters (assigned, scheduled, met) by expert, counted from the matters themselves. */
  countOpenMatters: () => Promise<ReadonlyMap<AccountId, number>>;
  settings: () => Pick<Settings, 'openMattersPerExpert' | 'publicRatingFrom'>;
  clock: Clock;
};
