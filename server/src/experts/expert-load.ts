import type { ExpertsDeps } from './expert-ports.ts';

/** Compares the counters of open matters with the matters. */
export type ExpertLoad = {
  /**
   * A place that was reserved by a process that died before it claimed would be lost for good. What is wrong by the same numbers in
   * two looks one after another is no claim under way, and is set right.
   */
  tick(): Promise<void>;
  /** What does not agree, in sentences. */
  verify(): Promise<string[]>;
};

type Difference = { id: string; stored: number; counted: number };

export function createExpertLoad({
  repo,
  countOpenMatters,
}: Pick<ExpertsDeps, 'repo' | 'countOpenMatters'>): ExpertLoad {
  let seen: readonly Difference[] = [];

  const differences = async (): Promise<Difference[]> => {
    const counts = await countOpenMatters();
    const experts = await repo.inStates(['proposed', 'active', 'suspended', 'removed']);
    return experts
      .map(({ id, openMatters }) => ({ id, stored: openMatters, counted: counts.get(id) ?? 0 }))
      .filter(({ stored, counted }) => stored !== counted);
  };

  return {
    async tick() {
      const found = await differences();
      const lasting = found.filter((one) => seen.some((before) => isSame(before, one)));
      for (const { id, stored, counted } of lasting) await repo.mendCount(id, stored, counted);
      seen = found.filter((one) => !lasting.includes(one));
    },
    verify: async () =>
      (await differences()).map(
        ({ id, stored, counted }) => `expert ${id} counts ${stored} open matters, and has ${counted}`,
      ),
  };
}

const isSame = (a: Difference, b: Difference): boolean =>
  a.id === b.id && a.stored === b.stored && a.counted === b.counted;
