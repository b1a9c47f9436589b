/** Notices as a process of their own, so that a test can kill it: `node notices-process.ts DATABASE_URI GATEWAY_URL MINUTES_AHEAD`. */
import { argv, stdout } from 'node:process';
import mongoose from 'mongoose';
import { outboxOf } from '../../server/src/db/outbox-schema.ts';
import { systemClock } from '../../server/src/kernel/clock.ts';
import { createLogger } from '../../server/src/kernel/logger.ts';
import { createDeliveryRepo } from '../../server/src/notices/delivery.repo.ts';
import { createNotices } from '../../server/src/notices/notices.ts';
import { createSmsGateway } from '../../server/src/notices/sms-gateway.ts';
import { citizenContact, thingModel } from '../support/owing-things.ts';

const [, , uri = '', gateway = '', aheadMinutes = '0'] = argv;
const log = createLogger({ level: 'silent' });
const real = systemClock(log);
const now = (): number => real.now() + Number(aheadMinutes) * 60_000;
const connection = await mongoose.createConnection(uri).asPromise();

const notices = createNotices({
  repo: createDeliveryRepo(connection),
  outboxes: [outboxOf(thingModel(connection))],
  people: {
    accountsOf: async () => [],
    citizen: async () => citizenContact,
    party: async () => null,
    newLink: async () => 'https://hall.example.cn/matter/secret',
  },
  senders: { sms: createSmsGateway({ url: gateway, token: undefined }) },
  smsBy: 'gateway',
  arrived: () => undefined,
  publicUrl: 'https://hall.example.cn',
  clock: { ...real, now, date: () => new Date(now()) },
  log,
});
stdout.write('ready\n');
for (;;) {
  await notices.tick();
  await real.sleep(5);
}
