import type { AccountRole } from '#shared/kit/caller.ts';
import type { AccountId, PartId, RequestId } from '#shared/kit/ids.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Outbox } from '../kernel/outbox.ts';
import type { DeliveryRepo } from './delivery.repo.ts';
import type { Sender } from './sender.ts';

/** Who a citizen or party is to a notice; `branch` is the org path of the matter. */
export type Contact = { name: string; phone: string | null; branch: string };

/** What notices need to know of people; other modules know it. */
export type NoticePeople = {
  /** Active accounts of this role in whose branch the org lies. */
  accountsOf(role: AccountRole, orgPath: string): Promise<AccountId[]>;
  /** Null if the matter is not there any more. */
  citizen(id: RequestId): Promise<Contact | null>;
  party(id: PartId, of: RequestId): Promise<Contact | null>;
  /** A fresh personal link, as an address to type. */
  newLink(to: { requestId: RequestId; partyId: PartId | null; name: string }): Promise<string>;
};

/** Who is looked up where something new stands on screen. */
export type OnScreen = { accountId: string } | { requestId: string };

export type NoticesDeps = {
  repo: DeliveryRepo;
  /** Every outbox of the house. */
  outboxes: readonly Outbox[];
  people: NoticePeople;
  /** Absent where there is no such way out. */
  senders: { sms?: Sender | undefined; email?: Sender | undefined };
  smsBy: 'gateway' | 'file' | 'none';
  /** Tells open pages that something new is in their list. */
  arrived(to: OnScreen, rings: boolean): void;
  /** Address that staff type, for e-mail. */
  publicUrl: string;
  clock: Clock;
  log: Logger;
};
