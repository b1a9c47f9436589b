import { hasEarned } from '#shared/certificates.ts';
import type { HallId } from '#shared/kit/ids.ts';
import type { ReportHall } from '#shared/reports.ts';
import type { CertificateContent } from './certificate.repo.ts';

/** What a paper says of the lecture. */
export type CertifiedLecture = Pick<CertificateContent, 'title' | 'lecturerName' | 'ownerOrgName'> & {
  readonly startedAt: number | null;
  readonly startAt: number;
  readonly taught: readonly { readonly view: { readonly name: string } }[];
};

/** Who was on air, in their order; of a lecture of which that is not known, the planned lecturer. */
const taughtBy = ({ taught, lecturerName }: CertifiedLecture): string =>
  [...new Set(taught.map(({ view }) => view.name))].join('、') || lecturerName;

/** What each hall has earned: that it was present, or else that it watched later. */
export function earnedIn(lecture: CertifiedLecture, halls: readonly ReportHall[]): Map<HallId, CertificateContent> {
  const { title, ownerOrgName, startedAt, startAt } = lecture;
  const lecturerName = taughtBy(lecture);
  return new Map(
    halls.filter(hasEarned).map(({ hallId, hallName, townshipName, minutes, heads, supplementHeads, result }) => {
      const isSupplement = result !== 'present';
      const said = { hallName, townshipName, title, lecturerName, ownerOrgName, startedAt: startedAt ?? startAt };
      return [hallId, { ...said, minutes, heads: isSupplement ? supplementHeads : heads, isSupplement }] as const;
    }),
  );
}
