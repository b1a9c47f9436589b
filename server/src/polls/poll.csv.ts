import type { FileOutput } from '#shared/kit/define.ts';
import type { HallId } from '#shared/kit/ids.ts';
import type { Language } from '#shared/kit/language.ts';
import { pollTexts as en } from '#shared/text/en/polls.ts';
import { pollTexts as zhCN } from '#shared/text/zh-CN/polls.ts';
import { csvFile } from '../kernel/tables.ts';
import { type PollRecord, resultOf } from './poll.rules.ts';

type Texts = Record<keyof typeof zhCN, string>;

const texts: Record<Language, Texts> = { 'zh-CN': zhCN, en };

/** A row for each vote and one for the sum, per option: UTF-8 with BOM, and no cell that a spreadsheet would run. */
export function pollsCsv(
  polls: readonly PollRecord[],
  nameOf: ReadonlyMap<HallId, string>,
  { title, language }: { title: string; language: Language },
): FileOutput {
  const words = texts[language];
  const header = [words.poll, words.kind, words.hallId, words.hall, words.option, words.count, words.right];
  const rows = polls.flatMap((poll) => {
    const options = poll.kind === 'yesNo' ? [words.yes, words.no] : poll.options;
    const cells = (hallId: string, hall: string, counts: readonly number[]) =>
      options.map((option, n) => {
        return [
          poll.title,
          words[poll.kind],
          hallId,
          hall,
          option,
          counts[n] ?? 0,
          poll.right === n ? words.right : '',
        ];
      });
    const votes = poll.votes.flatMap(({ hallId, counts }) => cells(hallId, nameOf.get(hallId) ?? '', counts));
    return [...votes, ...cells('', words.sum, resultOf(poll).counts)];
  });
  return csvFile({ header, rows }, `${words.fileName}-${title}`);
}
