import { z } from 'zod';

/** 良好 / 一般 / 较差, as the hall's own PC judges it from lost and late packets. */
export const linkQuality = z.enum(['good', 'fair', 'poor', 'unknown']);
export type LinkQuality = z.infer<typeof linkQuality>;
