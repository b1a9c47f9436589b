import { z } from 'zod';
import type { Caller, MatterCaller, StaffCaller } from '#shared/kit/caller.ts';
import { type AccountId, accountId, type RequestId, requestId } from '#shared/kit/ids.ts';
import { DAY_MS } from '#shared/kit/time.ts';
import { faces as facesForm, type GivenRating, type MatterRating } from '#shared/ratings.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Closable } from '../kernel/disposer.ts';
import { owe } from '../kernel/outbox.ts';
import type { PageAfter, Rating, RatingRepo } from './rating.repo.ts';

/** A matter that has its result and is not closed. */
export type ConcludedMatter = {
  id: RequestId;
  number: string;
  expertId: AccountId | null;
  expertName: string;
  concludedAt: Date;
};

export type RatingsDeps = {
  repo: RatingRepo;
  /** Every matter that is concluded now. */
  concluded(): AsyncIterable<ConcludedMatter>;
  /** Days that a rating may be given, from the county's settings. */
  ratingDays(): Promise<number>;
  clock: Clock;
};

export type Ratings = Closable & {
  start(): void;
  /** Asks for a rating of every matter that came to its result, once. */
  tick(): Promise<void>;
  ofMatter(caller: MatterCaller): Promise<MatterRating>;
  give(caller: MatterCaller, rating: { faces: number; note: string }): Promise<MatterRating>;
  list(
    caller: StaffCaller,
    page: { cursor?: string | undefined; limit: number },
  ): Promise<{
    rows: GivenRating[];
    nextCursor: string | null;
  }>;
  isGiven(id: RequestId): Promise<boolean>;
};

const ASK_EVERY_MS = 15_000;

export function createRatings({ repo, concluded, ratingDays, clock }: RatingsDeps): Ratings {
  const until = (from: Date, days: number): Date => new Date(from.getTime() + days * DAY_MS);
  let timer: Closable | undefined;
  /** Results that were dealt with, by matter, so that a round need not look them up again. */
  let dealtWith = new Map<RequestId, number>();
  const tick = async (): Promise<void> => {
    const days = await ratingDays();
    const before = dealtWith;
    dealtWith = new Map();
    for await (const matter of concluded()) {
      const at = matter.concludedAt.getTime();
      const isKnown = before.get(matter.id) === at;
      const known = isKnown ? null : await repo.find(matter.id);
      const isAsked = isKnown || (known !== null && (known.concludedAt.getTime() >= at || known.faces !== null));
      if (!isAsked) await ask(matter, days);
      dealtWith.set(matter.id, at);
    }
  };
  const ask = async (matter: ConcludedMatter, days: number): Promise<void> => {
    const { id, number, expertId, expertName, concludedAt } = matter;
    const params = { number, requestId: id };
    const asked = owe({ kind: 'rating.asked', to: { citizen: id }, params, at: clock.date() });
    await repo.ask({
      ...{ _id: id, number, expertId, expertName, concludedAt },
      ...{ until: until(concludedAt, days), faces: null, note: '', ratedAt: null, outbox: [asked] },
    });
  };
  const ofMatter = async ({ requestId: id }: MatterCaller) => matterView(await repo.find(id), clock.now());

  return {
    start() {
      timer ??= clock.every(ASK_EVERY_MS, 'ask for ratings', tick);
    },
    close: () => timer?.close(),
    tick,
    ofMatter,
    give: async (caller, { faces, note }) => {
      if (await repo.give(caller.requestId, { faces, note, ratedAt: clock.date() })) return ofMatter(caller);
      if ((await ofMatter(caller)).state === 'given') throw new AppError('conflict', 'rating_given');
      throw new AppError('invalid_state', 'rating_closed');
    },
    list: async (caller, { cursor, limit }) => {
      const found = await repo.list(scopeOf(caller), { after: afterOf(cursor), limit: limit + 1 });
      const rows = found.slice(0, limit).map(givenView);
      const last = found.length > limit ? rows.at(-1) : undefined;
      return { rows, nextCursor: last ? `${Date.parse(last.at)}.${last.requestId}` : null };
    },
    isGiven: async (id) => (await repo.find(id))?.faces != null,
  };
}

/** When and how the matters were rated, where they were. */
export async function givenOf(
  repo: RatingRepo,
  ids: readonly RequestId[],
): Promise<ReadonlyMap<RequestId, { at: number; faces: number }>> {
  const rated = (await repo.ofRequests(ids)).flatMap(({ requestId: id, faces, ratedAt }) =>
    faces === null || ratedAt === null ? [] : [[requestId.parse(id), { at: ratedAt.getTime(), faces }] as const],
  );
  return new Map(rated);
}

/** Mean and count by expert, for the pool's public page, which hides what is too few. */
export async function meansOf(repo: RatingRepo): Promise<ReadonlyMap<AccountId, { mean: number; count: number }>> {
  return new Map((await repo.means()).map(({ expertId, ...rest }) => [accountId.parse(expertId), rest] as const));
}

/** An expert reads its own, a supervisor all. */
function scopeOf(caller: Caller): string | undefined {
  if (caller.role === 'expert') return caller.accountId;
  if (caller.role === 'supervisor') return undefined;
  throw new AppError('forbidden', 'role_not_allowed');
}

function matterView(rating: Rating | null, now: number): MatterRating {
  if (rating === null) return { state: 'notYet', until: null, faces: null, note: '' };
  const until = rating.until.toISOString();
  if (rating.faces !== null) return { state: 'given', until, faces: facesForm.parse(rating.faces), note: rating.note };
  return { state: rating.until.getTime() > now ? 'open' : 'over', until, faces: null, note: '' };
}

const givenView = ({ requestId: id, number, expertName, faces, note, ratedAt }: Rating): GivenRating => ({
  requestId: requestId.parse(id),
  number,
  expertName,
  faces: facesForm.parse(faces),
  note,
  at: (ratedAt ?? new Date(0)).toISOString(),
});

const cursorForm = z.string().regex(/^\d{1,15}\.[0-9a-f]{24}$/);

function afterOf(cursor: string | undefined): PageAfter {
  if (cursor === undefined) return undefined;
  const [ratedAt, id] = cursorForm.safeParse(cursor).data?.split('.') ?? [];
  if (ratedAt === undefined || id === undefined)
    throw new AppError('invalid_input', 'invalid_input', { fields: [{ path: 'cursor', reason: 'bad_format' }] });
  return { ratedAt: new Date(Number(ratedAt)), id };
}
