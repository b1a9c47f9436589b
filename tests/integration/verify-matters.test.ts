import { writeFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { fileHash } from '#shared/kit/ids.ts';
import { createFileStore } from '../../server/src/kernel/file-store.ts';
import { sharedEngine } from '../support/engine.ts';
import { startTestApp, type TestApp } from '../support/harness.ts';
import { type LedMatter, ledMatter } from '../support/led-matter.ts';
import { verifyCli } from '../support/verify-cli.ts';
import { places, World } from '../support/world.ts';

let app: TestApp;
let matter: LedMatter;

beforeAll(async () => {
  // The name by which the command line knows it.
  app = await startTestApp({}, { dbName: 'law_hall' });
  matter = await ledMatter(await World.build(app), places.ownHall);
  await writeEverything();
}, 60_000);

const verify = async () => verifyCli({ MONGODB_URI: (await sharedEngine()).uri, DATA_DIR: app.app.config.DATA_DIR });

const pdf = Buffer.from('%PDF-1.7 a signed paper');

/** A closed record, a concluded agreement, a file and a booked meeting. */
async function writeEverything(): Promise<void> {
  const { lead, citizen, id: requestId } = matter;
  await citizen.upload('addMatterFile', { name: '合同.pdf' }, pdf);
  const { id: recordId } = await lead.call('openRecord', { requestId, consultationId: null });
  const patch = { facts: '邻居占路', advice: '先协商', outcome: 'continued' as const };
  const saved = await lead.call('saveRecordDraft', { recordId, baseRevision: 0, editorId: 'window-01', seq: 1, patch });
  const { hash } = await lead.call('presentRecord', { recordId, revision: saved.revision });
  await citizen.call('confirmRecord', { recordId, hash: hash ?? '' });
  const made = await lead.call('createAgreement', { requestId, type: 'settlement' });
  const { id: agreementId, title } = made;
  const parties = made.partyRows.map(({ id, name, isCitizen }) => {
    return { id, name, idTail: null, address: '', phone: '', isCitizen };
  });
  const body = { title, text: '甲方恢复道路。', way: 'paper' as const, mediator: null, parties };
  const { revision } = await lead.call('updateAgreement', { agreementId, revision: made.revision, ...body });
  await lead.call('presentAgreement', { agreementId, revision });
  for (const { id: partyId } of parties) await lead.call('checkIdentity', { agreementId, partyId, how: 'inPerson' });
  expect(await lead.upload('uploadSignedPaper', { agreementId }, pdf)).toMatchObject({ data: { state: 'concluded' } });
  const { slots } = await citizen.call('consultationSlots', { requestId });
  await citizen.call('bookConsultation', { requestId, startAt: slots[3] ?? '' });
}

const changes: readonly [collection: string, change: object, found: RegExp][] = [
  ['requests', { $set: { state: 'met' } }, /is met, but its timeline ends with scheduled/],
  ['requests', { $set: { fileCount: 0 } }, /counts 0 files, and has 1/],
  ['requests', { $set: { priority: 2 } }, /stands at 2 in lists/],
  ['requestCounters', { $set: { value: 0 } }, /go up to 1, but are counted to 0/],
  ['experts', { $inc: { openMatters: 1 } }, /counts 2 open matters, and has 1/],
  ['consultations', { $pop: { slotKeys: 1 } }, /holds 1 quarters, but should hold 2/],
  ['records', { $set: { 'content.advice': '先协商。' } }, /is not what was closed/],
  ['agreements', { $set: { 'parties.1.name': '张四' } }, /is not what was signed/],
];

describe('verify', () => {
  it('[SYS9] finds nothing where nothing was touched', async () => {
    expect(await verify()).toEqual({ code: 0, lines: ['verified: 0 differences'] });
  });

  it('[SYS9] finds what was changed by hand, each with a sentence that says where', async () => {
    const { database, config } = app.app;
    for (const [name, change] of changes) {
      const { matchedCount } = await database.connection.collection(name).updateOne({}, change);
      expect([name, matchedCount]).toEqual([name, 1]);
    }
    const stored = await database.connection.collection('requests').findOne({});
    const path = createFileStore(config.DATA_DIR).pathOf(fileHash.parse(stored?.files[0].hash));
    await writeFile(path, '%PDF-1.7 A signed paper');
    const { code, lines } = await verify();
    expect(code).toBe(1);
    for (const [, , found] of changes) expect(lines).toContainEqual(expect.stringMatching(found));
    expect(lines).toContainEqual(expect.stringMatching(/^file .* is not what was added/));
    expect(lines.at(-1)).toBe(`${changes.length + 1} differences`);
  });
});
