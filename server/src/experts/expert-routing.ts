import type { ExpertLevel } from '#shared/expert-profile.ts';
import type { AccountId, OrgId } from '#shared/kit/ids.ts';
import type { LegalField } from '#shared/kit/legal-field.ts';
import { byCoverage, isInPool, mayTake } from './expert.rules.ts';
import type { Expert, ExpertDirectory } from './expert-directory.ts';
import { dayOf, isAwayOn, quartersOf } from './expert-hours.rules.ts';
import type { ExpertsDeps } from './expert-ports.ts';

/** What others know of an expert when they look for one. */
export type ExpertFacts = {
  accountId: AccountId;
  name: string;
  orgName: string;
  level: ExpertLevel;
  fields: readonly LegalField[];
  orgPath: string;
  openMatters: number;
  cap: number;
  /** Active, within the term, and with an account that works. */
  isActive: boolean;
  /** On a day off today. */
  isAway: boolean;
  /** Active, not away, not full: a new matter may be given now. */
  mayTake: boolean;
};

/** `inactive`: not in the pool today, so nothing may be given. */
export type Reserved = 'reserved' | 'full' | 'inactive';

export type ExpertRouting = {
  /** Null for whoever never was in the pool. */
  find(id: AccountId): Promise<ExpertFacts | null>;
  isActive(id: AccountId): Promise<boolean>;
  /** Those who answer for the village and may take a matter now, best first. */
  covering(villageOrgId: OrgId, field: LegalField | null): Promise<ExpertFacts[]>;
  /** Everybody in the pool of this field, busy ones too; without a field the whole pool. Least busy first. */
  ofField(field: LegalField | null): Promise<ExpertFacts[]>;
  /** A place among the expert's open matters; whoever does not use it gives it back. */
  reserveCase(id: AccountId): Promise<Reserved>;
  giveBack(id: AccountId): Promise<void>;
  /**
   * Starts (UTC, ms) of the quarter hours that the expert keeps between two moments, whole ones, in their order; none for whoever is
   * not in the pool. Meetings are not taken out.
   */
  availability(id: AccountId, fromMs: number, toMs: number): Promise<number[]>;
};

type Deps = Pick<ExpertsDeps, 'repo' | 'orgs' | 'clock'> & { directory: ExpertDirectory };

/** The cap may be changed between reading and reserving; each try reads it anew. */
const RESERVE_TRIES = 3;

export function createExpertRouting({ repo, orgs, clock, directory }: Deps): ExpertRouting {
  const today = (): string => dayOf(clock.now());
  const facts = (expert: Expert): ExpertFacts => factsOf(expert, today());
  const inPool = async (): Promise<Expert[]> =>
    (await directory.inStates(['active'])).filter((expert) => isInPool(expert, today()));

  return {
    async find(id) {
      const expert = await directory.byId(id);
      return expert && facts(expert);
    },
    async isActive(id) {
      const expert = await directory.byId(id);
      return expert !== null && isInPool(expert, today());
    },
    async covering(villageOrgId, field) {
      const places = [orgs.get(villageOrgId)?.id, orgs.townshipOf(villageOrgId)?.id];
      const near = places.filter((id) => id !== undefined);
      return byCoverage(await inPool(), near, field)
        .filter((expert) => mayTake(expert, today()))
        .map(facts);
    },
    ofField: async (field) =>
      (await inPool())
        .filter(({ fields }) => field === null || fields.includes(field))
        .sort((a, b) => a.openMatters - b.openMatters || (a.id < b.id ? -1 : 1))
        .map(facts),
    async reserveCase(id) {
      for (let tries = 0; tries < RESERVE_TRIES; tries++) {
        const expert = await directory.byId(id);
        if (expert === null || !isInPool(expert, today())) return 'inactive';
        if (await repo.reserve(id, expert.ownCap, expert.cap)) return 'reserved';
      }
      return 'full';
    },
    giveBack: (id) => repo.giveBack(id),
    async availability(id, fromMs, toMs) {
      const expert = await directory.byId(id);
      if (expert === null || expert.state !== 'active' || !expert.isUsable) return [];
      return quartersOf(expert.hours, expert, fromMs, toMs);
    },
  };
}

function factsOf(expert: Expert, today: string): ExpertFacts {
  const { id, name, orgName, level, fields, orgPath, openMatters, cap, hours } = expert;
  return {
    accountId: id,
    name,
    orgName,
    level,
    fields,
    orgPath,
    openMatters,
    cap,
    isActive: isInPool(expert, today),
    isAway: isAwayOn(hours, today),
    mayTake: mayTake(expert, today),
  };
}
