import type { FigureCell, FigureGroup } from './figures.ts';
import type { Language } from './kit/language.ts';
import type { LegalField } from './kit/legal-field.ts';
import { figureTexts as en } from './text/en/figures.ts';
import { legalFieldTexts as enFields } from './text/en/legal-fields.ts';
import { figureTexts as zhCN } from './text/zh-CN/figures.ts';
import { legalFieldTexts as zhFields } from './text/zh-CN/legal-fields.ts';

export type FigureWords = typeof zhCN;

const words: Record<Language, FigureWords> = { 'zh-CN': zhCN, en };
const fields: Record<Language, Record<LegalField, string>> = { 'zh-CN': zhFields, en: enFields };

const isField = (key: string): key is LegalField => Object.hasOwn(zhFields, key);
const isChannel = (key: string): key is keyof FigureWords['channels'] => Object.hasOwn(zhCN.channels, key);

export const figureWords = (language: Language): FigureWords => words[language];

export const fieldName = (language: Language, field: LegalField | null): string =>
  field === null ? words[language].none : fields[language][field];

/** What a cell is called: the township or expert by name, the others by their word. */
export function cellName(language: Language, by: FigureGroup, { key, name }: Pick<FigureCell, 'key' | 'name'>): string {
  const said = words[language];
  if (by === 'total') return said.all;
  if (by === 'field') return fieldName(language, isField(key) ? key : null);
  if (by === 'channel') return isChannel(key) ? said.channels[key] : key;
  return key === 'none' ? said.none : name;
}
