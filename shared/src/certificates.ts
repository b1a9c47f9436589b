import { z } from 'zod';
import { fileOutput, route } from './kit/define.ts';
import { isoTime, reasonText } from './kit/fields.ts';
import { hallId, lectureId } from './kit/ids.ts';
import type { ReportHall } from './reports.ts';

/** How many are issued in one call; a page with more to issue calls again, so that it can show how far it is and stop. */
export const certificateRules = { mostAtOnce: 20 };

/** outdated: genuine, but the report says something else by now, e.g. after a corrected count. withdrawn: taken back or replaced. */
export const certificateState = z.enum(['valid', 'outdated', 'withdrawn']);

/** That a hall took part: present from start to end, or 补学, which the paper says. */
const certificate = z.object({
  hallId,
  number: z.string(),
  issuedAt: isoTime,
  isSupplement: z.boolean(),
  /** People, as the paper says; null where none were counted. */
  heads: z.number().int().nullable(),
  minutes: z.number().int(),
  state: certificateState,
  withdrawn: z.object({ at: isoTime, by: z.string(), reason: z.string() }).nullable(),
});
export type Certificate = z.infer<typeof certificate>;

/** Whether a hall gets a certificate: it was present, or watched later. */
export const hasEarned = ({ result, supplementHeads }: Pick<ReportHall, 'result' | 'supplementHeads'>): boolean =>
  result === 'present' || supplementHeads !== null;

const ofLecture = z.strictObject({ lectureId });
const onHall = z.strictObject({ lectureId, hallId });
const readers = ['lecturer', 'organizer', 'supervisor'] as const;

export const certificateRoutes = {
  /** All that were ever issued, oldest first: of each hall the last one counts. */
  lectureCertificates: route({
    method: 'GET',
    path: '/api/lectures/:lectureId/certificates',
    input: ofLecture,
    output: z.object({ certificates: z.array(certificate) }),
    roles: readers,
    audit: false,
    repeat: 'natural',
  }),
  /**
   * Gives each hall its certificate with a number of its own. One that is valid stays the same; one that is outdated is withdrawn
   * and replaced. Nothing is issued where one of the halls neither took part nor watched later
   * (`invalid_state/hall_was_not_present`), or while the lecture can go on again (`certificate_too_early`).
   */
  issueCertificates: route({
    method: 'POST',
    path: '/api/lectures/:lectureId/certificates',
    input: z.strictObject({ lectureId, hallIds: z.array(hallId).min(1).max(certificateRules.mostAtOnce) }),
    output: z.object({ certificates: z.array(certificate) }),
    roles: ['organizer'],
    audit: { object: 'lectureId', fields: ['hallIds'] },
    repeat: 'natural',
  }),
  /** Its code says from then on that it is void. The number is not used again; the hall can get another one. */
  withdrawCertificate: route({
    method: 'POST',
    path: '/api/lectures/:lectureId/certificates/:hallId/withdraw',
    input: z.strictObject({ lectureId, hallId, number: z.string().max(40), reason: reasonText }),
    output: z.object({}),
    roles: ['organizer'],
    audit: { object: 'lectureId', fields: ['hallId', 'number', 'reason'] },
    repeat: 'natural',
  }),
  /** As a paper, in Chinese, with a code to check it. `invalid_state/certificate_outdated` where it says something else than the report. */
  certificatePdf: route({
    method: 'GET',
    path: '/api/lectures/:lectureId/certificates/:hallId/pdf',
    input: onHall,
    output: fileOutput,
    roles: readers,
    audit: { object: 'lectureId', fields: ['hallId'] },
    repeat: 'natural',
  }),
  /** All valid ones in one file, a page for each hall in the order of the tree. */
  certificatesPdf: route({
    method: 'GET',
    path: '/api/lectures/:lectureId/certificates.pdf',
    input: ofLecture,
    output: fileOutput,
    roles: readers,
    audit: { object: 'lectureId' },
    repeat: 'natural',
  }),
};
