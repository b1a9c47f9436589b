import { randomBytes } from 'node:crypto';
import { argv, stdout } from 'node:process';
import { accountId, orgId, requestId, sessionId } from '#shared/kit/ids.ts';
import { openDatabase } from '../../server/src/db/connect.ts';
import { systemClock } from '../../server/src/kernel/clock.ts';
import { createLogger } from '../../server/src/kernel/logger.ts';
import { createRecordRepo } from '../../server/src/records/record.repo.ts';
import { createRecords } from '../../server/src/records/records.ts';

/**
 * An expert who types without a pause: `node tests/faults/record-writer.ts <uri> <database>` prints the record's id, then the number of
 * each saving once it is acknowledged, until somebody kills it.
 */
const [, , uri = '', dbName = ''] = argv;
const log = createLogger({ level: 'silent' });
const clock = systemClock(log);
const database = await openDatabase({ uri, dbName, log, clock });
const matter = requestId.parse('a'.repeat(24));
const expertId = accountId.parse('1'.repeat(24));
const records = createRecords({
  repo: createRecordRepo(database.connection),
  matterOf: async () => ({
    id: matter,
    number: '2026-0137',
    citizenName: '李桂兰',
    citizenPhone: '',
    firmName: null,
    expertId,
    ownerOrgPath: '/2202/',
  }),
  meetingOf: async () => null,
  isCalledIn: async () => false,
  conclude: async () => undefined,
  render: async () => new Uint8Array(),
  verifyUrl: String,
  numberPrefix: () => '舒咨录',
  confirmDays: () => 7,
  newId: () => randomBytes(12).toString('hex'),
  clock,
  log,
});
const expert = {
  role: 'expert' as const,
  accountId: expertId,
  name: '孙志刚',
  orgId: orgId.parse('2202'),
  orgPath: '/2202/',
  sessionId: sessionId.parse('9'.repeat(24)),
  address: '192.0.2.1',
};
const { id } = await records.writing.open(expert, matter, null);
stdout.write(`${id}\n`);
for (let seq = 1; ; seq += 1) {
  const save = { editorId: 'window-1', baseRevision: 0, seq, patch: { facts: `第${seq}次` } };
  await records.writing.save(expert, id, save);
  stdout.write(`${seq}\n`);
}
