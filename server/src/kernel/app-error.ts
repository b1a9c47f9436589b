import type { ErrorReason } from '#shared/error-text.ts';
import type { ErrorCode, FieldError, ReasonParams } from '#shared/kit/errors.ts';

export type AppErrorOptions = {
  /** Values that the sentence for `reason` names, for example the present state. Never a secret. */
  readonly params?: ReasonParams;
  /** What was refused where, for `invalid_input`. */
  readonly fields?: readonly FieldError[];
  readonly cause?: unknown;
};

/**
 * The one kind of error that a caller is meant to understand: thrown by services, turned into a reply by the transport.
 * `reason` is a snake_case word that the text files of both languages turn into a sentence with `params`.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly reason: ErrorReason;
  readonly params: ReasonParams;
  readonly fields: readonly FieldError[];

  constructor(code: ErrorCode, reason: ErrorReason, options: AppErrorOptions = {}) {
    super(`${code}/${reason}`, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.reason = reason;
    this.params = options.params ?? {};
    this.fields = options.fields ?? [];
  }
}
