import { describe, expect, it } from 'vitest';
import { noticeText } from '#shared/notice-text.ts';
import { noticeFacts } from '#shared/notices.ts';
import { noticeTexts as en } from '#shared/text/en/notices.ts';
import { noticeTexts as zhCN } from '#shared/text/zh-CN/notices.ts';

const valuesOf = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');

describe('[NOT1] what people are told', () => {
  it.each(Object.entries({ 'zh-CN': zhCN, en }))('[NOT1] %s names only values that the kind brings', (_, texts) => {
    const known = new Map<string, readonly string[]>(Object.entries(noticeFacts).map(([k, f]) => [k, f.params]));
    const wrong = Object.entries(texts).flatMap(([kind, text]) =>
      valuesOf(text).filter((name) => !known.get(kind)?.includes(name)),
    );
    expect(wrong).toEqual([]);
    expect(Object.keys(texts).sort()).toEqual(Object.keys(noticeFacts).sort());
  });

  it('[NOT1] a moment is told in local time', () => {
    const told = noticeText('zh-CN', 'consultation.booked', {
      number: '2026-0137',
      startAt: '2026-11-24T17:30:00.000Z',
    });
    expect(told).toContain('2026-0137');
    expect(told).toContain('11月25日');
    expect(told).toContain('01:30');
  });
});
