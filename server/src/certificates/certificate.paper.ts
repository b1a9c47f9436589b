import { certificateTexts as words } from '#shared/text/zh-CN/certificates.ts';
import { type Paper, paperDate } from '../kernel/paper.ts';
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
    [words.date, paperDate(startedAt)],
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
        text: `\n${took.replace('{place}', place).replace('{day}', paperDate(startedAt)).replace('{title}', title)}\n\n`,
      },
      { kind: 'facts', rows },
      { kind: 'closing', lines: [ownerOrgName, paperDate(issuedAt)] },
    ],
    verify: { url: verifyUrl(token), hash, words: words.verify },
    watermark: null,
  };
}
