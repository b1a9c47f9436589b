import { isWithin } from '#shared/kit/caller.ts';
import type { PartId, RequestId } from '#shared/kit/ids.ts';
import type { Config } from '../config.ts';
import type { Clock } from '../kernel/clock.ts';
import { accountChannel, type Connections, matterChannel } from '../kernel/connections.ts';
import type { Disposer } from '../kernel/disposer.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Outbox } from '../kernel/outbox.ts';
import { createMailSender } from '../notices/mail-sender.ts';
import { createNoticeRoutes } from '../notices/notice.routes.ts';
import type { Contact, NoticePeople, NoticesDeps } from '../notices/notice-ports.ts';
import { createNotices } from '../notices/notices.ts';
import { createSmsFile } from '../notices/sms-file.ts';
import { createSmsGateway } from '../notices/sms-gateway.ts';
import type { People } from './people.ts';
import type { Stores } from './stores.ts';

export type NoticesPartDeps = {
  config: Config;
  stores: Pick<Stores, 'deliveries'>;
  people: People;
  outboxes: readonly Outbox[];
  /** Who a matter's people are; the matters and the agreements know it. */
  contacts: {
    citizen(id: RequestId): Promise<Contact | null>;
    party(id: PartId, of: RequestId): Promise<Contact | null>;
  };
  connections: Connections;
  clock: Clock;
  log: Logger;
  owner: Disposer;
};

/** Takes over what every module owes to people, and tells it by the ways that this installation has. */
export function composeNotices(deps: NoticesPartDeps) {
  const { config, stores, people, outboxes, contacts, connections, clock, log, owner } = deps;
  const notices = owner.own(
    'notices',
    createNotices({
      repo: stores.deliveries,
      outboxes,
      people: { ...contacts, ...peopleFace(people, config.publicUrl) },
      ...waysOut(deps),
      arrived: (to, rings) => {
        const channel = 'accountId' in to ? accountChannel(to.accountId) : matterChannel(to.requestId);
        connections.publish({ channel }, 'notice:arrived', { rings });
      },
      publicUrl: config.publicUrl,
      clock,
      log,
    }),
  );
  return { notices, routes: createNoticeRoutes(notices), start: () => notices.start() };
}

export type NoticesPart = ReturnType<typeof composeNotices>;

function peopleFace({ auth, orgs }: People, publicUrl: string): Pick<NoticePeople, 'accountsOf' | 'newLink'> {
  return {
    accountsOf: async (role, orgPath) => {
      const accounts = await auth.accounts.withRole(role);
      return accounts
        .filter(({ orgId }) => {
          // They look after all branches, wherever their own office stands in the tree.
          if (role === 'supervisor') return true;
          const branch = orgs.get(orgId)?.path;
          return branch !== undefined && isWithin(orgPath, branch);
        })
        .map(({ id }) => id);
    },
    newLink: async ({ requestId, partyId, name }) => {
      const role = partyId === null ? 'citizen' : 'party';
      const { token } = await auth.matterLinks.make({ role, requestId, partyId, consultationId: null, name });
      return `${publicUrl}/matter/${token}`;
    },
  };
}

/** In production without a gateway nobody gets a message that went into a file: a clerk calls instead. */
function waysOut({ config, clock, owner }: NoticesPartDeps): Pick<NoticesDeps, 'senders' | 'smsBy'> {
  const { SMS_GATEWAY_URL, SMS_GATEWAY_TOKEN, SMTP_URL, MAIL_FROM } = config;
  const email =
    SMTP_URL && MAIL_FROM ? owner.own('mail', createMailSender({ url: SMTP_URL, from: MAIL_FROM })) : undefined;
  if (SMS_GATEWAY_URL !== undefined) {
    const sms = createSmsGateway({ url: SMS_GATEWAY_URL, token: SMS_GATEWAY_TOKEN });
    return { senders: { sms, email }, smsBy: 'gateway' };
  }
  if (config.NODE_ENV === 'production') return { senders: { email }, smsBy: 'none' };
  return { senders: { sms: createSmsFile(config.DATA_DIR, clock), email }, smsBy: 'file' };
}
