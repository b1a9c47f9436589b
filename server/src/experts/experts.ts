import type { ExpertDetail, ExpertRow, PublicExpert, WeeklySpan } from '#shared/expert-profile.ts';
import type { Caller, StaffCaller } from '#shared/kit/caller.ts';
import type { AccountId } from '#shared/kit/ids.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Handle } from '../kernel/disposer.ts';
import { isInPool, mayKeep, mayRead } from './expert.rules.ts';
import { detailView, inPublicOrder, placesOf, publicView, rowView } from './expert.views.ts';
import { createExpertDirectory, type Expert } from './expert-directory.ts';
import { dayOf } from './expert-hours.rules.ts';
import { createExpertLoad, type ExpertLoad } from './expert-load.ts';
import { createExpertPool, type ExpertPoolKeeping } from './expert-pool.ts';
import type { ExpertsDeps } from './expert-ports.ts';
import { createExpertRouting, type ExpertRouting } from './expert-routing.ts';
import { createExpertSelf, type ExpertSelfKeeping } from './expert-self.ts';
import { createExpertTerms, type ExpertTerms } from './expert-terms.ts';

export type PublicDetail = PublicExpert & { about: string; weekly: WeeklySpan[]; coverage: ExpertRow['coverage'] };

export type Experts = Handle & {
  pool: ExpertPoolKeeping;
  self: ExpertSelfKeeping;
  routing: ExpertRouting;
  load: ExpertLoad;
  terms: ExpertTerms;
  publicList(): Promise<PublicExpert[]>;
  publicDetail(id: AccountId): Promise<PublicDetail>;
  /** Everybody sees the photo of somebody in the pool; of others, those who may read the profile. */
  photo(caller: Caller, id: AccountId): Promise<{ path: string; contentType: string; name: string }>;
  list(by: StaffCaller): Promise<ExpertRow[]>;
  detail(caller: Caller, id: AccountId): Promise<ExpertDetail>;
  /** As the caller sees what an act left behind. */
  shown(caller: Caller, expert: Expert): Promise<ExpertDetail>;
  own(by: StaffCaller): Promise<ExpertDetail | null>;
};

const LOOK_AT_LOAD_MS = 60_000;
const LOOK_AT_TERMS_MS = 3_600_000;

/** The pool of experts: who they are, what they answer for, when they have time, how much they carry. */
export function createExperts(deps: ExpertsDeps): Experts {
  const { files, clock, standings } = deps;
  const directory = createExpertDirectory(deps);
  const load = createExpertLoad(deps);
  const terms = createExpertTerms({ ...deps, directory });
  const today = (): string => dayOf(clock.now());
  const watches = [
    clock.every(LOOK_AT_LOAD_MS, 'look at the load of experts', () => load.tick()),
    clock.every(LOOK_AT_TERMS_MS, 'look at the terms of experts', () => terms.tick()),
  ];
  const inPool = async (id: AccountId): Promise<Expert> => {
    const expert = await directory.byId(id);
    if (expert === null || !isInPool(expert, today())) throw new AppError('not_found', 'expert_unknown');
    return expert;
  };
  const shown = async (caller: Caller, expert: Expert): Promise<ExpertDetail> =>
    detailView(caller, expert, (await standings()).get(expert.id), deps, today());

  return {
    pool: createExpertPool({ ...deps, directory }),
    self: createExpertSelf({ ...deps, directory }),
    routing: createExpertRouting({ ...deps, directory }),
    load,
    terms,
    shown,
    async publicList() {
      const [experts, known] = await Promise.all([directory.inStates(['active']), standings()]);
      return experts
        .filter((expert) => isInPool(expert, today()))
        .map((expert) => publicView(expert, known.get(expert.id), deps))
        .sort(inPublicOrder);
    },
    async publicDetail(id) {
      const expert = await inPool(id);
      const view = publicView(expert, (await standings()).get(id), deps);
      const { about, hours, coverage } = expert;
      return { ...view, about, weekly: hours.weekly, coverage: placesOf(coverage, deps) };
    },
    async photo(caller, id) {
      const expert = await directory.byId(id);
      const isShown = expert !== null && (isInPool(expert, today()) || mayRead(caller, expert));
      if (!isShown || expert.photo === null) throw new AppError('not_found', 'expert_unknown');
      const { hash, contentType } = expert.photo;
      return { path: files.pathOf(hash), contentType, name: expert.name };
    },
    async list(by) {
      const [all, known] = await Promise.all([
        directory.inStates(['proposed', 'active', 'suspended', 'removed']),
        standings(),
      ]);
      return all
        .filter((expert) => mayKeep(by, expert))
        .map((expert) => rowView(expert, known.get(expert.id), deps))
        .sort(inPoolOrder);
    },
    detail: async (caller, id) => shown(caller, await directory.readable(caller, id)),
    async own(by) {
      const expert = await directory.byId(by.accountId);
      return expert && shown(by, expert);
    },
    close: () => {
      for (const watch of watches) void watch.close();
    },
  };
}

/** What waits for a decision first, then by name; who is out comes last. */
function inPoolOrder(a: ExpertRow, b: ExpertRow): number {
  const rank = ({ state, hasAppeal }: ExpertRow): number =>
    state === 'proposed' || hasAppeal ? 0 : state === 'removed' ? 2 : 1;
  return rank(a) - rank(b) || (a.pinyin < b.pinyin ? -1 : 1);
}
