import type { certificateRoutes } from '#shared/certificates.ts';
import type { Caller } from '#shared/kit/caller.ts';
import type { Handlers } from '#shared/kit/define.ts';
import type { HallId, LectureId } from '#shared/kit/ids.ts';
import { certificateTexts as words } from '#shared/text/zh-CN/certificates.ts';
import type { RouteCall } from '../kernel/call.ts';
import type { Paper, RenderPaper } from '../kernel/paper.ts';
import type { CertificateContent, CertificateData } from './certificate.repo.ts';
import type { Certificates } from './certificates.ts';

export type CertificateRoutesDeps = {
  readonly certificates: Certificates;
  /** Rejects where the caller may not see the lecture. */
  readonly checkMaySee: (id: LectureId, caller: Caller) => Promise<unknown>;
  /** What can be certified; rejects with `invalid_state/hall_was_not_present` where nothing can. */
  readonly contentOf: (id: LectureId, hallId: HallId, caller: Caller) => Promise<CertificateContent>;
  readonly verifyUrl: (token: string) => string;
  readonly render: RenderPaper;
};

export function createCertificateRoutes(deps: CertificateRoutesDeps): Handlers<typeof certificateRoutes, RouteCall> {
  const { certificates, checkMaySee, contentOf, verifyUrl, render } = deps;
  return {
    lectureCertificates: async ({ lectureId }, { caller }) => {
      await checkMaySee(lectureId, caller);
      return { certificates: (await certificates.of(lectureId)).map(viewOf) };
    },
    issueCertificate: async ({ lectureId, hallId }, { caller }) => {
      const content = await contentOf(lectureId, hallId, caller);
      return viewOf(await certificates.issue(lectureId, hallId, content));
    },
    certificatePdf: async ({ lectureId, hallId }, { caller }) => {
      await checkMaySee(lectureId, caller);
      const certificate = await certificates.get(lectureId, hallId);
      const body = await render(paperOf(certificate, verifyUrl));
      return { fileName: `${certificate.number}.pdf`, contentType: 'application/pdf', content: { body } };
    },
  };
}

const viewOf = ({ hallId, number, issuedAt, content }: CertificateData) => ({
  hallId,
  number,
  issuedAt: new Date(issuedAt).toISOString(),
  isSupplement: content.isSupplement,
});

function paperOf(
  { number, issuedAt, hash, token, content }: CertificateData,
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
        text: took.replace('{place}', place).replace('{day}', dayOf(startedAt)).replace('{title}', title),
      },
      { kind: 'facts', rows },
      { kind: 'text', text: `${ownerOrgName}\n${dayOf(issuedAt)}` },
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
