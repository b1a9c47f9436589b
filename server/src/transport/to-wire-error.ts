import { randomInt } from 'node:crypto';
import { errorText } from '#shared/error-text.ts';
import type { FieldError, WireError } from '#shared/kit/errors.ts';
import type { Language } from '#shared/kit/language.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Logger } from '../kernel/logger.ts';

/** Errors of libraries that have a meaning of ours; the assembly passes what the database layer knows. */
export type KnownErrors = (error: unknown) => AppError | undefined;

/** An incident number that can be read out over the telephone: six digits, and the day it belongs to stands in the log. */
const newIncident = (): string => String(randomInt(0, 1_000_000)).padStart(6, '0');

/**
 * The only place that turns an error into a reply. What is not an `AppError` is a fault of ours: it is logged with its cause
 * under an incident number, and the caller sees only that number.
 */
export function createToWireError(
  log: Logger,
  known: KnownErrors,
): (error: unknown, language: Language, entry: string) => WireError {
  return (error, language, entry) => {
    const appError = error instanceof AppError ? error : known(error);
    if (appError && appError.code !== 'internal') return describe(appError, language);
    const incident = newIncident();
    log.error({ err: error, incident, entry }, 'unexpected error');
    const params = { incident };
    return { code: 'internal', reason: 'internal', message: errorText(language, 'internal', params), params, incident };
  };
}

function describe(error: AppError, language: Language): WireError {
  const fields: FieldError[] = error.fields.map((field) => ({ ...field }));
  return {
    code: error.code,
    reason: error.reason,
    message: errorText(language, error.reason, error.params),
    ...(Object.keys(error.params).length > 0 && { params: error.params }),
    ...(fields.length > 0 && { fields }),
  };
}
