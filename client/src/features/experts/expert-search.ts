import type { PublicExpert } from '#shared/expert-profile.ts';

type Wanted = Pick<PublicExpert, 'name' | 'pinyin' | 'title' | 'unit' | 'fields'> & {
  townships: readonly { name: string; pinyin?: string }[];
};

/** By name, field, township, title or firm; names and townships by pinyin too. Several words must all be found. */
export function findsExpert(
  expert: Wanted,
  search: string,
  fieldName: (field: PublicExpert['fields'][number]) => string,
) {
  const { name, pinyin, title, unit, fields, townships } = expert;
  const haystack = [
    name,
    pinyin,
    title,
    unit,
    ...fields.map(fieldName),
    ...townships.flatMap((township) => [township.name, township.pinyin ?? '']),
  ]
    .join('\n')
    .toLowerCase();
  return search
    .toLowerCase()
    .split(/[\s,，、]+/)
    .every((word) => haystack.includes(word));
}
