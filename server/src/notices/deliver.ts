import { partId, requestId } from '#shared/kit/ids.ts';
import { noticeText } from '#shared/notice-text.ts';
import { factsOf } from '#shared/notices.ts';
import type { Delivery } from './delivery.repo.ts';
import { afterFailure, keptParams } from './delivery.rules.ts';
import type { Contact, NoticesDeps } from './notice-ports.ts';
import { SEND_LIMIT_MS, SendError } from './sender.ts';

/** Longer than any try: after it the one who took a delivery is taken for dead, and another takes it. */
const LEASE_MS = SEND_LIMIT_MS + 5_000;
const AT_ONCE = 4;
const ROUND = 100;

/** Sends what is due, a few at once, at most one round of them. */
export function createDeliver(deps: NoticesDeps): () => Promise<void> {
  const { repo, clock, log } = deps;

  const sendNext = async (): Promise<boolean> => {
    const delivery = await repo.takeDue(clock.date(), new Date(clock.now() + LEASE_MS));
    if (delivery === null) return false;
    try {
      await send(delivery, deps);
      const { kind, params } = delivery;
      const sent = { state: 'sent', sentAt: clock.date(), nextTryAt: null, problem: null } as const;
      await repo.finish(delivery.id, { ...sent, params: keptParams(kind, params) });
    } catch (error) {
      const failure = error instanceof SendError ? error : new SendError('internal', false, { cause: error });
      log.warn({ err: failure, deliveryId: delivery.id, tries: delivery.tries }, 'a notice was not delivered');
      await repo.finish(delivery.id, afterFailure(delivery, failure, clock.date()));
    }
    return true;
  };

  return async () => {
    let left = ROUND;
    const work = async (): Promise<void> => {
      while (left > 0) {
        left -= 1;
        if (!(await sendNext())) left = 0;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  };
}

async function send(delivery: Delivery, deps: NoticesDeps): Promise<void> {
  const { id, kind, way, params } = delivery;
  const { senders, publicUrl } = deps;
  const sender = way === 'email' ? senders.email : senders.sms;
  if (sender === undefined) throw new SendError('no_way_out', true);
  // Nobody told us the reader's language: the county's.
  const text = noticeText('zh-CN', kind, params);
  if (delivery.accountId !== null) {
    const { phone, email } = await deps.repo.address(delivery.accountId);
    const to = way === 'email' ? email : phone;
    if (to === '') throw new SendError('no_address', true);
    await sender.send({ id, to, subject: text, text: way === 'email' ? `${text}\n\n${publicUrl}\n` : text });
    return;
  }
  const contact = await contactOf(delivery, deps);
  if (contact === null || contact.phone === null) throw new SendError('no_address', true);
  const link = factsOf(kind).withLink ? ` ${await linkFor(delivery, contact, deps)}` : '';
  await sender.send({ id, to: contact.phone, subject: '', text: `${text}${link}` });
}

/** Looked up anew each time, so that a number that was corrected meanwhile counts. */
export async function contactOf(
  { requestId: of, partyId }: Delivery,
  { people }: Pick<NoticesDeps, 'people'>,
): Promise<Contact | null> {
  if (of === null) return null;
  const id = requestId.parse(of);
  return partyId === null ? people.citizen(id) : people.party(partId.parse(partyId), id);
}

const linkFor = ({ requestId: of, partyId }: Delivery, { name }: Contact, { people }: NoticesDeps): Promise<string> =>
  people.newLink({
    requestId: requestId.parse(of),
    partyId: partyId === null ? null : partId.parse(partyId),
    name,
  });
