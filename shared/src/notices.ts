type KindFacts = {
  /** Values that the texts of the kind may name. One whose name ends in `At` is a moment (ISO 8601, UTC), shown as local time. */
  readonly params: readonly string[];
  /** Rings on an open page: somebody waits for this. */
  readonly rings?: true;
  /** The text carries a fresh personal link of the matter, for citizens and parties. */
  readonly withLink?: true;
};

const kind = <P extends string>(...params: P[]): { params: P[] } => ({ params });

/**
 * Everything that somebody is told of: one line here, and one text in `text/<language>/notices.ts`. `number` is the number of the matter
 * that people read out. No text and no value says what a matter is about: notices pass through telephones and gateways.
 */
export const noticeFacts = {
  // a matter
  'request.received': { ...kind('number'), withLink: true },
  'request.assigned': { ...kind('number', 'dueAt'), rings: true },
  'request.dispatched': kind('number'),
  'request.onBoard': kind('number'),
  'request.toDispatch': { ...kind('number'), rings: true },
  'request.urgent': { ...kind('number'), rings: true },
  'request.overdue': { ...kind('number'), rings: true },
  'request.claimed': { ...kind('number', 'expert'), withLink: true },
  'request.released': kind('number', 'expert'),
  'request.otherExpertAsked': kind('number'),
  'request.concluded': { ...kind('number'), withLink: true },
  'request.refused': kind('number'),
  'request.withdrawn': kind('number'),
  'request.reopened': kind('number'),
  'request.filesAdded': kind('number'),
  'matter.linkRenewed': { ...kind('number'), withLink: true },
  // its meetings
  'consultation.offered': { ...kind('number'), withLink: true },
  'consultation.booked': { ...kind('number', 'startAt'), withLink: true },
  'consultation.invited': { ...kind('number', 'startAt'), withLink: true },
  'consultation.moved': { ...kind('number', 'startAt'), withLink: true },
  'consultation.cancelled': { ...kind('number', 'startAt'), withLink: true },
  'consultation.reminder24h': { ...kind('number', 'startAt'), withLink: true },
  'consultation.reminder10min': { ...kind('number', 'startAt'), rings: true, withLink: true },
  'consultation.waiting': { ...kind('number'), rings: true },
  'consultation.noShow': { ...kind('number', 'startAt'), withLink: true },
  // what is written and signed
  'record.presented': { ...kind('number'), withLink: true },
  'record.objected': kind('number'),
  'record.closed': { ...kind('number'), withLink: true },
  'agreement.toSign': { ...kind('number'), withLink: true },
  'agreement.signed': kind('number'),
  'agreement.refused': kind('number'),
  'agreement.concluded': { ...kind('number'), withLink: true },
  'code.once': kind('code', 'minutes'),
  // afterwards
  'rating.asked': { ...kind('number'), withLink: true },
  'visit.due': kind('number', 'dueAt'),
  'visit.failed': kind('number'),
  // the pool of experts
  'expert.proposed': kind('name'),
  'expert.decided': kind('state'),
  'expert.appealed': kind('name'),
} as const satisfies Record<string, KindFacts>;

export type NoticeKind = keyof typeof noticeFacts;

/** The values that a notice of this kind has to bring. */
export type NoticeParams<K extends NoticeKind> = Record<(typeof noticeFacts)[K]['params'][number], string | number>;
