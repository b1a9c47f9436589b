import type { ReasonParams } from './kit/errors.ts';
import type { Language } from './kit/language.ts';
import { errorTexts as en } from './text/en/errors.ts';
import { errorTexts as zhCN } from './text/zh-CN/errors.ts';

/** A key of the error texts: why something was refused. */
export type ErrorReason = keyof typeof zhCN;

const texts: Record<Language, Record<ErrorReason, string>> = { 'zh-CN': zhCN, en };

export const isReason = (reason: string): reason is ErrorReason => Object.hasOwn(zhCN, reason);

/** The sentence of a reason in this language, its parameters filled in; an unknown reason gets the general sentence of bad input. */
export function errorText(language: Language, reason: string, params: ReasonParams = {}): string {
  const template = texts[language][isReason(reason) ? reason : 'invalid_input'];
  return template.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));
}
