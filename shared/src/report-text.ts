import type { Language } from './kit/language.ts';
import { reportTexts as en } from './text/en/reports.ts';
import { reportTexts as zhCN } from './text/zh-CN/reports.ts';

export type ReportWords = typeof zhCN;

const words: Record<Language, ReportWords> = { 'zh-CN': zhCN, en };

export const reportWords = (language: Language): ReportWords => words[language];
