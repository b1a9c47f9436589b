import { type Certificate, hasEarned } from '#shared/certificates.ts';
import type { LectureReport, ReportHall } from '#shared/reports.ts';
import { groupBy } from '../../lib/group-by.ts';
import { useRoute } from '../../lib/query.ts';

/** One that was not withdrawn. */
export type Standing = Certificate & { state: 'valid' | 'outdated' };
const isStanding = (one: Certificate): one is Standing => one.state !== 'withdrawn';

/** The certificates of a lecture beside its report: what each hall has, and what is to be issued. */
export function useCertificates({ lectureId, halls }: LectureReport) {
  const issued = useRoute('lectureCertificates', { lectureId }).data?.certificates;
  const ofHall = groupBy(issued ?? [], ({ hallId }) => hallId);
  const standing = (hall: ReportHall): Standing | undefined => ofHall.get(hall.hallId)?.findLast(isStanding);
  const earned = halls.filter(hasEarned);
  return {
    isKnown: issued !== undefined,
    earned: earned.length,
    /** All of the hall, oldest first. */
    of: (hall: ReportHall): readonly Certificate[] => ofHall.get(hall.hallId) ?? [],
    standing,
    valid: halls.filter((hall) => standing(hall)?.state === 'valid').length,
    outdated: halls.filter((hall) => standing(hall)?.state === 'outdated').length,
    /** Halls that get a first one or one in the place of an outdated one, in tree order; never one that was taken back. */
    toIssue: earned
      .filter((hall) => standing(hall)?.state === 'outdated' || !ofHall.has(hall.hallId))
      .map(({ hallId }) => hallId),
  };
}

export type CertificatesOf = ReturnType<typeof useCertificates>;
