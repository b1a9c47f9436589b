import type { HallId, PartId } from '#shared/kit/ids.ts';
import { type Poll, type PollState, pollRules } from '#shared/polls.ts';
import { AppError } from '../kernel/app-error.ts';

export type Vote = { readonly hallId: HallId; readonly counts: readonly number[]; readonly at: string };
/** A poll with its votes, one for each hall at most. */
export type PollRecord = Omit<Poll, 'result' | 'options'> & {
  readonly options: readonly string[];
  readonly votes: readonly Vote[];
};
export type PollPlan = Pick<Poll, 'title' | 'kind' | 'counting' | 'options' | 'right'> & { id: PartId };

const iso = (at: number): string => new Date(at).toISOString();

export const optionCount = ({ kind, options }: Pick<PollRecord, 'kind' | 'options'>): number =>
  kind === 'yesNo' ? 2 : options.length;

export function drafted(all: readonly PollRecord[], plan: PollPlan, at: number): PollRecord {
  const { kind, options, right } = plan;
  const isTold = kind === 'yesNo' ? options.length === 0 : options.length >= 2;
  const isRight = kind === 'quiz' ? right !== null && right < options.length : right === null;
  if (!isTold || !isRight || new Set(options).size !== options.length || all.length >= pollRules.mostPolls) {
    throw new AppError('invalid_input', 'poll_options');
  }
  return { ...plan, at: iso(at), state: 'draft', stateAt: iso(at), votes: [] };
}

const before: Record<Exclude<PollState, 'draft'>, PollState> = { open: 'draft', closed: 'open', shown: 'closed' };

export function moved(
  all: readonly PollRecord[],
  poll: PollRecord,
  to: Exclude<PollState, 'draft'>,
  at: number,
): PollRecord {
  if (poll.state === to) return poll;
  if (poll.state !== before[to]) throw new AppError('invalid_state', 'poll_state');
  if (to === 'open' && all.some((one) => one.state === 'open')) throw new AppError('conflict', 'poll_open_already');
  return { ...poll, state: to, stateAt: iso(at) };
}

/** `heads` is what the hall reported last. */
export function voted(poll: PollRecord, vote: Vote, heads: number | undefined): PollRecord {
  if (poll.state !== 'open') throw new AppError('invalid_state', poll.state === 'draft' ? 'poll_state' : 'poll_closed');
  checkVote(poll, vote.counts, heads);
  const known = poll.votes.find(({ hallId }) => hallId === vote.hallId);
  if (known !== undefined && known.counts.join() === vote.counts.join()) return poll;
  return { ...poll, votes: [...poll.votes.filter(({ hallId }) => hallId !== vote.hallId), vote] };
}

function checkVote(poll: PollRecord, counts: readonly number[], heads: number | undefined): void {
  const sum = counts.reduce((total, count) => total + count, 0);
  const isWhole = counts.length === optionCount(poll);
  if (poll.counting === 'hall') {
    const isChosen = counts.every((count) => count <= 1) && (poll.kind === 'multiple' ? sum >= 1 : sum === 1);
    if (!isWhole || !isChosen) throw new AppError('invalid_input', 'choice_missing');
    return;
  }
  if (!isWhole) throw new AppError('invalid_input', 'choice_missing');
  if (heads === undefined) throw new AppError('invalid_state', 'heads_first');
  const most = poll.kind === 'multiple' ? Math.max(...counts) : sum;
  if (most > heads) throw new AppError('invalid_input', 'votes_do_not_fit', { params: { heads } });
}

export function resultOf(poll: PollRecord): NonNullable<Poll['result']> {
  const counts = Array.from({ length: optionCount(poll) }, (_, option) =>
    poll.votes.reduce((total, vote) => total + (vote.counts[option] ?? 0), 0),
  );
  return { counts, halls: poll.votes.length };
}

/** For those who direct or supervise. */
export function fullView({ votes, ...poll }: PollRecord): Poll {
  return { ...poll, options: [...poll.options], result: resultOf({ ...poll, votes }) };
}

/** For halls: result and right answer once they are shown. */
export function hallView(poll: PollRecord): Poll {
  const full = fullView(poll);
  return poll.state === 'shown' ? full : { ...full, right: null, result: null };
}
