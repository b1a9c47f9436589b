import { z } from 'zod';
import { route } from './kit/define.ts';
import { isoTime } from './kit/fields.ts';
import { requestId } from './kit/ids.ts';
import { pageInput, pageOf } from './kit/paging.ts';

/** Five faces, from 1 (very unhappy) to 5 (very happy). */
export const faces = z.number().int().min(1).max(5);
export const ratingNoteMax = 300;

/** notYet: the matter has no result; open: may be given until `until`; given; over: the time went by. */
const matterRating = z.object({
  state: z.enum(['notYet', 'open', 'given', 'over']),
  until: isoTime.nullable(),
  faces: faces.nullable(),
  note: z.string(),
});
export type MatterRating = z.infer<typeof matterRating>;

const givenRating = z.object({
  requestId,
  number: z.string(),
  expertName: z.string(),
  faces,
  note: z.string(),
  at: isoTime,
});
export type GivenRating = z.infer<typeof givenRating>;

export const ratingRoutes = {
  matterRating: route({
    method: 'GET',
    path: '/api/matter/rating',
    input: z.strictObject({}),
    output: matterRating,
    roles: ['citizen'],
    audit: false,
    repeat: 'natural',
  }),
  /** Once. `conflict/rating_given` for a second one, `invalid_state/rating_closed` before a result and after the time. */
  rateMatter: route({
    method: 'POST',
    path: '/api/matter/rating',
    input: z.strictObject({ faces, note: z.string().trim().max(ratingNoteMax) }),
    output: matterRating,
    roles: ['citizen'],
    audit: { object: null, fields: ['faces'] },
    repeat: 'key',
  }),
  /** Newest first. expert: own; supervisor: all. */
  listRatings: route({
    method: 'GET',
    path: '/api/ratings',
    input: z.strictObject(pageInput),
    output: pageOf(givenRating),
    roles: ['expert', 'supervisor'],
    audit: false,
    repeat: 'natural',
  }),
};
