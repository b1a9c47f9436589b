import type { PartId } from '#shared/kit/ids.ts';
import type { Ask, Part } from './consultation-record.ts';

export type AskState = 'pending' | 'agreed' | 'refused' | 'withdrawn';

/** Everybody whose yes is needed: all who were let in, and nobody who asks to come in. */
export const mustAnswer = (parts: readonly Part[]): Part[] =>
  parts.filter(
    ({ kind, admittedAt, removedAt, uninvitedAt }) =>
      kind !== 'supervisor' && admittedAt !== null && removedAt === null && uninvitedAt === null,
  );

/** What each has said last. */
export function lastAnswers({ answers }: Pick<Ask, 'answers'>): ReadonlyMap<PartId, boolean> {
  return new Map(answers.map(({ partId, agrees }) => [partId, agrees]));
}

/** Agreed is what all who are in have said yes to; with nobody in, nothing is. A newcomer makes it pending. */
export function askState(ask: Ask, parts: readonly Part[]): AskState {
  if (ask.withdrawnAt !== null) return 'withdrawn';
  const said = lastAnswers(ask);
  const needed = mustAnswer(parts);
  if (needed.some(({ id }) => said.get(id) === false)) return 'refused';
  return needed.length > 0 && needed.every(({ id }) => said.get(id) === true) ? 'agreed' : 'pending';
}

/** Is what was asked for allowed now? For a recording before its first byte, for a supervisor at the door and all the time inside. */
export const isAgreed = (asks: readonly Ask[], parts: readonly Part[], meant: (ask: Ask) => boolean): boolean =>
  asks.some((ask) => meant(ask) && askState(ask, parts) === 'agreed');
