import { describe, expect, it } from 'vitest';
import { agreementStates, agreementTypes } from '#shared/agreements.ts';
import { accountId, agreementId, fileHash, partId, requestId } from '#shared/kit/ids.ts';
import {
  hashOf,
  isSignature,
  judicialUntil,
  mayAct,
  paperWords,
  problemsOf,
  scanType,
  signedCount,
  stateAfter,
  textHashOf,
  waivingClauses,
} from '../../server/src/agreements/agreement.rules.ts';
import type { AgreementData, PartyData } from '../../server/src/agreements/agreement-data.ts';
import { templateText, titleOf } from '../../server/src/agreements/agreement-templates.ts';

const id = (letter: string): string => letter.repeat(24);
const party = (letter: string, over: Partial<PartyData> = {}): PartyData => ({
  id: partId.parse(id(letter)),
  name: '李大娘',
  idTail: '123X',
  address: '东一社区',
  phone: null,
  isCitizen: letter === 'a',
  identity: null,
  code: null,
  signature: null,
  ...over,
});
const signature = { way: 'screen' as const, at: 9, device: 'phone', by: '李大娘', strokes: null };
const signed = [party('a', { signature }), party('b', { signature })];
const scan = {
  hash: fileHash.parse('f'.repeat(64)),
  contentType: 'application/pdf',
  by: '孙志刚',
  byId: accountId.parse(id('3')),
  at: 4,
};
const agreement: AgreementData = {
  id: agreementId.parse(id('1')),
  requestId: requestId.parse(id('2')),
  requestNumber: '2026-0137',
  type: 'mediation',
  way: 'screen',
  number: '舒协〔2026〕12号',
  state: 'presented',
  expertId: accountId.parse(id('3')),
  expertName: '孙志刚',
  title: '人民调解协议书',
  text: '一、甲方把田埂恢复原状。',
  parties: [party('a'), party('b')],
  mediator: { name: '王建国', committee: '东街道人民调解委员会' },
  signedPaper: null,
  seal: null,
  textHash: null,
  hash: null,
  verifyToken: null,
  createdAt: 1,
  presentedAt: 2,
  concludedAt: null,
  endReason: null,
  timeline: [],
  inspections: [],
  revision: 1,
};

describe('the states of an agreement', () => {
  it('[AGR1] allow each act where the table says so, and nowhere else', () => {
    const where = (act: Parameters<typeof mayAct>[1]) => agreementStates.filter((state) => mayAct(state, act));
    expect(where('edit')).toEqual(['draft']);
    expect(where('sign')).toEqual(['presented']);
    expect(where('refuse')).toEqual(['presented']);
    expect(where('withdraw')).toEqual(['draft', 'presented']);
    expect(where('seal')).toEqual(['signed']);
  });

  it('[AGR6] the last signature concludes it, or the seal where its type needs one', () => {
    expect(stateAfter({ ...agreement, parties: [party('a', { signature }), party('b')] })).toBe('presented');
    expect(stateAfter({ ...agreement, parties: signed })).toBe('signed');
    expect(stateAfter({ ...agreement, parties: signed, seal: scan })).toBe('concluded');
    expect(stateAfter({ ...agreement, type: 'settlement', parties: signed })).toBe('concluded');
    expect(signedCount([party('a', { signature }), party('b')])).toBe(1);
  });

  it('[AGR9] both parties of a mediation may ask the court within 30 days', () => {
    expect(judicialUntil({ type: 'mediation', concludedAt: 0 })).toBe(30 * 24 * 3_600_000);
    expect(judicialUntil({ type: 'mediation', concludedAt: null })).toBeNull();
    expect(judicialUntil({ type: 'settlement', concludedAt: 0 })).toBeNull();
  });
});

describe('what an agreement may say', () => {
  const facts = { requestNumber: '2026-0137', citizen: '李大娘', other: '张三', story: '邻居占了田埂' };

  it.each(agreementTypes)('[AGR2] the template of %s waives no right to petition or to sue', (type) => {
    expect(waivingClauses(templateText(type, facts))).toEqual([]);
    expect(templateText(type, { ...facts, other: null })).toContain('不影响');
    expect(titleOf(type).length).toBeGreaterThan(4);
  });

  it.each([
    '乙方自愿放弃对此事的一切信访权利。',
    '今后不再就此事上访。',
    '双方不得提起诉讼。',
    '乙方保证不以任何理由起诉甲方。',
    '甲方承诺不会再到上级机关申诉。',
    '签字后放弃申请仲裁、起诉的权利',
    '乙方永不信访',
  ])('[AGR2] “%s” is refused', (text) => {
    expect(waivingClauses(text)).toHaveLength(1);
    expect(problemsOf({ ...agreement, text })).toMatchObject([{ path: 'text', reason: 'agreement_waives' }]);
  });

  it.each([
    '本协议不影响各方依法信访、申诉、起诉的权利。',
    '任何一方不得限制另一方依法起诉的权利。',
    '甲方不再在田埂上堆放柴草，乙方撤回诉讼。',
    '乙方不放弃起诉的权利。',
  ])('[AGR2] “%s” is fine', (text) => {
    expect(waivingClauses(text)).toEqual([]);
  });

  it('[AGR3] what Art. 3 of the signature law leaves out is signed on paper', () => {
    for (const text of ['双方自愿离婚。', '遗产由长子继承', '收养关系解除', '停止供暖的费用']) {
      expect(paperWords(text)).not.toBeNull();
      expect(problemsOf({ ...agreement, text })).toMatchObject([{ path: 'way', reason: 'agreement_needs_paper' }]);
      expect(problemsOf({ ...agreement, text, way: 'paper' })).toEqual([]);
    }
    expect(paperWords('甲方赔偿乙方麦苗损失五百元。')).toBeNull();
  });

  it('[AGR3] it is not presented with blanks, without a mediator, or with nobody on the other side', () => {
    const reasons = (over: Partial<AgreementData>) => problemsOf({ ...agreement, ...over }).map(({ path }) => path);
    expect(reasons({ text: '赔偿＿＿＿＿元' })).toEqual(['text']);
    expect(reasons({ mediator: null })).toEqual(['mediator']);
    expect(reasons({ parties: [party('a')] })).toEqual(['parties']);
    expect(reasons({ parties: [party('a')], type: 'petitionEnd' })).toEqual([]);
    expect(reasons({ parties: [party('b'), party('c')] })).toEqual(['parties']);
  });
});

describe('what is signed', () => {
  it('[AGR8] the hash of the text changes with text and parties, the whole hash with signatures and scans too', () => {
    const text = textHashOf(agreement);
    expect(textHashOf({ ...agreement, text: `${agreement.text} ` })).not.toBe(text);
    expect(textHashOf({ ...agreement, parties: [party('a', { name: '李大爷' }), party('b')] })).not.toBe(text);
    expect(textHashOf({ ...agreement, parties: signed })).toBe(text);
    const { hash: _, ...rest } = { ...agreement, parties: signed };
    const whole = hashOf(rest);
    const moved = [party('a', { signature: { ...signature, at: 10 } }), party('b', { signature })];
    expect(hashOf({ ...rest, parties: moved })).not.toBe(whole);
    expect(hashOf({ ...rest, seal: scan })).not.toBe(whole);
  });

  it('[AGR5] a dot is no signature', () => {
    const stroke = (n: number) => Array.from({ length: n }, (_, i): [number, number, number] => [i * 40, 100, 50]);
    expect(isSignature([stroke(10)])).toBe(true);
    expect(isSignature([[[5, 5, 50]]])).toBe(false);
    expect(isSignature([Array.from({ length: 20 }, (): [number, number, number] => [5, 5, 50])])).toBe(false);
  });

  it('[AGR7] a scan is a PDF, JPEG or PNG by its first bytes', () => {
    expect(scanType(Buffer.from('%PDF-1.7'))).toBe('application/pdf');
    expect(scanType(Buffer.from([0xff, 0xd8, 0xff, 0xe0]))).toBe('image/jpeg');
    expect(scanType(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))).toBe('image/png');
    expect(scanType(Buffer.from('<html>'))).toBeNull();
  });
});
