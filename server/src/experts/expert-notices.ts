import type { AccountId } from '#shared/kit/ids.ts';
import type { NoticeKind } from '#shared/notices.ts';
import { type OwedNotice, owe } from '../kernel/outbox.ts';

type Named = { id: AccountId; name: string; orgPath: string };
/** What the expert alone is told, in a sentence without values. */
type OwnKind = Extract<
  NoticeKind,
  | 'expert.approved'
  | 'expert.declined'
  | 'expert.suspended'
  | 'expert.resumed'
  | 'expert.removed'
  | 'expert.appealGranted'
  | 'expert.appealRejected'
>;

export const toExpert = ({ id }: Named, kind: OwnKind, at: Date): OwedNotice =>
  owe({ kind, to: { account: id }, params: {}, at });

/** Who decides about the pool. */
export const toSupervisors = (
  { name, orgPath }: Named,
  kind: 'expert.proposed' | 'expert.appealed',
  at: Date,
): OwedNotice => owe({ kind, to: { role: 'supervisor', branch: orgPath }, params: { name }, at });

/** Of an approved or declined proposal: the expert, and whoever may have proposed it. */
export const decidedNotices = (expert: Named, kind: 'expert.approved' | 'expert.declined', at: Date): OwedNotice[] => [
  toExpert(expert, kind, at),
  owe({
    kind: 'expert.proposalDecided',
    to: { role: 'organizer', branch: expert.orgPath },
    params: { name: expert.name },
    at,
  }),
];

export const termEndNotices = ({ id, name, orgPath, termTo }: Named & { termTo: string }, at: Date): OwedNotice[] => [
  owe({ kind: 'expert.termEnds', to: { account: id }, params: { lastOn: termTo }, at }),
  owe({
    kind: 'expert.termOfEnds',
    to: { role: 'organizer', branch: orgPath },
    params: { name, lastOn: termTo },
    at,
  }),
];
