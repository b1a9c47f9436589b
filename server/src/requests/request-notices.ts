import type { NoticeKind, NoticeParams } from '#shared/notices.ts';
import { type OwedNotice, owe } from '../kernel/outbox.ts';
import type { RequestsDeps } from './request-ports.ts';
import type { RequestRecord } from './request-record.ts';

type Facts = Pick<RequestRecord, 'id' | 'number' | 'citizen' | 'ownerOrgPath' | 'conflicted' | 'field'>;

/** Nobody can be told without a telephone. */
export const toCitizen = <K extends NoticeKind>(
  { id, citizen }: Facts,
  kind: K,
  params: NoticeParams<K>,
  at: Date,
): OwedNotice[] => (citizen.phone === null ? [] : [owe({ kind, to: { citizen: id }, params, at })]);

export const toOrganizers = <K extends NoticeKind>(
  { ownerOrgPath }: Facts,
  kind: K,
  params: NoticeParams<K>,
  at: Date,
): OwedNotice => owe({ kind, to: { role: 'organizer', branch: ownerOrgPath }, params, at });

export const claimedNotices = (matter: Facts, expert: string, at: Date): OwedNotice[] =>
  toCitizen(matter, 'request.claimed', { number: matter.number, expert, requestId: matter.id }, at);

const MAX_TOLD = 30;

/** Everybody of the field who could take it now. */
export async function boardNotices(matter: Facts, { experts, clock }: RequestsDeps): Promise<OwedNotice[]> {
  const able = (await experts.ofField(matter.field)).filter(
    ({ accountId, mayTake }) => mayTake && !matter.conflicted.includes(accountId),
  );
  const params = { number: matter.number, requestId: matter.id };
  return able
    .slice(0, MAX_TOLD)
    .map(({ accountId }) => owe({ kind: 'request.onBoard', to: { account: accountId }, params, at: clock.date() }));
}
