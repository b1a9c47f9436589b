import type { Language } from './kit/language.ts';
import type { NoticeKind } from './notices.ts';
import { noticeTexts as en } from './text/en/notices.ts';
import { noticeTexts as zhCN } from './text/zh-CN/notices.ts';

const texts: Record<Language, Record<NoticeKind, string>> = { 'zh-CN': zhCN, en };

const timeZone = 'Asia/Shanghai';
const moments: Record<Language, Intl.DateTimeFormat> = {
  'zh-CN': new Intl.DateTimeFormat('zh-CN', {
    timeZone,
    month: 'long',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'medium', timeStyle: 'short' }),
};

const days: Record<Language, Intl.DateTimeFormat> = {
  'zh-CN': new Intl.DateTimeFormat('zh-CN', { timeZone: 'UTC', dateStyle: 'long' }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', dateStyle: 'long' }),
};

/** The sentence of a notice in this language, its values filled in; moments as local time, days in words. */
export function noticeText(language: Language, kind: NoticeKind, params: Record<string, string | number>): string {
  return texts[language][kind].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(params[name] ?? '');
    if (value === '') return value;
    if (name.endsWith('On')) return days[language].format(new Date(value));
    return name.endsWith('At') ? moments[language].format(new Date(value)) : value;
  });
}
