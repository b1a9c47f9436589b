import { z } from 'zod';
import { isWithin, type StaffCaller } from '#shared/kit/caller.ts';
import type { OrgId, RequestId } from '#shared/kit/ids.ts';
import type { LegalField } from '#shared/kit/legal-field.ts';
import type { Channel, RequestRow, RequestState, SuitableExpert } from '#shared/request-facts.ts';
import { AppError } from '../kernel/app-error.ts';
import { readLevel, scopeOf } from './reading.rules.ts';
import type { RequestQuery, RequestScope } from './request.repo.ts';
import { boardView, rowView } from './request.views.ts';
import { readable } from './request-desk.ts';
import type { RequestsDeps } from './request-ports.ts';
import type { RequestRecord } from './request-record.ts';

export type ListInput = {
  readonly cursor?: string | undefined;
  readonly limit: number;
  readonly state?: RequestState | undefined;
  readonly channel?: Channel | undefined;
  readonly field?: LegalField | undefined;
  readonly placeId?: OrgId | undefined;
  readonly overdue?: 'yes' | undefined;
  readonly search?: string | undefined;
};

type BoardRow = ReturnType<typeof boardView>;

export type RequestLists = {
  list(caller: StaffCaller, input: ListInput): Promise<{ rows: RequestRow[]; nextCursor: string | null }>;
  alarms(caller: StaffCaller): ReturnType<RequestsDeps['repo']['alarms']>;
  board(caller: StaffCaller): Promise<BoardRow[]>;
  /** Everybody in the pool, the most suitable first, with what hinders whom. */
  suitable(caller: StaffCaller, id: RequestId): Promise<SuitableExpert[]>;
};

const BOARD_ROWS = 100;

export function createRequestLists(deps: RequestsDeps): RequestLists {
  const { repo, experts } = deps;
  return {
    list: async (caller, input) => {
      const found = await repo.list({ ...queryOf(deps, caller, input), limit: input.limit + 1 });
      const rows = found.slice(0, input.limit);
      const last = found.length > input.limit ? rows.at(-1) : undefined;
      return {
        rows: rows.map((matter) => rowView(matter, readLevel(caller, matter))),
        nextCursor: last === undefined ? null : cursorOf(last),
      };
    },
    alarms: (caller) => repo.alarms(caller.orgPath),
    board: async (caller) => {
      const expert = await experts.find(caller.accountId);
      if (expert === null) return [];
      const isCovering = (matter: RequestRecord) => matter.coveringExpertId === caller.accountId;
      return (await repo.offeredTo(caller.accountId, BOARD_ROWS))
        .filter((matter) => isCovering(matter) || matter.field === null || expert.fields.includes(matter.field))
        .sort((a, b) => Number(isCovering(b)) - Number(isCovering(a)))
        .map((matter) => boardView(matter, isCovering(matter)));
    },
    suitable: async (caller, id) => {
      const matter = await readable(deps, caller, id);
      const covering = matter.placeId === null ? [] : await experts.covering(matter.placeId, matter.field);
      const near = new Set(covering.map(({ accountId }) => accountId));
      return (await experts.ofField(null))
        .map(({ accountId, name, fields, openMatters, cap, isAway, mayTake }): SuitableExpert => {
          const isFull = openMatters >= cap;
          const hindrance = matter.conflicted.includes(accountId)
            ? 'conflict'
            : isFull
              ? 'full'
              : isAway || !mayTake
                ? 'away'
                : null;
          const covers = near.has(accountId);
          return { accountId, name, fields: [...fields], covers, openMatters, cap, hindrance };
        })
        .sort((a, b) => fitness(b, matter) - fitness(a, matter) || a.openMatters - b.openMatters);
    },
  };
}

const fitness = ({ hindrance, covers, fields }: SuitableExpert, { field }: RequestRecord): number =>
  (hindrance === null ? 4 : 0) + (covers ? 2 : 0) + (field === null || fields.includes(field) ? 1 : 0);

function queryOf({ orgs }: RequestsDeps, caller: StaffCaller, input: ListInput): Omit<RequestQuery, 'limit'> {
  const { state, channel, field, placeId, overdue, cursor } = input;
  const search = searchOf(input.search ?? '');
  const base = scopeOf(caller);
  if (base === undefined) throw new AppError('forbidden', 'role_not_allowed');
  // Who calls the window is told where the matter stands, whoever typed it in.
  const isExact = search !== undefined && !('words' in search);
  const scope: RequestScope = caller.role === 'clerk' && isExact ? { branch: caller.orgPath } : base;
  const path = placeId === undefined ? undefined : orgs.get(placeId)?.path;
  const isInside = path !== undefined && (!('branch' in scope) || isWithin(path, scope.branch));
  const after = cursor === undefined ? undefined : afterOf(cursor);
  return {
    scope,
    state,
    channel,
    field,
    place: isInside ? path : undefined,
    isOverdue: overdue === 'yes',
    search,
    after,
  };
}

function searchOf(typed: string): RequestQuery['search'] {
  const plain = typed.replace(/[\s]/g, '');
  if (plain === '') return undefined;
  if (/^\d{4}-\d{4,}$/.test(plain)) return { number: plain };
  const phone = plain.replace(/-/g, '');
  return /^\d{7,13}$/.test(phone) ? { phone } : { words: typed };
}

const cursorShape = z.tuple([z.number().int(), z.number().int(), z.string().max(24)]);

const cursorOf = ({ priority, openedAt, id }: RequestRecord): string =>
  Buffer.from(JSON.stringify([priority, openedAt.getTime(), id])).toString('base64url');

function afterOf(cursor: string): NonNullable<RequestQuery['after']> {
  try {
    const [priority, openedAt, id] = cursorShape.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    return { priority, openedAt, id };
  } catch (cause) {
    const fields = [{ path: 'cursor', reason: 'bad_format' }];
    throw new AppError('invalid_input', 'invalid_input', { fields, cause });
  }
}
