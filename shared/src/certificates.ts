import { z } from 'zod';
import { fileOutput, route } from './kit/define.ts';
import { isoTime } from './kit/fields.ts';
import { hallId, lectureId } from './kit/ids.ts';

/** That a hall took part: present from start to end, or 补学, which the paper says. */
const certificate = z.object({ hallId, number: z.string(), issuedAt: isoTime, isSupplement: z.boolean() });

const onHall = z.strictObject({ lectureId, hallId });

export const certificateRoutes = {
  lectureCertificates: route({
    method: 'GET',
    path: '/api/lectures/:lectureId/certificates',
    input: z.strictObject({ lectureId }),
    output: z.object({ certificates: z.array(certificate) }),
    roles: ['lecturer', 'organizer', 'supervisor'],
    audit: false,
    repeat: 'natural',
  }),
  /**
   * Gives the hall its certificate with a number of its own; again it is the same one. `invalid_state/hall_was_not_present`
   * where it neither took part nor watched later.
   */
  issueCertificate: route({
    method: 'POST',
    path: '/api/lectures/:lectureId/certificates',
    input: onHall,
    output: certificate,
    roles: ['organizer'],
    audit: { object: 'lectureId', fields: ['hallId'] },
    repeat: 'natural',
  }),
  /** As a paper, in Chinese, with a code to check it. */
  certificatePdf: route({
    method: 'GET',
    path: '/api/lectures/:lectureId/certificates/:hallId/pdf',
    input: onHall,
    output: fileOutput,
    roles: ['lecturer', 'organizer', 'supervisor'],
    audit: { object: 'lectureId', fields: ['hallId'] },
    repeat: 'natural',
  }),
};
