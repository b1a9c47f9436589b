import { z } from 'zod';
import { headRules } from './heads.ts';
import { route } from './kit/define.ts';
import { isoTime, reasonText } from './kit/fields.ts';
import { hallId, lectureId } from './kit/ids.ts';

/** 补学: a hall watched the replay of a lecture that is over. Every entry stays; the last one stands. */
const supplement = z.object({
  hallId,
  hallName: z.string(),
  /** People who watched; null where an entry was taken back. */
  heads: z.number().int().nullable(),
  reason: z.string(),
  by: z.string(),
  at: isoTime,
});

export const supplementRoutes = {
  /** All entries of the lecture, oldest first. */
  lectureSupplements: route({
    method: 'GET',
    path: '/api/lectures/:lectureId/supplements',
    input: z.strictObject({ lectureId }),
    output: z.object({ supplements: z.array(supplement) }),
    roles: ['lecturer', 'organizer', 'supervisor'],
    audit: false,
    repeat: 'natural',
  }),
  /** For a hall that was absent or too short; `heads: null` takes the entry back. `invalid_state/hall_was_present` where it was there. */
  enterSupplement: route({
    method: 'POST',
    path: '/api/lectures/:lectureId/supplements',
    input: z.strictObject({
      lectureId,
      hallId,
      heads: z.number().int().min(1).max(headRules.mostHeads).nullable(),
      reason: reasonText,
    }),
    output: z.object({}),
    roles: ['organizer'],
    audit: { object: 'lectureId', fields: ['hallId', 'heads', 'reason'] },
    repeat: 'key',
  }),
};
