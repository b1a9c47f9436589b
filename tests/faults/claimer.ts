import { argv, stdout } from 'node:process';
import { accountId, orgId, requestId, sessionId } from '#shared/kit/ids.ts';
import { usualSettings } from '#shared/settings.ts';
import { openDatabase } from '../../server/src/db/connect.ts';
import { createExpertRepo } from '../../server/src/experts/expert.repo.ts';
import { createExpertDirectory } from '../../server/src/experts/expert-directory.ts';
import { createExpertRouting } from '../../server/src/experts/expert-routing.ts';
import { systemClock } from '../../server/src/kernel/clock.ts';
import { createLogger } from '../../server/src/kernel/logger.ts';
import { createRequestRepo } from '../../server/src/requests/request.repo.ts';
import { createRequestAssigning } from '../../server/src/requests/request-assigning.ts';

/**
 * An expert who claims without a pause: `node tests/faults/claimer.ts <uri> <database> <expert> <matters, joined by commas>` prints the
 * id of each matter once its claim is acknowledged, until somebody kills it.
 */
const [, , uri = '', dbName = '', expert = '', matters = ''] = argv;
const log = createLogger({ level: 'silent' });
const clock = systemClock(log);
const { connection } = await openDatabase({ uri, dbName, log, clock });
const settings = () => usualSettings;
const place = orgId.parse('2202');
const caller = {
  role: 'expert' as const,
  accountId: accountId.parse(expert),
  name: '孙志刚',
  orgId: place,
  orgPath: '/2202/',
  sessionId: sessionId.parse('9'.repeat(24)),
  address: '192.0.2.1',
};
const repo = createExpertRepo(connection);
const orgs = { get: () => undefined, townshipOf: () => undefined };
const accounts = { withRole: async () => [{ id: caller.accountId, name: caller.name, orgId: place }] };
const directory = createExpertDirectory({ repo, accounts, orgs, settings });
const assigning = createRequestAssigning({
  repo: createRequestRepo(connection),
  experts: createExpertRouting({ repo, orgs, clock, directory }),
  settings,
  clock,
});
stdout.write('ready\n');
for (const id of matters.split(',')) {
  await assigning.claim(caller, requestId.parse(id));
  stdout.write(`${id}\n`);
}
