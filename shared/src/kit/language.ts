import { z } from 'zod';

export const languages = ['zh-CN', 'en'] as const;
export const language = z.enum(languages);
export type Language = (typeof languages)[number];
