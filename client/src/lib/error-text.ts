import { type ErrorReason, errorText } from '#shared/error-text.ts';
import type { FieldError } from '#shared/kit/errors.ts';
import { ClientError } from './client-error.ts';
import { currentLanguage, i18n } from './i18n.ts';

export type ErrorWords = { sentence: string; incident: string | null };

/** The sentence for a person: what happened and what to do, in the page's language; the incident number if the server gave one. */
export function errorWords(error: unknown): ErrorWords {
  if (!(error instanceof ClientError)) return { sentence: i18n.t('common:error.unexpected'), incident: null };
  if (error.kind === 'network') return { sentence: i18n.t('common:error.network'), incident: null };
  if (error.kind === 'timeout') return { sentence: i18n.t('common:error.timeout'), incident: null };
  if (!error.wire) return { sentence: i18n.t('common:error.unexpected'), incident: null };
  const { reason, message, params, incident } = error.wire;
  const sentence = message || reasonText(reason, { ...params, ...(incident ? { incident } : {}) });
  return { sentence, incident: incident ?? null };
}

/** The sentence of a reason, from the texts that both sides share. */
export const reasonText = (reason: ErrorReason | (string & {}), params?: FieldError['params']): string =>
  errorText(currentLanguage(), reason, params);

/** The sentence for one field of a form, by its path in the input (`audience` also finds `audience.0`); undefined if it was fine. */
export function fieldText(error: unknown, path: string): string | undefined {
  if (!(error instanceof ClientError)) return undefined;
  const field = error.fields.find((each) => each.path === path || each.path.startsWith(`${path}.`));
  return field && reasonText(field.reason, field.params);
}
