import { MINUTE_MS } from '#shared/kit/time.ts';
import { factsOf, type NoticeKind, type NoticeWay } from '#shared/notices.ts';
import { maskPhone } from '../kernel/mask-phone.ts';
import type { OwedNotice } from '../kernel/outbox.ts';
import type { Delivery, NoticeAddress } from './delivery.repo.ts';
import type { Contact } from './notice-ports.ts';

export const deliveryRules = {
  /** Then it is given up, or a clerk calls. With the pauses below that is after four hours. */
  maxTries: 10,
  firstPauseMs: 30_000,
  longestPauseMs: 45 * MINUTE_MS,
  maxCalls: 3,
  keptMs: 90 * 24 * 60 * MINUTE_MS,
};

export const pauseAfter = (tries: number): number =>
  Math.min(deliveryRules.firstPauseMs * 2 ** Math.max(0, tries - 1), deliveryRules.longestPauseMs);

type Recipient = Pick<Delivery, 'accountId' | 'requestId' | 'partyId' | 'branch'>;

/** Staff: always on screen; by e-mail and, for what cannot wait, by SMS where they gave an address. */
export function deliveriesToAccount(
  owed: OwedNotice,
  accountId: string,
  address: NoticeAddress,
  now: Date,
): Delivery[] {
  const to: Recipient = { accountId, requestId: null, partyId: null, branch: null };
  const sms = address.phone !== '' && factsOf(owed.kind).rings;
  return [
    delivery(owed, to, 'screen', '', now),
    ...(sms ? [delivery(owed, to, 'sms', maskPhone(address.phone), now)] : []),
    ...(address.email === '' ? [] : [delivery(owed, to, 'email', maskEmail(address.email), now)]),
  ];
}

/** A citizen or party: the card on the matter's page, and the telephone; by a clerk's call where no SMS can be sent. */
export function deliveriesToMatter(
  owed: OwedNotice,
  who: { requestId: string; partyId: string | null; contact: Contact; hasSms: boolean },
  now: Date,
): Delivery[] {
  const { requestId, partyId, contact, hasSms } = who;
  const to: Recipient = { accountId: null, requestId, partyId, branch: contact.branch };
  const card = factsOf(owed.kind).isSecret ? [] : [delivery(owed, to, 'screen', '', now)];
  if (contact.phone === null) return card;
  return [...card, delivery(owed, to, hasSms ? 'sms' : 'call', maskPhone(contact.phone), now)];
}

function delivery(owed: OwedNotice, to: Recipient, way: NoticeWay, address: string, now: Date): Delivery {
  const isDone = way === 'screen';
  return {
    ...to,
    id: `${owed.id}-${to.accountId ?? to.partyId ?? 'citizen'}-${way}`,
    kind: owed.kind,
    way,
    state: isDone ? 'sent' : way === 'call' ? 'toCall' : 'waiting',
    params: owed.params,
    at: owed.at,
    address,
    tries: 0,
    nextTryAt: way === 'sms' || way === 'email' ? now : null,
    sentAt: isDone ? now : null,
    readAt: null,
    problem: null,
  };
}

/** What stays of the values once it is told. */
export const keptParams = (kind: NoticeKind, params: Delivery['params']): Delivery['params'] =>
  factsOf(kind).isSecret ? {} : params;

/** What becomes of a delivery whose try failed. A citizen's is handed to a clerk in the end. */
export function afterFailure(
  { tries, requestId, kind, params }: Delivery,
  failure: { problem: string; isFinal: boolean },
  now: Date,
): Partial<Delivery> {
  const { problem, isFinal } = failure;
  if (!isFinal && tries < deliveryRules.maxTries)
    return { problem, nextTryAt: new Date(now.getTime() + pauseAfter(tries)) };
  if (requestId !== null) return { problem, state: 'toCall', way: 'call', tries: 0, nextTryAt: null };
  return { problem, state: 'failed', nextTryAt: null, params: keptParams(kind, params) };
}

/** `l***@mail.example.cn` */
export function maskEmail(email: string): string {
  const [name = '', domain = ''] = email.split('@');
  return email === '' ? '' : `${name.slice(0, 1)}***@${domain}`;
}
