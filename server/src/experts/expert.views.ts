import type { ExpertDetail, ExpertRow, PublicExpert, Removal } from '#shared/expert-profile.ts';
import type { Caller } from '#shared/kit/caller.ts';
import type { OrgId } from '#shared/kit/ids.ts';
import { hasOpenAppeal, isInPool, rightsOn } from './expert.rules.ts';
import type { Expert } from './expert-directory.ts';
import type { ExpertsDeps, Standing } from './expert-ports.ts';
import type { StoredRemoval } from './expert-record.ts';

type Looks = Pick<ExpertsDeps, 'orgs' | 'spell' | 'settings'>;

const nothingYet: Standing = { answered: 0, rating: { mean: 0, count: 0 } };

/** Means of few ratings say more about chance than about the expert. */
function shownRating({ rating }: Standing, { settings }: Looks): PublicExpert['rating'] {
  if (rating.count < settings().publicRatingFrom) return null;
  return { mean: Math.round(rating.mean * 10) / 10, count: rating.count };
}

function common(expert: Expert, standing: Standing, looks: Looks) {
  const { id, name, level, title, unit, fields, languages, photo } = expert;
  return {
    id,
    name,
    pinyin: looks.spell(name),
    level,
    title,
    unit,
    fields,
    languages,
    photo: photo?.hash ?? null,
    answered: standing.answered,
    rating: shownRating(standing, looks),
  };
}

export const publicView = (expert: Expert, standing: Standing | undefined, looks: Looks): PublicExpert => ({
  ...common(expert, standing ?? nothingYet, looks),
  townships: townshipsOf(expert.coverage, looks),
});

/** Chiefs first, then by name. */
export const inPublicOrder = (a: PublicExpert, b: PublicExpert): number =>
  Number(a.level !== 'chief') - Number(b.level !== 'chief') || (a.pinyin < b.pinyin ? -1 : 1);

function townshipsOf(coverage: readonly OrgId[], { orgs, spell }: Looks): PublicExpert['townships'] {
  const found = new Map<OrgId, string>();
  for (const id of coverage) {
    const township = orgs.townshipOf(id);
    if (township !== undefined) found.set(township.id, township.name);
  }
  return [...found].map(([id, name]) => ({ id, name, pinyin: spell(name) }));
}

export const placesOf = (coverage: readonly OrgId[], { orgs }: Pick<Looks, 'orgs'>): ExpertRow['coverage'] =>
  coverage.flatMap((id) => {
    const org = orgs.get(id);
    if (org === undefined) return [];
    return [{ id, name: org.name, townshipName: orgs.townshipOf(id)?.name ?? '' }];
  });

export const rowView = (expert: Expert, standing: Standing | undefined, looks: Looks): ExpertRow => ({
  ...common(expert, standing ?? nothingYet, looks),
  state: expert.state,
  orgName: expert.orgName,
  coverage: placesOf(expert.coverage, looks),
  termFrom: expert.termFrom,
  termTo: expert.termTo,
  cap: expert.cap,
  openMatters: expert.openMatters,
  isAccountUsable: expert.isUsable,
  hasAppeal: hasOpenAppeal(expert),
});

export function detailView(
  caller: Caller,
  expert: Expert,
  standing: Standing | undefined,
  looks: Looks,
  today: string,
): ExpertDetail {
  const { suspension, removal, history, about, ownCap, hours } = expert;
  return {
    ...rowView(expert, standing, looks),
    about,
    ownCap,
    hours,
    isInPool: isInPool(expert, today),
    suspension: suspension && { at: iso(suspension.at), by: suspension.by, reason: suspension.reason },
    removal: removal && removalView(removal),
    history: history.map(({ at, ...row }) => ({ ...row, at: iso(at) })),
    may: rightsOn(caller, expert),
  };
}

const iso = (date: Date): string => date.toISOString();

function removalView({ at, appeal, ...removal }: StoredRemoval): Removal {
  const decision = appeal?.decision ?? null;
  return {
    ...removal,
    at: iso(at),
    appeal: appeal && {
      at: iso(appeal.at),
      text: appeal.text,
      decision: decision && { ...decision, at: iso(decision.at) },
    },
  };
}
