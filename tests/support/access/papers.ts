import type { agreementRoutes } from '#shared/agreements.ts';
import type { CallerRole } from '#shared/kit/caller.ts';
import type { paperRoutes } from '#shared/papers.ts';
import type { recordRoutes } from '#shared/records.ts';
import type { Fixture, Input } from './fixture.ts';
import { type MatrixWorld, none } from './matrix-world.ts';

type Papers = typeof recordRoutes & typeof agreementRoutes & typeof paperRoutes;

const id = (letter: string): string => letter.repeat(24);
const hash = 'e'.repeat(64);
/** Whoever may try at all: nothing of this kind was written in the matter of the matrix. */
const tryers: CallerRole[] = ['citizen', 'party', 'expert', 'department', 'organizer', 'supervisor'];
const ofMatter = (input: Input = {}): Fixture<MatrixWorld> => ({
  input: () => ({ requestId: id('a'), ...input }),
  hasForeign: false,
  nothingOwnFor: tryers,
});
const record = (input: Input = {}): Fixture<MatrixWorld> => ({
  input: () => ({ recordId: id('d'), ...input }),
  hasForeign: false,
  nothingOwnFor: tryers,
});
const agreement = (input: Input = {}): Fixture<MatrixWorld> => ({
  input: () => ({ agreementId: id('d'), ...input }),
  hasForeign: false,
  nothingOwnFor: tryers,
});
const stroke = Array.from({ length: 20 }, (_, n) => [n * 20, 100, 50]);

export const paperFixtures: { [K in keyof Papers]: Fixture<MatrixWorld> } = {
  listRecords: { ...ofMatter(), nothingOwnFor: ['party', 'expert'] },
  openRecord: ofMatter({ consultationId: null }),
  getRecord: record(),
  inspectRecord: record({ reason: '复查' }),
  saveRecordDraft: record({ baseRevision: 0, editorId: 'window-1', seq: 1, patch: { facts: '测试' } }),
  dropKeptText: record({ keptId: id('e') }),
  answerInRecord: record({ text: '答复' }),
  presentRecord: record({ revision: 0 }),
  reviseRecord: record(),
  confirmRecord: record({ hash }),
  objectToRecord: record({ hash, words: '不对' }),
  refuseRecord: record({ words: '不签' }),
  closeRecord: record(),
  addToRecord: record({ text: '补充' }),
  recordPdf: record(),
  listAgreements: { ...ofMatter(), nothingOwnFor: ['expert'] },
  createAgreement: ofMatter({ type: 'settlement' }),
  getAgreement: agreement(),
  inspectAgreement: agreement({ reason: '复查' }),
  updateAgreement: agreement({
    revision: 0,
    title: '协议',
    text: '内容',
    way: 'screen',
    mediator: null,
    parties: [{ id: id('e'), name: '张三', idTail: null, address: '', phone: '', isCitizen: true }],
  }),
  presentAgreement: agreement({ revision: 0 }),
  makePartyLink: agreement({ partyId: id('e') }),
  checkIdentity: agreement({ partyId: id('e'), how: 'camera' }),
  signAgreement: agreement({ textHash: hash, code: '123456', strokes: [stroke] }),
  refuseAgreement: agreement({ reason: '不同意' }),
  withdrawAgreement: agreement({ reason: '写错' }),
  uploadSignedPaper: agreement(),
  uploadSeal: agreement(),
  agreementScan: agreement({ which: 'seal' }),
  agreementPdf: agreement(),
  verifyPaper: none({ token: 'x'.repeat(22) }),
};
