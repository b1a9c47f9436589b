import type { PresentPart } from '#shared/consultation-live.ts';

type Who = Pick<PresentPart, 'kind' | 'isLead' | 'guestKind'>;

/** Which word of `part` stands beside a name. */
export function partWord({ kind, isLead, guestKind }: Who) {
  if (isLead) return 'lead';
  return kind === 'guest' ? (guestKind ?? 'guest') : kind;
}
