import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Connection, Model } from 'mongoose';
import type { StaffCaller } from '#shared/kit/caller.ts';
import { accountId, orgId, sessionId } from '#shared/kit/ids.ts';
import type { NoticeKind, NoticeParams } from '#shared/notices.ts';
import { ensureIndexes } from '../../server/src/db/indexes.ts';
import { outboxOf } from '../../server/src/db/outbox-schema.ts';
import { type NoticeRecipient, type OwedNotice, owe } from '../../server/src/kernel/outbox.ts';
import { createDeliveryRepo, type DeliveryRepo } from '../../server/src/notices/delivery.repo.ts';
import type { NoticesDeps, OnScreen } from '../../server/src/notices/notice-ports.ts';
import { createNotices, type Notices } from '../../server/src/notices/notices.ts';
import type { Message } from '../../server/src/notices/sender.ts';
import { afterFile } from './after-file.ts';
import { testDatabase, testLog } from './engine.ts';
import { type FakeClock, fakeClock } from './fake-clock.ts';
import { citizen, citizenContact, newHex, type Thing, thingModel } from './owing-things.ts';

export function staffCaller(role: StaffCaller['role'], orgPath = '/2202/2202001/'): StaffCaller {
  return {
    role,
    accountId: accountId.parse(newHex()),
    name: '测试',
    orgId: orgId.parse('2202001'),
    orgPath,
    sessionId: sessionId.parse(newHex()),
    address: 'test',
  };
}

/** Notices over a real database, with a document that owes, a clock that stands, and ways out that are watched. */
export class NoticeWorld {
  readonly clock: FakeClock = fakeClock();
  readonly sent: Message[] = [];
  readonly told: { to: OnScreen; rings: boolean }[] = [];
  links = 0;
  readonly repo: DeliveryRepo;
  readonly things: Model<Thing>;
  readonly connection: Connection;

  private constructor(connection: Connection) {
    this.connection = connection;
    this.repo = createDeliveryRepo(connection);
    this.things = thingModel(connection);
  }

  static async build(): Promise<NoticeWorld> {
    const database = await testDatabase();
    const world = new NoticeWorld(database.connection);
    await ensureIndexes(database);
    return world;
  }

  /** As after a start of the server. */
  notices(changed: Partial<NoticesDeps> = {}): Notices {
    return createNotices({
      repo: this.repo,
      outboxes: [outboxOf(this.things)],
      people: {
        accountsOf: async () => [],
        citizen: async () => citizenContact,
        party: async () => null,
        newLink: async () => `https://hall.example.cn/matter/secret-${++this.links}`,
      },
      senders: { sms: { send: async (message) => void this.sent.push(message) } },
      smsBy: 'gateway',
      arrived: (to, rings) => void this.told.push({ to, rings }),
      publicUrl: 'https://hall.example.cn',
      clock: this.clock,
      log: testLog,
      ...changed,
    });
  }

  async owe<K extends NoticeKind>(
    kind: K,
    params: NoticeParams<K>,
    to: NoticeRecipient = citizen,
  ): Promise<OwedNotice> {
    const owed = owe({ kind, to, params, at: this.clock.date() });
    await this.things.create({ _id: newHex(), outbox: [owed] });
    return owed;
  }

  /** All that is stored of notices, as one text. */
  async everythingStored(): Promise<string> {
    return JSON.stringify(await this.connection.collection('deliveries').find().toArray());
  }
}

type Posted = { path: string; headers: IncomingMessage['headers']; body: string };

/** An SMS service of the test: keeps what was posted and answers as `answer` says; undefined: not at all. */
export async function smsService(answer: (posted: Posted) => number | undefined) {
  const posted: Posted[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text;
    });
    request.on('end', () => {
      const one = { path: request.url ?? '', headers: request.headers, body };
      posted.push(one);
      const status = answer(one);
      if (status !== undefined) response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterFile.add('sms service', () => {
    server.closeAllConnections();
    server.close();
  });
  const { port }: AddressInfo = portOf(server.address());
  return { url: `http://127.0.0.1:${port}/send`, posted };
}

export function portOf(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address;
}
