import { type FigureGroup, figureGroups, type Measure, measures } from '#shared/figures.ts';
import { useLanguage } from '../../lib/i18n.ts';

/** What belongs together on the page: how matters came in, what became of them, what people say afterwards. */
export const measureBlocks = [
  { key: 'work', measures: ['requests', 'claimMinutes', 'meetingMinutes', 'held', 'noShow'] },
  { key: 'results', measures: ['answered', 'resolved', 'agreement', 'referred', 'notResolved', 'agreements'] },
  { key: 'after', measures: ['ratings', 'rating', 'visitHolds', 'visitFails', 'visitUnreachable'] },
] as const satisfies readonly { key: string; measures: readonly Measure[] }[];

export const blockOf = (measure: Measure) =>
  measureBlocks.find((block) => block.measures.some((each) => each === measure)) ?? measureBlocks[0];

export const measureIn = (text: string | null): Measure => measures.find((each) => each === text) ?? 'requests';
export const groupIn = (text: string | null): FigureGroup => figureGroups.find((each) => each === text) ?? 'township';

/** The quarter that a moment lies in, in Shanghai, e.g. `2026Q4`. */
function quarterOf(ms: number): string {
  const local = new Date(ms + 8 * 3_600_000);
  return `${local.getUTCFullYear()}Q${Math.floor(local.getUTCMonth() / 3) + 1}`;
}

const QUARTERS = 12;

/** This quarter and those before it, newest first. */
export function recentQuarters(now = Date.now()): string[] {
  const [year = 0, n = 1] = quarterOf(now).split('Q').map(Number);
  return Array.from({ length: QUARTERS }, (_, back) => {
    const index = year * 4 + n - 1 - back;
    return `${Math.floor(index / 4)}Q${(index % 4) + 1}`;
  });
}

export const quarterIn = (text: string | null): string =>
  /^20\d\dQ[1-4]$/.test(text ?? '') ? (text ?? '') : quarterOf(Date.now());

/** As people write a figure: counts and minutes whole, means with two digits, a dash where there is nothing. */
export function useFigureFormat(): (value: number | null) => string {
  const format = new Intl.NumberFormat(useLanguage() === 'en' ? 'en-GB' : 'zh-CN', { maximumFractionDigits: 2 });
  return (value) => (value === null ? '—' : format.format(value));
}
