import type { AccountId, OrgId } from '#shared/kit/ids.ts';
import type { LegalField } from '#shared/kit/legal-field.ts';
import type { WishRefusal } from '#shared/request-facts.ts';
import type { RequestsDeps, RoutedExpert } from './request-ports.ts';
import type { Wish } from './request-record.ts';

export type Wished = { readonly wish: Wish | null; readonly expert: RoutedExpert | undefined };
const none: Wished = { wish: null, expert: undefined };

type Asked = { readonly expertId: AccountId | null; readonly place: OrgId | null; readonly field: LegalField | null };

/** 找他咨询: the wished expert is asked first if the place or the field is his and he may take a matter now; else it is said why not. */
export async function wishOf({ experts }: RequestsDeps, { expertId, place, field }: Asked): Promise<Wished> {
  const expert = expertId === null ? null : await experts.find(expertId);
  if (expert === null) return none;
  const covers = place !== null && (await experts.covering(place, field)).some((each) => each.accountId === expertId);
  const isOfField = field === null || expert.fields.includes(field);
  const refusal = covers || isOfField ? refusalOf(expert) : 'field';
  const wish = { expertId: expert.accountId, name: expert.name, refusal };
  return { wish, expert: refusal === null ? expert : undefined };
}

function refusalOf({ openMatters, cap, isAway, mayTake }: RoutedExpert): WishRefusal | null {
  if (mayTake) return null;
  if (openMatters >= cap) return 'full';
  return isAway ? 'away' : 'gone';
}
