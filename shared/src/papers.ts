import { z } from 'zod';
import { everyone } from './kit/caller.ts';
import { route } from './kit/define.ts';
import { isoTime } from './kit/fields.ts';

/** Which kind of paper a QR code stands on. */
export const paperKind = z.enum(['record', 'checkUp', 'mediation', 'settlement', 'petitionEnd', 'attendance']);

/**
 * Whether a paper in somebody's hand is what was closed here: its number, date and hash to compare, and nothing of what it says.
 * `unknown`: there is no such paper; `altered`: what is stored is not what was closed; `outdated`: it is genuine, and what it says
 * has been corrected since; `withdrawn`: it is void.
 */
export const paperCheck = z.discriminatedUnion('result', [
  z.object({ result: z.literal('unknown') }),
  z.object({
    result: z.enum(['valid', 'altered', 'outdated', 'withdrawn']),
    kind: paperKind,
    number: z.string(),
    date: isoTime,
    hash: z.string(),
  }),
]);
export type PaperCheck = z.infer<typeof paperCheck>;

export const paperRoutes = {
  verifyPaper: route({
    method: 'GET',
    path: '/api/papers/:token',
    input: z.strictObject({ token: z.string().regex(/^[A-Za-z0-9_-]{16,64}$/) }),
    output: paperCheck,
    roles: everyone,
    audit: false,
    repeat: 'natural',
    limit: 'check',
  }),
};
