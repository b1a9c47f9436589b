import type { Language } from './kit/language.ts';
import type { LectureFigures } from './lecture-figures.ts';
import type { TaughtStretch } from './lectures.ts';
import type { ReportTotals } from './reports.ts';
import { reportTexts as en } from './text/en/reports.ts';
import { reportTexts as zhCN } from './text/zh-CN/reports.ts';

export type ReportWords = typeof zhCN;

const words: Record<Language, ReportWords> = { 'zh-CN': zhCN, en };

/** Of one lecture, in the order in which they are read. */
export const totalNames = [
  'expected',
  'reached',
  'present',
  'partial',
  'absent',
  'late',
  'leftEarly',
  'breaks',
  'noSound',
  'personTimes',
  'questions',
  'supplements',
  'supplementTimes',
] as const satisfies readonly (keyof ReportTotals)[];

/** Of many lectures. */
export const figureNames = [
  'lectures',
  'hallsReached',
  ...totalNames,
] as const satisfies readonly (keyof LectureFigures)[];

export const reportWords = (language: Language): ReportWords => words[language];

/** Who taught from when to when; empty where the planned lecturer did all of it. */
export function taughtWords(
  taught: readonly TaughtStretch[],
  { taughtAs, taughtOne, taughtNext }: Pick<ReportWords, 'taughtAs' | 'taughtOne' | 'taughtNext'>,
  clock: (isoTime: string) => string,
): string {
  if (taught.every(({ as }) => as === 'lecturer')) return '';
  const one = ({ as, name, from, to }: TaughtStretch): string =>
    taughtOne
      .replace('{name}', () => name)
      .replace('{as}', taughtAs[as])
      .replace('{from}', clock(from))
      .replace('{to}', clock(to));
  return taught.map(one).join(taughtNext);
}
