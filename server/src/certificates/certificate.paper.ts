import { certificateTexts as words } from '#shared/text/zh-CN/certificates.ts';
import type { Paper } from '../kernel/paper.ts';
import type { IssuedCertificate } from './certificate.repo.ts';

/** The certificate as an official paper, in Chinese as every paper of the county. */
export function certificatePaper(
  { number, issuedAt, hash, token, content }: IssuedCertificate,
  verifyUrl: (token: string) => string,
): Paper {
  const { hallName, townshipName, title, lecturerName, ownerOrgName, startedAt, minutes, heads } = content;
  const place = townshipName === hallName ? hallName : `${townshipName}${hallName}`;
  const took = content.isSupplement ? words.watched : words.took;
  const rows: [string, string][] = [
    [words.lecture, title],
    [words.lecturer, lecturerName],
    [words.date, dayOf(startedAt)],
    ...(content.isSupplement ? [] : [[words.minutes, String(minutes)] satisfies [string, string]]),
    [content.isSupplement ? words.watchers : words.heads, heads === null ? words.notCounted : String(heads)],
    [words.way, content.isSupplement ? words.supplement : words.live],
  ];
  return {
    title: words.title,
    number,
    blocks: [
      {
        kind: 'text',
        text: `\n${took.replace('{place}', place).replace('{day}', dayOf(startedAt)).replace('{title}', title)}\n\n`,
      },
      { kind: 'facts', rows },
      { kind: 'closing', lines: [ownerOrgName, dayOf(issuedAt)] },
    ],
    verify: { url: verifyUrl(token), hash, words: words.verify },
    watermark: null,
  };
}

/** 2026年11月24日, in Shanghai. */
function dayOf(ms: number): string {
  const [year, month, day] = new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10).split('-').map(Number);
  return `${year}年${month}月${day}日`;
}
