import type { z } from 'zod';
import { type ErrorReason, isReason } from '#shared/error-text.ts';
import type { FieldError, ReasonParams } from '#shared/kit/errors.ts';
import { AppError } from '../kernel/app-error.ts';

type Issue = z.core.$ZodIssue;
type Told = { reason: ErrorReason; params?: ReasonParams };

/** Fields whose format has a sentence of its own. */
const formats: Record<string, ErrorReason> = {
  signInName: 'bad_sign_in_name',
  contactPhone: 'bad_phone',
  phone: 'bad_phone',
  code: 'pairing_code_invalid',
};

/** Parses an entry's input; a refusal names every field at once. */
export function parseInput<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input, { reportInput: true });
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.slice(0, 50).map(toFieldError);
  throw new AppError('invalid_input', 'invalid_input', { fields });
}

function toFieldError(issue: Issue): FieldError {
  const path = issue.path.map(String).join('.').slice(0, 200);
  const { reason, params } = tell(issue);
  return { path, reason, ...(params && { params }) };
}

function tell(issue: Issue): Told {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return { reason: 'required' };
      return { reason: issue.expected === 'int' ? 'not_an_integer' : 'wrong_type' };
    case 'unrecognized_keys':
      return { reason: 'unknown_field', params: { names: issue.keys.slice(0, 5).join(', ').slice(0, 80) } };
    case 'too_small':
      return tooSmall(issue.origin, Number(issue.minimum), issue.input);
    case 'too_big':
      return {
        reason: pick(issue.origin, 'too_long', 'too_many_items', 'too_big'),
        params: { maximum: Number(issue.maximum) },
      };
    case 'invalid_value':
      return { reason: issue.input === undefined ? 'required' : 'not_a_choice' };
    case 'invalid_format':
      if (issue.format === 'datetime') return { reason: 'bad_time' };
      return { reason: formats[String(issue.path.at(-1))] ?? 'bad_format' };
    case 'custom':
      // A rule of the schema itself names its sentence.
      return { reason: isReason(issue.message) ? issue.message : 'bad_format' };
    default:
      return { reason: 'bad_format' };
  }
}

function tooSmall(origin: string, minimum: number, input: unknown): Told {
  if (input === '') return { reason: 'required' };
  return { reason: pick(origin, 'too_short', 'too_few', 'too_small'), params: { minimum } };
}

function pick(origin: string, ofText: ErrorReason, ofList: ErrorReason, ofNumber: ErrorReason): ErrorReason {
  if (origin === 'string') return ofText;
  return origin === 'array' ? ofList : ofNumber;
}
