import { z } from 'zod';

/** What kind of refusal it is. Clients decide by the code; people read the sentence that belongs to the reason. */
export const errorCodes = [
  'unauthenticated',
  'forbidden',
  'not_found',
  'conflict',
  'invalid_input',
  'invalid_state',
  'too_many',
  'unavailable',
  'internal',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** The HTTP status of each code. */
export const httpStatus: Record<ErrorCode, number> = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  invalid_input: 422,
  invalid_state: 409,
  too_many: 429,
  unavailable: 503,
  internal: 500,
};

/** Values that are put into the sentence of a reason, e.g. `{ minutes: 15 }`. */
export const reasonParams = z.record(z.string(), z.union([z.string(), z.number()]));
export type ReasonParams = z.infer<typeof reasonParams>;

/** One refused field: `path` as in the input (`audience.0`), `reason` a key of the error texts. */
export const fieldError = z.object({ path: z.string(), reason: z.string(), params: reasonParams.optional() });
export type FieldError = z.infer<typeof fieldError>;

/**
 * An error as it travels. `reason` is a key of `text/<language>/errors.ts`; `message` is its sentence in the caller's
 * language; `incident` is the number (错误编号) under which the log holds the cause of an internal error.
 */
export const wireError = z.object({
  code: z.enum(errorCodes),
  reason: z.string(),
  message: z.string(),
  params: reasonParams.optional(),
  fields: z.array(fieldError).optional(),
  incident: z.string().optional(),
});
export type WireError = z.infer<typeof wireError>;

/** The acknowledgement of every command. */
export type Ack<T> = { ok: true; data: T } | { ok: false; error: WireError };
