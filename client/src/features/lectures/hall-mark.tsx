import type { ReactNode } from 'react';
import type { LinkQuality } from '#shared/link-quality.ts';
import type { WallWord } from './wall-order.ts';

/** A shape of its own for each state, so that none is told by colour alone. 16 x 16. */
const shapes: Record<WallWord, ReactNode> = {
  calling: <path d="M8 1.5 15 14.5H1zM8 6v4M8 12v.5" />,
  expected: <path d="M3 3l10 10M13 3 3 13" />,
  away: <path d="M2 14 14 2M3 5.5a7 7 0 0 1 10 0M5.5 8.5a3.5 3.5 0 0 1 5 0M8 12v.5" />,
  gone: <path d="M6 2H2v12h4M6 8h8M11 5l3 3-3 3" />,
  waiting: <path d="M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM8 4.5V8l2.5 2" />,
  live: <path d="M2.5 8.5 6.5 12.5 13.5 4" />,
  unheard: <path d="M2 6v4h3l4 3.5v-11L5 6zM11 6l4 4M15 6l-4 4" />,
  poor: <path d="M3 13.5v-3M8 13.5V8M13 13.5V3M1.5 1.5l13 13" />,
};

export function HallMark({ word }: { word: WallWord }) {
  return (
    <svg
      className="hall-mark"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {shapes[word]}
    </svg>
  );
}

const lit: Record<LinkQuality, number> = { good: 3, fair: 2, poor: 1, unknown: 0 };

/** How the line is: as many bars as it is good. */
export function LineBars({ quality, label }: { quality: LinkQuality; label: string }) {
  return (
    <span className="line-bars" role="img" aria-label={label}>
      {[1, 2, 3].map((bar) => (
        <i key={bar} data-on={bar <= lit[quality] || undefined} />
      ))}
    </span>
  );
}
