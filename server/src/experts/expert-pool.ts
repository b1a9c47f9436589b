import type { ExpertPool, ExpertSelf, ExpertState, HistoryKind } from '#shared/expert-profile.ts';
import { isWithin, type StaffCaller } from '#shared/kit/caller.ts';
import type { AccountId, OrgId } from '#shared/kit/ids.ts';
import { AppError } from '../kernel/app-error.ts';
import type { ChangeGuard, ExpertChange, Left } from './expert.repo.ts';
import { fromStates, hasOpenAppeal, mayBeProposedAgain, mayKeep, mayResume } from './expert.rules.ts';
import type { Expert, ExpertDirectory } from './expert-directory.ts';
import { dayOf } from './expert-hours.rules.ts';
import { decidedNotices, toExpert, toSupervisors } from './expert-notices.ts';
import type { ExpertsDeps } from './expert-ports.ts';
import type { ExpertRecord, HistoryRow } from './expert-record.ts';

export type Candidate = { id: AccountId; name: string; orgName: string };

/** What organizer and supervisor do with the pool. Everything rejects with `invalid_state` where the state does not allow it. */
export type ExpertPoolKeeping = {
  candidates(by: StaffCaller): Promise<Candidate[]>;
  propose(by: StaffCaller, id: AccountId, pool: ExpertPool, self: ExpertSelf): Promise<Expert>;
  edit(by: StaffCaller, id: AccountId, pool: ExpertPool): Promise<Expert>;
  decide(by: StaffCaller, id: AccountId, isApproved: boolean, reason: string): Promise<Expert>;
  suspend(by: StaffCaller, id: AccountId, reason: string): Promise<Expert>;
  resume(by: StaffCaller, id: AccountId): Promise<Expert>;
  remove(by: StaffCaller, id: AccountId, reason: string, until: string | null): Promise<Expert>;
  decideAppeal(by: StaffCaller, id: AccountId, isGranted: boolean, reason: string): Promise<Expert>;
};

type Deps = Pick<ExpertsDeps, 'repo' | 'accounts' | 'orgs' | 'clock'> & { directory: ExpertDirectory };

export function createExpertPool(deps: Deps): ExpertPoolKeeping {
  const { clock } = deps;
  const change = createChange(deps);
  const kept = (by: StaffCaller, id: AccountId) => keptExpert(deps, by, id);
  const today = (): string => dayOf(clock.now());

  return {
    candidates: (by) => candidates(deps, by, today()),
    propose: (by, id, pool, self) => propose(deps, by, { id, pool, self, today: today() }),
    async edit(by, id, pool) {
      const expert = await kept(by, id);
      const checked = checkedPool(deps, by, pool, expert.coverage);
      return change(expert, { states: fromStates.edit }, checked, { row: row('edited', by, clock.date()) });
    },
    async decide(by, id, isApproved, reason) {
      const expert = await kept(by, id);
      if (isApproved) {
        const left = {
          row: row('approved', by, clock.date(), reason),
          owed: decidedNotices(expert, 'expert.approved', clock.date()),
        };
        return change(expert, { states: fromStates.approve }, { state: 'active', removal: null }, left);
      }
      if (reason === '') throw refusedField('reason', 'required');
      const removal = { at: clock.date(), by: by.name, reason, until: null, isBlacklisted: false, appeal: null };
      const left = {
        row: row('declined', by, clock.date(), reason),
        owed: decidedNotices(expert, 'expert.declined', clock.date()),
      };
      return change(expert, { states: fromStates.decline }, { state: 'removed', removal }, left);
    },
    async suspend(by, id, reason) {
      const expert = await kept(by, id);
      const suspension = { at: clock.date(), by: by.name, role: by.role, reason };
      const left = {
        row: row('suspended', by, clock.date(), reason),
        owed: [toExpert(expert, 'expert.suspended', clock.date())],
      };
      return change(expert, { states: fromStates.suspend }, { state: 'suspended', suspension }, left);
    },
    async resume(by, id) {
      const expert = await kept(by, id);
      if (!mayResume(by, expert)) throw new AppError('forbidden', 'suspended_by_supervisor');
      const left = {
        row: row('resumed', by, clock.date()),
        owed: [toExpert(expert, 'expert.resumed', clock.date())],
      };
      return change(expert, { states: fromStates.resume }, { state: 'active', suspension: null }, left);
    },
    async remove(by, id, reason, until) {
      const expert = await kept(by, id);
      if (until !== null && until < today()) throw refusedField('until', 'day_over');
      const removal = { at: clock.date(), by: by.name, reason, until, isBlacklisted: true, appeal: null };
      const left = {
        row: row('removed', by, clock.date(), reason),
        owed: [toExpert(expert, 'expert.removed', clock.date())],
      };
      return change(expert, { states: fromStates.remove }, { state: 'removed', removal, suspension: null }, left);
    },
    async decideAppeal(by, id, isGranted, reason) {
      const expert = await kept(by, id);
      const { removal } = expert;
      if (!hasOpenAppeal(expert) || !removal?.appeal) throw new AppError('invalid_state', 'no_open_appeal');
      const decision = { at: clock.date(), by: by.name, isGranted, reason };
      const decided = { ...removal, appeal: { ...removal.appeal, decision } };
      const kind = isGranted ? ('appealGranted' as const) : ('appealRejected' as const);
      const left = {
        row: row(kind, by, clock.date(), reason),
        owed: [toExpert(expert, `expert.${kind}`, clock.date())],
      };
      const state = isGranted ? ('active' as const) : ('removed' as const);
      return change(expert, { states: fromStates.decideAppeal, removal }, { state, removal: decided }, left);
    },
  };
}

async function keptExpert({ directory }: Deps, by: StaffCaller, id: AccountId): Promise<Expert> {
  const expert = await directory.byId(id);
  if (expert === null || !mayKeep(by, expert)) throw new AppError('not_found', 'expert_unknown');
  return expert;
}

export type Change = (expert: ExpertRecord, guard: ChangeGuard, set: ExpertChange, left?: Left) => Promise<Expert>;

/** Writes under the guard; where it does not hold, says in which state the expert is. */
export function createChange({ repo, directory }: Pick<Deps, 'repo' | 'directory'>): Change {
  return async (expert, guard, set, left) => {
    const changed = await repo.change(expert.id, guard, set, left);
    if (changed !== null) return directory.join(changed);
    const state = (await repo.byId(expert.id))?.state ?? expert.state;
    throw new AppError('invalid_state', stateReasons[state]);
  };
}

const stateReasons = {
  proposed: 'expert_is_proposed',
  active: 'expert_is_active',
  suspended: 'expert_is_suspended',
  removed: 'expert_is_removed',
} as const satisfies Record<ExpertState, string>;

const row = (kind: HistoryKind, by: StaffCaller, at: Date, reason: string | null = null): HistoryRow => ({
  kind,
  at,
  by: by.name,
  reason: reason === '' ? null : reason,
});

async function candidates({ repo, accounts, orgs }: Deps, by: StaffCaller, today: string): Promise<Candidate[]> {
  const pool = await repo.inStates(['proposed', 'active', 'suspended', 'removed']);
  const taken = new Set(pool.filter((expert) => !mayBeProposedAgain(expert, today)).map(({ id }) => id));
  return (await accounts.withRole()).flatMap(({ id, name, orgId }) => {
    const org = orgs.get(orgId);
    if (org === undefined || taken.has(id) || !mayKeep(by, { orgPath: org.path })) return [];
    return [{ id, name, orgName: org.name }];
  });
}

type Proposal = { id: AccountId; pool: ExpertPool; self: ExpertSelf; today: string };

async function propose(deps: Deps, by: StaffCaller, { id, pool, self, today }: Proposal): Promise<Expert> {
  const { repo, directory, clock } = deps;
  const account = (await deps.accounts.withRole()).find((one) => one.id === id);
  const orgPath = account && deps.orgs.get(account.orgId)?.path;
  if (account === undefined || orgPath === undefined || !mayKeep(by, { orgPath })) {
    throw new AppError('not_found', 'account_unknown');
  }
  const { name, orgId } = account;
  const fields = { ...checkedPool(deps, by, pool, []), ...self, name, orgId };
  const history = row('proposed', by, clock.date());
  const fresh: ExpertRecord = {
    ...fields,
    id,
    state: 'proposed',
    openMatters: 0,
    photo: null,
    hours: { weekly: [], timeOff: [], extra: [] },
    suspension: null,
    removal: null,
    history: [history],
  };
  const owed = [toSupervisors({ id, name, orgPath }, 'expert.proposed', clock.date())];
  if (await repo.insert(fresh, owed)) return directory.join(fresh);
  const before = await repo.byId(id);
  if (before === null) throw new AppError('not_found', 'expert_unknown');
  if (before.state === 'removed' && !mayBeProposedAgain(before, today)) {
    throw new AppError('invalid_state', 'expert_blacklisted');
  }
  const guard = { states: ['removed'] as const, removal: before.removal };
  return createChange(deps)(before, guard, { ...fields, state: 'proposed' }, { row: history, owed });
}

/** Places that exist, each once; an organizer adds none outside the own branch, but leaves what others put there. */
function checkedPool({ orgs }: Deps, by: StaffCaller, pool: ExpertPool, before: readonly OrgId[]): ExpertPool {
  if (pool.termTo < pool.termFrom) throw refusedField('termTo', 'days_backwards');
  const coverage = [...new Set(pool.coverage)];
  for (const id of coverage) {
    const org = orgs.get(id);
    if (org === undefined || (org.level !== 'township' && org.level !== 'village')) {
      throw refusedField('coverage', 'org_unknown');
    }
    const isOutside = by.role === 'organizer' && !isWithin(org.path, by.orgPath);
    if (isOutside && !before.includes(id)) throw refusedField('coverage', 'outside_branch');
  }
  const isDoubled = (id: OrgId): boolean => {
    const township = orgs.townshipOf(id);
    return township !== undefined && township.id !== id && coverage.includes(township.id);
  };
  return { ...pool, fields: [...new Set(pool.fields)], coverage: coverage.filter((id) => !isDoubled(id)) };
}

const refusedField = (
  path: string,
  reason: 'required' | 'day_over' | 'days_backwards' | 'org_unknown' | 'outside_branch',
) => new AppError('invalid_input', 'invalid_input', { fields: [{ path, reason }] });
