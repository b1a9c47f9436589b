import type { ExpertState } from '#shared/expert-profile.ts';
import type { Caller } from '#shared/kit/caller.ts';
import type { AccountId } from '#shared/kit/ids.ts';
import { AppError } from '../kernel/app-error.ts';
import { mayRead } from './expert.rules.ts';
import type { ExpertAccount, ExpertsDeps } from './expert-ports.ts';
import type { ExpertRecord } from './expert-record.ts';

/** An expert with what his account says now. */
export type Expert = Omit<ExpertRecord, 'cap'> & {
  /** The one that holds: of the expert, or of the county. */
  cap: number;
  ownCap: number | null;
  orgName: string;
  orgPath: string;
  isUsable: boolean;
};

/** Reads experts; name, org and whether the account can be used at all come from the accounts. */
export type ExpertDirectory = {
  inStates(states: readonly ExpertState[]): Promise<Expert[]>;
  /** Null if the account never was in the pool. */
  byId(id: AccountId): Promise<Expert | null>;
  /** For a caller who may read the expert; else `not_found/expert_unknown`. */
  readable(caller: Caller, id: AccountId): Promise<Expert>;
  join(record: ExpertRecord): Promise<Expert>;
};

type Deps = Pick<ExpertsDeps, 'repo' | 'accounts' | 'orgs' | 'settings'>;

export function createExpertDirectory({ repo, accounts, orgs, settings }: Deps) {
  const known = async (): Promise<Map<AccountId, ExpertAccount>> =>
    new Map((await accounts.withRole()).map((account) => [account.id, account]));

  const joined = (record: ExpertRecord, account: ExpertAccount | undefined): Expert => {
    const org = orgs.get(account?.orgId ?? record.orgId);
    return {
      ...record,
      cap: record.cap ?? settings().openMattersPerExpert,
      ownCap: record.cap,
      name: account?.name ?? record.name,
      orgId: org?.id ?? record.orgId,
      orgName: org?.name ?? '',
      // An org that is no longer in the tree lies in nobody's branch.
      orgPath: org?.path ?? '',
      isUsable: account !== undefined,
    };
  };
  const join = async (record: ExpertRecord): Promise<Expert> => joined(record, (await known()).get(record.id));
  const byId = async (id: AccountId): Promise<Expert | null> => {
    const record = await repo.byId(id);
    return record === null ? null : join(record);
  };

  const directory: ExpertDirectory = {
    byId,
    join,
    inStates: async (states) => {
      const [records, byAccount] = await Promise.all([repo.inStates(states), known()]);
      return records.map((record) => joined(record, byAccount.get(record.id)));
    },
    readable: async (caller, id) => {
      const expert = await byId(id);
      if (expert === null || !mayRead(caller, expert)) throw new AppError('not_found', 'expert_unknown');
      return expert;
    },
  };
  return directory;
}
