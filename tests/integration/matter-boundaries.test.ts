import { beforeAll, describe, expect, it } from 'vitest';
import type { Routes } from '#shared/contract.ts';
import type { ApiClient } from '../support/api-client.ts';
import { startTestApp, type TestApp } from '../support/harness.ts';
import { type LedMatter, ledMatter } from '../support/led-matter.ts';
import { places, World } from '../support/world.ts';

type Ids = { requestId: string; recordId: string; agreementId: string; consultationId: string; fileId: string };

let app: TestApp;
/** A citizen with the expert of the own matter, who try to reach the other one. */
let own: LedMatter;
let other: LedMatter;
let ids: Ids;
let hash: string;

const pdf = Buffer.from('%PDF-1.7 a contract');

beforeAll(async () => {
  app = await startTestApp();
  const world = await World.build(app);
  own = await ledMatter(world, places.ownHall);
  other = await ledMatter(world, places.ownHall);
  const { lead, citizen, id: requestId } = other;
  await citizen.upload('addMatterFile', { name: '合同.pdf' }, pdf);
  const [file] = (await citizen.call('myMatter', {})).files;
  const record = await lead.call('openRecord', { requestId, consultationId: null });
  const patch = { facts: '邻居占路', advice: '先协商', outcome: 'continued' as const };
  const { id: recordId } = record;
  const saved = await lead.call('saveRecordDraft', { recordId, baseRevision: 0, editorId: 'window-01', seq: 1, patch });
  hash = (await lead.call('presentRecord', { recordId, revision: saved.revision })).hash ?? '';
  const {
    id: agreementId,
    revision,
    title,
    partyRows,
  } = await lead.call('createAgreement', {
    requestId,
    type: 'settlement',
  });
  const parties = partyRows.map(({ id, name, isCitizen }) => {
    return { id, name, idTail: null, address: '', phone: '', isCitizen };
  });
  const body = { title, text: '甲方恢复道路。', way: 'screen' as const, mediator: null, parties };
  const written = await lead.call('updateAgreement', { agreementId, revision, ...body });
  await lead.call('presentAgreement', { agreementId, revision: written.revision });
  const { slots } = await citizen.call('consultationSlots', { requestId });
  const meeting = await citizen.call('bookConsultation', { requestId, startAt: slots[3] ?? '' });
  ids = { requestId, recordId, agreementId, consultationId: meeting.id, fileId: file?.id ?? '' };
}, 120_000);

type Try = [entry: keyof Routes, input: (ids: Ids) => Record<string, unknown>];

const byMatter = ({ requestId }: Ids) => ({ requestId });
const byMeeting = ({ consultationId }: Ids) => ({ consultationId });
const byRecord = ({ recordId }: Ids) => ({ recordId });
const byAgreement = ({ agreementId }: Ids) => ({ agreementId });
const soon = (): string => new Date(Math.ceil((Date.now() + 86_400_000) / 900_000) * 900_000).toISOString();
const stroke = Array.from({ length: 20 }, (_, n) => [n * 20, 100, 50]);

/** What both a citizen and an expert may ask for. */
const shared: Try[] = [
  ['consultationSlots', byMatter],
  ['bookConsultation', ({ requestId }) => ({ requestId, startAt: soon() })],
  ['meetNow', byMatter],
  ['moveConsultation', ({ consultationId }) => ({ consultationId, startAt: soon() })],
  ['cancelConsultation', ({ consultationId }) => ({ consultationId, reason: '不去了' })],
  ['inviteGuest', ({ consultationId }) => ({ consultationId, name: '翻译', guestKind: 'interpreter' })],
  ['getConsultation', byMeeting],
  ['requestConsultations', byMatter],
  ['waitingRoom', byMeeting],
  ['consultationCalendar', byMeeting],
  ['consultationChat', byMeeting],
  ['listRecords', byMatter],
  ['getRecord', byRecord],
  ['recordPdf', byRecord],
  ['refuseRecord', ({ recordId }) => ({ recordId, words: '不对' })],
  ['listAgreements', byMatter],
  ['getAgreement', byAgreement],
  ['agreementPdf', byAgreement],
  ['agreementScan', ({ agreementId }) => ({ agreementId, which: 'seal' })],
];
const asCitizen: Try[] = [
  ...shared,
  ['downloadMatterFile', ({ fileId }) => ({ fileId })],
  ['confirmRecord', ({ recordId }) => ({ recordId, hash })],
  ['objectToRecord', ({ recordId }) => ({ recordId, hash, words: '不对' })],
  ['refuseAgreement', ({ agreementId }) => ({ agreementId, reason: '不同意' })],
  ['signAgreement', ({ agreementId }) => ({ agreementId, textHash: hash, code: '123456', strokes: [stroke] })],
];
const asExpert: Try[] = [
  ...shared,
  ['getRequest', byMatter],
  ['revealRequestPhone', ({ requestId }) => ({ requestId, reason: '联系' })],
  ['downloadRequestFile', ({ requestId, fileId }) => ({ requestId, fileId })],
  ['answerRequest', ({ requestId }) => ({ requestId, answer: '已答复您', outcome: 'answered' })],
  ['releaseRequest', ({ requestId }) => ({ requestId, reason: '退回', isConflict: false })],
  ['openRecord', ({ requestId }) => ({ requestId, consultationId: null })],
  ['closeRecord', byRecord],
  ['reviseRecord', byRecord],
  ['createAgreement', ({ requestId }) => ({ requestId, type: 'settlement' })],
  ['withdrawAgreement', ({ agreementId }) => ({ agreementId, reason: '撤回' })],
];

/** Nothing of the other matter is told, not even that it is there. */
async function expectUnknown(client: ApiClient, entry: keyof Routes, input: Record<string, unknown>): Promise<void> {
  const ack = await client.send(entry, input);
  expect(ack.ok ? 'reached' : ack.error.code).toBe('not_found');
}

describe('from one matter to another', () => {
  it.each(asCitizen)('[SEC3] the link of one opens nothing of the other: %s', async (entry, input) => {
    await expectUnknown(own.citizen, entry, input(ids));
  });

  it.each(asExpert)('[SEC3] nor does its expert reach it: %s', async (entry, input) => {
    await expectUnknown(own.lead, entry, input(ids));
  });

  it('[SEC3] nor is one told by a socket what happens in the other', async () => {
    const socket = await own.citizen.connect();
    const ack = await socket.send('consultation:join', { consultationId: ids.consultationId });
    expect(ack).toMatchObject({ ok: false, error: { code: 'not_found' } });
    const { state } = await other.citizen.call('withdrawRequest', { reason: '已和好' });
    expect(state).toBe('withdrawn');
    const { notices } = await own.citizen.call('matterNotices', {});
    expect(notices.filter(({ requestId }) => requestId !== own.id)).toEqual([]);
    expect(socket.heard.filter(({ name }) => name.startsWith('consultation:'))).toEqual([]);
  });
});

describe('a matter that is withdrawn', () => {
  it('[REQ25] takes its meeting with it: nobody waits, and the time is free again', async () => {
    const { consultationId, requestId } = ids;
    const meeting = await other.lead.call('getConsultation', { consultationId });
    expect(meeting).toMatchObject({ state: 'cancelled', cancelReason: '已和好' });
    const { timeline } = await other.lead.call('getRequest', { requestId });
    expect(timeline.slice(-2).map(({ to }) => to)).toEqual(['assigned', 'withdrawn']);
    const taken = await app.app.database.connection
      .collection('consultations')
      .findOne({ slotKeys: { $exists: true } });
    expect(taken).toBeNull();
  });
});

describe('a personal link', () => {
  const opened = async (token: string) => {
    const client = app.client('matter');
    const ack = await client.send('openMatterLink', { token });
    return { client, ack };
  };
  const invalid = { ok: false, error: { code: 'not_found', reason: 'link_invalid' } };

  it('[SEC4] that is altered, replaced or over opens nothing, nor does the cookie that it left', async () => {
    const { link } = await own.citizen.call('replaceMatterLink', {});
    const token = link.split('/matter/')[1] ?? '';
    const { client, ack } = await opened(token);
    expect(ack.ok).toBe(true);
    const altered = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`;
    for (const wrong of [altered, token.slice(1), `${token}A`, token.toLowerCase(), other.id, 'x'.repeat(43)])
      expect((await opened(wrong)).ack.ok).toBe(false);
    const links = app.app.database.connection.collection('matterLinks');
    await links.updateMany({ requestId: own.id }, { $set: { expiresAt: new Date(Date.now() - 1_000) } });
    expect((await opened(token)).ack).toMatchObject(invalid);
    expect(await client.send('myMatter', {})).toMatchObject({ ok: false });
    await links.updateMany({ requestId: own.id }, { $set: { expiresAt: new Date(Date.now() + 60_000) } });
    expect((await client.call('myMatter', {})).requestId).toBe(own.id);
    await client.call('replaceMatterLink', {});
    expect((await opened(token)).ack).toMatchObject(invalid);
    expect(await own.citizen.send('myMatter', {})).toMatchObject({ ok: false });
  });
});
