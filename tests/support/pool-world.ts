import type { ExpertHours, ExpertPool } from '#shared/expert-profile.ts';
import type { StaffCaller } from '#shared/kit/caller.ts';
import type { AccountId } from '#shared/kit/ids.ts';
import { usualSettings } from '#shared/settings.ts';
import { ensureIndexes } from '../../server/src/db/indexes.ts';
import { createExpertRepo } from '../../server/src/experts/expert.repo.ts';
import type { Standing } from '../../server/src/experts/expert-ports.ts';
import { createExperts, type Experts } from '../../server/src/experts/experts.ts';
import { createFileStore } from '../../server/src/kernel/file-store.ts';
import { spell } from '../../server/src/orgs/pinyin.rules.ts';
import { temporaryDir } from './engine.ts';
import { org, People } from './people.ts';

export const poolPlaces = { east: org('2202001'), village: org('2202001001'), west: org('2202002') };
export const noWords = { title: '律师', unit: '', about: '', languages: '' };
export const noHours: ExpertHours = { weekly: [], timeOff: [], extra: [] };

export const poolOf = (over: Partial<ExpertPool> = {}): ExpertPool => ({
  level: 'expert',
  fields: ['land'],
  coverage: [],
  termFrom: '2026-01-01',
  termTo: '2026-12-31',
  cap: 2,
  ...over,
});

/** The pool over a database of its own, with the people who look after it and time in the test's hand. */
export class PoolWorld {
  readonly people: People;
  readonly experts: Experts;
  readonly files = createFileStore(temporaryDir('photos'));
  readonly standings = new Map<AccountId, Standing>();
  /** What the matters say. */
  readonly openMatters = new Map<AccountId, number>();
  settings = usualSettings;
  readonly organizer: StaffCaller;
  readonly westOrganizer: StaffCaller;
  readonly supervisor: StaffCaller;
  #made = 0;

  private constructor(people: People, [organizer, westOrganizer, supervisor]: [StaffCaller, StaffCaller, StaffCaller]) {
    this.people = people;
    this.organizer = organizer;
    this.westOrganizer = westOrganizer;
    this.supervisor = supervisor;
    this.experts = createExperts({
      repo: createExpertRepo(people.connection),
      accounts: {
        withRole: async () =>
          (await people.auth.accounts.withRole('expert')).map(({ id, name, orgId }) => ({ id, name, orgId })),
      },
      orgs: people.orgs,
      spell,
      files: this.files,
      standings: async () => this.standings,
      countOpenMatters: async () => this.openMatters,
      settings: () => this.settings,
      clock: people.clock,
    });
  }

  static async build(): Promise<PoolWorld> {
    const people = await People.build();
    const caller = async (name: string, role: 'organizer' | 'supervisor', place: string) =>
      (await people.staff(await people.account(name, [role], place))).caller;
    const world = new PoolWorld(people, [
      await caller('org-city', 'organizer', '2202'),
      await caller('org-west', 'organizer', '2202002'),
      await caller('watcher', 'supervisor', '2202D01'),
    ]);
    await ensureIndexes({ connection: people.connection });
    return world;
  }

  /** An account with the role, with the caller that it acts as. */
  async account(place = '2202'): Promise<StaffCaller> {
    this.#made += 1;
    return (await this.people.staff(await this.people.account(`expert-${this.#made}`, ['expert'], place))).caller;
  }

  /** One who was proposed and approved. */
  async pooled(over: Partial<ExpertPool> = {}, place?: string): Promise<StaffCaller> {
    const expert = await this.account(place);
    await this.experts.pool.propose(this.organizer, expert.accountId, poolOf(over), noWords);
    await this.experts.pool.decide(this.supervisor, expert.accountId, true, '');
    return expert;
  }
}
