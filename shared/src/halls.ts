import { z } from 'zod';
import { event, route } from './kit/define.ts';
import { isoTime } from './kit/fields.ts';
import { hallId, lectureId, orgId } from './kit/ids.ts';

/** 8 characters without look-alikes (no 0 O 1 I L 8 B 2 Z 5 S), typed without regard to case, spaces or dashes. */
export const pairingAlphabet = '34679ACDEFGHJKMNPQRTUVWXY';
export const pairingCode = z
  .string()
  .max(20)
  .transform((typed) => typed.toUpperCase().replace(/[\s-]/g, ''))
  .pipe(z.string().regex(/^[34679ACDEFGHJKMNPQRTUVWXY]{8}$/));
export const pairingMinutes = 15;

export const hall = z.object({
  id: hallId,
  orgId,
  name: z.string(),
  townshipId: orgId,
  townshipName: z.string(),
  path: z.string(),
  contactName: z.string(),
  /** Masked (`138****5678`) unless revealed; empty if none is known. */
  contactPhone: z.string(),
  pairedAt: isoTime.nullable(),
  lastSeenAt: isoTime.nullable(),
});
export type Hall = z.infer<typeof hall>;

/** What a hall PC shows of a lecture that it is invited to. */
export const hallLecture = z.object({
  id: lectureId,
  title: z.string(),
  topic: z.string(),
  lecturerName: z.string(),
  startAt: isoTime,
  plannedMinutes: z.number().int(),
  state: z.enum(['published', 'live', 'paused']),
});
export type HallLecture = z.infer<typeof hallLecture>;

/** Mainland mobile or landline, digits with optional dashes. */
export const phone = z
  .string()
  .trim()
  .regex(/^\+?[0-9][0-9-]{5,19}$/);

const branchKeepers = ['organizer', 'admin'] as const;

export const hallRoutes = {
  /** Halls of the caller's branch (supervisor, admin: all), by township, in tree order. */
  listHalls: route({
    method: 'GET',
    path: '/api/halls',
    input: z.strictObject({}),
    output: z.object({ halls: z.array(hall) }),
    roles: ['organizer', 'supervisor', 'admin'],
    audit: false,
    repeat: 'natural',
  }),
  updateHall: route({
    method: 'PUT',
    path: '/api/halls/:hallId',
    input: z.strictObject({
      hallId,
      contactName: z.string().trim().max(40),
      contactPhone: z.union([phone, z.literal('')]).optional(),
    }),
    output: hall,
    roles: branchKeepers,
    audit: { object: 'hallId' },
    repeat: 'natural',
  }),
  /** The full number; who looked is in the audit log. */
  revealHallPhone: route({
    method: 'POST',
    path: '/api/halls/:hallId/phone',
    input: z.strictObject({ hallId }),
    output: z.object({ contactPhone: z.string() }),
    roles: ['organizer'],
    audit: { object: 'hallId' },
    repeat: 'natural',
  }),
  /** A new code makes the hall's older codes void; the paired PC stays until the code is used. */
  makePairingCode: route({
    method: 'POST',
    path: '/api/halls/:hallId/pairing-code',
    input: z.strictObject({ hallId }),
    output: z.object({ code: z.string(), expiresAt: isoTime }),
    roles: branchKeepers,
    audit: { object: 'hallId' },
    repeat: 'secret',
  }),
  unpairHall: route({
    method: 'POST',
    path: '/api/halls/:hallId/unpair',
    input: z.strictObject({ hallId }),
    output: hall,
    roles: branchKeepers,
    audit: { object: 'hallId' },
    repeat: 'natural',
  }),
  /** Makes this browser the PC of the code's hall. Wrong, used and expired codes alike: `not_found/pairing_code_invalid`. */
  pairHall: route({
    method: 'POST',
    path: '/api/hall/pair',
    input: z.strictObject({ code: pairingCode }),
    output: z.object({ hallId, name: z.string(), townshipName: z.string() }),
    roles: ['nobody', 'hall'],
    audit: { object: null },
    repeat: 'natural',
    limit: 'pairing',
  }),
  /** What the hall PC shows when no lecture is on: the next lectures (at most 5), and the server's clock to count down by. */
  hallHome: route({
    method: 'GET',
    path: '/api/hall',
    input: z.strictObject({}),
    output: z.object({
      hallId,
      name: z.string(),
      townshipName: z.string(),
      /** Whom to call where the screen does not help. */
      helpTelephone: z.string(),
      now: isoTime,
      lectures: z.array(hallLecture),
    }),
    roles: ['hall'],
    audit: false,
    repeat: 'natural',
  }),
};

export const hallEvents = {
  /** A lecture for this hall was published, moved, cancelled, started or ended: ask `hallHome` again. */
  'hall:scheduleChanged': event({ payload: z.object({}), roles: ['hall'] }),
};
