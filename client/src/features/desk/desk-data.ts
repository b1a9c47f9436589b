import type { RequestRow } from '#shared/request-facts.ts';
import type { RouteOutput } from '../../lib/http-client.ts';
import { useRoute } from '../../lib/query.ts';

export type BoardRow = RouteOutput<'claimBoard'>['rows'][number];

/** What an expert has in hand counts against the cap. */
const inHand: readonly RequestRow['state'][] = ['assigned', 'scheduled', 'met'];

/** A claim board that is a minute old sends people into refusals. */
const boardMs = 10_000;
const mattersMs = 15_000;

export const useBoard = () => useRoute('claimBoard', {}, { refreshMs: boardMs });

/** The expert's own matters: what is in hand by its due time, the overdue first, and what was concluded lately. */
export function useOwnMatters() {
  const answer = useRoute('listRequests', { limit: 100 }, { refreshMs: mattersMs });
  const meetings = useRoute('myConsultations', { open: 'true', limit: 100 }, { refreshMs: mattersMs }).data?.rows ?? [];
  const startOf = new Map(meetings.map(({ requestId, startAt }) => [requestId, startAt] as const));
  // What is expected of a matter with a meeting is to be there when it begins.
  const rows = (answer.data?.rows ?? []).map((row) =>
    row.state === 'scheduled' ? { ...row, dueAt: startOf.get(row.id) ?? row.dueAt } : row,
  );
  return {
    answer,
    open: rows.filter(({ state }) => inHand.includes(state)).sort(byUrgency),
    over: rows.filter(({ state }) => !inHand.includes(state)),
  };
}

export function byUrgency(a: RequestRow, b: RequestRow): number {
  const due = ({ dueAt }: RequestRow): number => (dueAt === null ? Number.POSITIVE_INFINITY : Date.parse(dueAt));
  const first = Number(b.isOverdue) - Number(a.isOverdue) || Number(b.isUrgent) - Number(a.isUrgent);
  if (first !== 0) return first;
  return due(a) === due(b) ? Date.parse(a.openedAt) - Date.parse(b.openedAt) : due(a) - due(b);
}
