import type { Certificate, certificateRoutes } from '#shared/certificates.ts';
import type { Caller } from '#shared/kit/caller.ts';
import type { FileOutput, Handlers } from '#shared/kit/define.ts';
import type { LectureId } from '#shared/kit/ids.ts';
import { lectureRules } from '#shared/lectures.ts';
import type { ReportHall } from '#shared/reports.ts';
import { certificateTexts } from '#shared/text/zh-CN/certificates.ts';
import { AppError } from '../kernel/app-error.ts';
import type { RouteCall } from '../kernel/call.ts';
import { staffOf } from '../kernel/caller-of.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Paper, RenderPaper } from '../kernel/paper.ts';
import { certificatePaper } from './certificate.paper.ts';
import { type CertifiedLecture, earnedIn } from './certificate.rules.ts';
import type { Certificates, JudgedCertificate } from './certificates.ts';

export type CertificateRoutesDeps = {
  readonly certificates: Certificates;
  /** A lecture that is over and its halls in the order of the tree; rejects where the caller may not see it, or before its end. */
  readonly reportFor: (
    id: LectureId,
    caller: Caller,
  ) => Promise<{ lecture: CertifiedLecture & { stateAt: number }; halls: readonly ReportHall[] }>;
  /** Rejects where the caller may not see the lecture. */
  readonly checkMaySee: (id: LectureId, caller: Caller) => Promise<{ readonly state: string }>;
  readonly verifyUrl: (token: string) => string;
  readonly render: RenderPaper;
  readonly clock: Clock;
};

export function createCertificateRoutes(deps: CertificateRoutesDeps): Handlers<typeof certificateRoutes, RouteCall> {
  const { certificates, reportFor, checkMaySee, verifyUrl, render, clock } = deps;
  const judged = async (id: LectureId, caller: Caller) => {
    const { lecture, halls } = await reportFor(id, caller);
    return { lecture, halls, all: await certificates.of(id, earnedIn(lecture, halls)) };
  };
  return {
    lectureCertificates: async ({ lectureId }, { caller }) => {
      const { state } = await checkMaySee(lectureId, caller);
      return { certificates: state === 'ended' ? (await judged(lectureId, caller)).all.map(viewOf) : [] };
    },
    issueCertificates: async ({ lectureId, hallIds }, { caller }) => {
      const { lecture, halls } = await reportFor(lectureId, caller);
      const { reopenMinutes: minutes } = lectureRules;
      if (clock.now() - lecture.stateAt <= minutes * 60_000) {
        throw new AppError('invalid_state', 'certificate_too_early', { params: { minutes } });
      }
      const earned = earnedIn(lecture, halls);
      const contents = hallIds.map((hallId) => {
        const content = earned.get(hallId);
        if (content !== undefined) return { hallId, content };
        if (halls.some((hall) => hall.hallId === hallId)) throw new AppError('invalid_state', 'hall_was_not_present');
        throw new AppError('not_found', 'hall_unknown', { params: { hallId } });
      });
      const issued: JudgedCertificate[] = [];
      // One after the other, so that numbers rise in the order of the halls.
      for (const { hallId, content } of contents) {
        issued.push(await certificates.issue(lectureId, hallId, content, staffOf(caller).name));
      }
      return { certificates: issued.map(viewOf) };
    },
    withdrawCertificate: async ({ lectureId, hallId, number, reason }, { caller }) => {
      await checkMaySee(lectureId, caller);
      await certificates.withdraw(lectureId, hallId, number, { by: staffOf(caller).name, reason });
      return {};
    },
    certificatePdf: async ({ lectureId, hallId }, { caller }) => {
      const { all } = await judged(lectureId, caller);
      const last = all.findLast((one) => one.hallId === hallId && one.state !== 'withdrawn');
      if (last === undefined) throw new AppError('not_found', 'certificate_unknown');
      if (last.state === 'outdated') throw new AppError('invalid_state', 'certificate_outdated');
      return pdf(`${last.number}.pdf`, await render(certificatePaper(last, verifyUrl)));
    },
    certificatesPdf: async ({ lectureId }, { caller }) => {
      const { lecture, halls, all } = await judged(lectureId, caller);
      const valid = new Map(all.filter(({ state }) => state === 'valid').map((one) => [one.hallId, one]));
      const papers = halls.flatMap(({ hallId }): Paper[] => {
        const one = valid.get(hallId);
        return one === undefined ? [] : [certificatePaper(one, verifyUrl)];
      });
      if (papers.length === 0) throw new AppError('not_found', 'certificate_unknown');
      return pdf(`${certificateTexts.fileName}-${lecture.title}.pdf`, await render(papers));
    },
  };
}

const pdf = (fileName: string, body: Uint8Array<ArrayBuffer>): FileOutput => ({
  fileName,
  contentType: 'application/pdf',
  content: { body },
});

const viewOf = ({ hallId, number, issuedAt, content, state, withdrawn }: JudgedCertificate): Certificate => ({
  ...{ hallId, number, state },
  issuedAt: new Date(issuedAt).toISOString(),
  isSupplement: content.isSupplement,
  heads: content.heads,
  minutes: content.minutes,
  withdrawn: withdrawn && { ...withdrawn, at: new Date(withdrawn.at).toISOString() },
});
