import { z } from 'zod';

/** Every list is paged by an opaque cursor; `limit` is at most 200 rows. */
export const pageInput = {
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

/** One page of a list; `nextCursor` is null on the last one. */
export const pageOf = <T extends z.ZodType>(row: T) =>
  z.object({ rows: z.array(row), nextCursor: z.string().nullable() });
