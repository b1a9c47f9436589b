import { z } from 'zod';

/** Fields of law by which matters find their experts; words in `text/<language>/legal-fields.ts`. */
export const legalFields = [
  'family',
  'land',
  'labour',
  'contract',
  'tort',
  'traffic',
  'administrative',
  'criminal',
  'enterprise',
  'other',
] as const;
export const legalField = z.enum(legalFields);
export type LegalField = z.infer<typeof legalField>;
