import { describe, expect, it } from 'vitest';
import { routes } from '#shared/contract.ts';
import { AppError } from '../../server/src/kernel/app-error.ts';
import { parseInput } from '../../server/src/transport/parse-input.ts';

const plan = {
  title: '民法典与乡村生活',
  topic: '',
  lecturerId: 'a'.repeat(24),
  startAt: '2026-12-01T01:00:00.000Z',
  plannedMinutes: 60,
  audience: ['220283001'],
};

function fieldsOf(input: unknown): Record<string, string> {
  try {
    parseInput(routes.createLecture.input, input);
  } catch (error) {
    if (error instanceof AppError) return Object.fromEntries(error.fields.map((field) => [field.path, field.reason]));
    throw error;
  }
  return {};
}

describe('[SYS2] bad input is refused at the field, with a reason of its own', () => {
  it('accepts a right plan', () => {
    expect(fieldsOf(plan)).toEqual({});
  });

  it.each([
    ['an absent field', { ...plan, title: undefined }, { title: 'required' }],
    ['an empty line', { ...plan, title: '   ' }, { title: 'required' }],
    ['a line that is too long', { ...plan, title: 'x'.repeat(81) }, { title: 'too_long' }],
    ['no branch ticked', { ...plan, audience: [] }, { audience: 'too_few' }],
    [
      'an audience that is too long',
      { ...plan, audience: Array(401).fill('220283001') },
      { audience: 'too_many_items' },
    ],
    ['zero minutes', { ...plan, plannedMinutes: 0 }, { plannedMinutes: 'too_small' }],
    ['600 minutes', { ...plan, plannedMinutes: 600 }, { plannedMinutes: 'too_big' }],
    ['half a minute', { ...plan, plannedMinutes: 30.5 }, { plannedMinutes: 'not_an_integer' }],
    ['a number where text belongs', { ...plan, title: 7 }, { title: 'wrong_type' }],
    ['a time that is none', { ...plan, startAt: 'tomorrow' }, { startAt: 'bad_time' }],
    ['an unknown key', { ...plan, isAdmin: true }, { '': 'unknown_field' }],
    ['an id of the wrong form', { ...plan, lecturerId: '1 or 1=1' }, { lecturerId: 'bad_format' }],
  ])('%s', (_title, input, expected) => {
    expect(fieldsOf(input)).toEqual(expected);
  });

  it('names all wrong fields at once', () => {
    expect(Object.keys(fieldsOf({ ...plan, title: '', plannedMinutes: 1, audience: [] })).sort()).toEqual([
      'audience',
      'plannedMinutes',
      'title',
    ]);
  });
});
