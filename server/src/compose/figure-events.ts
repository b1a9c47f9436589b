import type { RequestId } from '#shared/kit/ids.ts';
import type { Org } from '#shared/orgs.ts';
import type { AgreementRepo } from '../agreements/agreement.repo.ts';
import type { ConsultationRepo } from '../consultations/consultation.repo.ts';
import type { ConsultationRecord } from '../consultations/consultation-record.ts';
import type { MatterEvents } from '../figures/figure.rules.ts';
import type { FiguresDeps, FiledMatter } from '../figures/figures.ts';
import type { RatingRepo } from '../ratings/rating.repo.ts';
import { givenOf } from '../ratings/ratings.ts';
import type { RequestRepo } from '../requests/request.repo.ts';
import type { RequestRecord } from '../requests/request-record.ts';
import type { VisitRepo } from '../visits/visit.repo.ts';
import { resultsOf } from '../visits/visits.ts';

export type FigureSources = {
  requests: RequestRepo;
  consultations: ConsultationRepo;
  agreements: AgreementRepo;
  ratings: RatingRepo;
  visits: VisitRepo;
};
type TownshipOf = (orgId: string) => Pick<Org, 'id' | 'name'> | undefined;

/** Where the raw events of the figures are. `verify` counts without the tree, which only names townships. */
export const figureEvents = (sources: FigureSources, townshipOf: TownshipOf): FiguresDeps['events'] => ({
  filed: (from, to) =>
    mapped(sources.requests.eachFiled(new Date(from), new Date(to)), (matter) => filedMatter(matter, townshipOf)),
  meetings: (ids) => meetingsOf(sources.consultations, ids),
  agreements: (ids) => agreementsOf(sources.agreements, ids),
  ratings: (ids) => givenOf(sources.ratings, ids),
  visits: (ids) => resultsOf(sources.visits, ids),
});

function filedMatter(matter: RequestRecord, townshipOf: TownshipOf): FiledMatter {
  const { id, number, channel, field, expertId, expertName, ownerOrgPath, timeline, outcome, openedAt } = matter;
  const township = townshipOf(ownerOrgPath.split('/').filter(Boolean).at(-1) ?? '');
  const first = timeline.find(({ to }) => to === 'assigned');
  const at = timeline.findLast(({ from, to }) => to === 'concluded' && from !== to)?.at.getTime();
  const reopened = timeline.find((row) => at !== undefined && row.to === 'assigned' && row.at.getTime() > at);
  return {
    ...{ id, number, channel, field, expertId },
    expertName: expertName ?? '',
    branch: ownerOrgPath,
    townshipId: township?.id ?? 'none',
    townshipName: township?.name ?? '',
    openedAt: openedAt.getTime(),
    claimedAt: first?.at.getTime() ?? null,
    outcome: outcome && at !== undefined ? { at, until: reopened?.at.getTime() ?? null, outcome } : null,
  };
}

async function meetingsOf(repo: ConsultationRepo, ids: readonly RequestId[]) {
  const found = new Map<RequestId, MatterEvents['meetings']>();
  for (const meeting of await repo.pastOfRequests(ids))
    found.set(meeting.requestId, [...(found.get(meeting.requestId) ?? []), ...endsOf(meeting)]);
  return found;
}

/** What the meeting came to, as often as that was changed. */
function endsOf({ history, startedAt }: ConsultationRecord): MatterEvents['meetings'] {
  const moves = history.filter(({ from, to }) => from !== to);
  return moves.flatMap(({ at, to }, index) =>
    to === 'held' || to === 'noShow' ? [{ at, until: moves[index + 1]?.at ?? null, kind: to, startedAt }] : [],
  );
}

async function agreementsOf(repo: AgreementRepo, ids: readonly RequestId[]) {
  const rows = await repo.concludedOf(ids);
  return new Map(ids.map((id) => [id, rows.flatMap(({ requestId, at }) => (requestId === id ? [at] : []))] as const));
}

export async function* mapped<T, R>(rows: AsyncIterable<T>, map: (row: T) => R): AsyncIterable<R> {
  for await (const row of rows) yield map(row);
}
