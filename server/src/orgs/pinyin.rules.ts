import { pinyin } from 'pinyin-pro';

/** What a search by letters looks in: full spelling, then initials, lower case, e.g. `beichengjiedao bcjd`. */
export function spell(name: string): string {
  const options = { toneType: 'none', type: 'array', v: true } as const;
  const full = pinyin(name, options);
  const initials = pinyin(name, { ...options, pattern: 'first' });
  return [full, initials].map((parts) => parts.join('').replace(/\s+/g, '').toLowerCase()).join(' ');
}
