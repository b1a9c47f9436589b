import { recordWords as words } from '#shared/text/zh-CN/records.ts';
import { type Paper, type PaperBlock, paperTime } from '../kernel/paper.ts';
import type { RecordData } from './record-data.ts';

/** A record as an official paper, in Chinese as every paper of the county. */
export function recordPaper(record: RecordData, verifyUrl: (token: string) => string): Paper {
  const { content, form } = record;
  const blocks: PaperBlock[] = [
    { kind: 'facts', rows: headRows(record) },
    ...section(words.sections.facts[form], content.facts),
    ...section(words.sections.questions, content.questions),
    ...(form === 'checkUp' ? riskTable(record) : []),
    ...section(words.sections.advice[form], content.advice),
    ...record.answers.flatMap(({ orgName, name, text, at }) =>
      section(`${words.sections.answer}：${orgName} ${name}`, `${text}\n${paperTime(at)}`),
    ),
    { kind: 'heading', text: words.sections.outcome },
    { kind: 'text', text: outcomeText(record) },
    { kind: 'heading', text: words.sections.verdict },
    { kind: 'text', text: verdictText(record) },
    ...record.addenda.flatMap(({ text, by, at }, n) =>
      section(`${words.sections.addendum}（${n + 1}）`, `${text}\n${by} ${paperTime(at)}`),
    ),
  ];
  return {
    title: words.form[form],
    number: record.number ?? '',
    blocks,
    verify:
      record.hash === null || record.verifyToken === null
        ? null
        : { url: verifyUrl(record.verifyToken), hash: record.hash, words: words.verify },
    watermark: record.state === 'closed' ? null : words.draft,
  };
}

function headRows(record: RecordData): [string, string][] {
  const { content, citizen } = record;
  const rows: [string, string][] = [
    [words.request, record.requestNumber],
    [words.citizen[record.form], citizen.firm === null ? citizen.name : `${citizen.firm}（联系人：${citizen.name}）`],
    [words.phone, citizen.phone],
    [words.expert, record.expertName],
    [words.present, content.present],
    [words.place, content.place],
    [words.time, paperTime(record.createdAt)],
  ];
  return rows.filter(([, value]) => value.trim() !== '');
}

const section = (title: string, text: string): PaperBlock[] =>
  text.trim() === ''
    ? []
    : [
        { kind: 'heading', text: title },
        { kind: 'text', text },
      ];

function riskTable({ content }: RecordData): PaperBlock[] {
  const rows = content.risks.map(({ risk, level, advice }, n) => [String(n + 1), risk, words.level[level], advice]);
  return [
    { kind: 'heading', text: words.sections.risks },
    { kind: 'table', head: [...words.riskHead], shares: [7, 38, 12, 43], rows },
  ];
}

function outcomeText({ content }: RecordData): string {
  const outcome = content.outcome === null ? '' : words.outcome[content.outcome];
  return [outcome, content.outcomeNote].filter((each) => each.trim() !== '').join('\n');
}

function verdictText({ verdict, verdictWords, verdictAt, citizen }: RecordData): string {
  if (verdict === null) return words.verdict.none;
  const said = verdictWords === null ? '' : `：${verdictWords}`;
  const when = verdictAt === null ? '' : `\n${citizen.name} ${paperTime(verdictAt)}`;
  return `${words.verdict[verdict]}${said}${when}`;
}
