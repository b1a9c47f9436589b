import { accountId, partId, requestId } from '#shared/kit/ids.ts';
import { factsOf } from '#shared/notices.ts';
import type { OwedNotice } from '../kernel/outbox.ts';
import type { Delivery } from './delivery.repo.ts';
import { deliveriesToAccount, deliveriesToMatter } from './delivery.rules.ts';
import type { NoticesDeps } from './notice-ports.ts';

const BATCH = 100;

/** Takes over what is owed: stored first, then confirmed, so that a kill between the two repeats and loses nothing. */
export function createCollect(deps: NoticesDeps): () => Promise<void> {
  const { repo, outboxes, clock, log } = deps;

  const takeOver = async (owed: OwedNotice, confirm: (id: string) => Promise<void>): Promise<void> => {
    const deliveries = await deliveriesOf(owed, deps);
    const stored = await repo.store(deliveries);
    for (const each of stored) tellPages(each, deps);
    await confirm(owed.id);
  };

  return async () => {
    for (const outbox of outboxes) {
      for (const owed of await outbox.takeOutbox(clock.date(), BATCH)) {
        try {
          await takeOver(owed, outbox.confirmOutbox);
        } catch (error) {
          // It stays in its outbox and is tried with the next round; the others go on.
          log.error({ err: error, kind: owed.kind, owedId: owed.id }, 'a notice could not be taken over');
        }
      }
    }
  };
}

async function deliveriesOf(owed: OwedNotice, { repo, people, senders, clock }: NoticesDeps): Promise<Delivery[]> {
  const { to } = owed;
  const now = clock.date();
  const toAccount = async (id: string) => deliveriesToAccount(owed, id, await repo.address(id), now);
  if ('account' in to) return toAccount(accountId.parse(to.account));
  if ('role' in to) {
    const ids = await people.accountsOf(to.role, to.branch);
    return (await Promise.all(ids.map(toAccount))).flat();
  }
  const hasSms = senders.sms !== undefined;
  if ('citizen' in to) {
    const id = requestId.parse(to.citizen);
    const contact = await people.citizen(id);
    return contact ? deliveriesToMatter(owed, { requestId: id, partyId: null, contact, hasSms }, now) : [];
  }
  const id = requestId.parse(to.of);
  const partyId = partId.parse(to.party);
  const contact = await people.party(partyId, id);
  return contact ? deliveriesToMatter(owed, { requestId: id, partyId, contact, hasSms }, now) : [];
}

function tellPages({ way, kind, accountId: account, requestId: matter }: Delivery, { arrived }: NoticesDeps): void {
  if (way !== 'screen') return;
  const rings = factsOf(kind).rings === true;
  if (account !== null) arrived({ accountId: account }, rings);
  else if (matter !== null) arrived({ requestId: matter }, rings);
}
