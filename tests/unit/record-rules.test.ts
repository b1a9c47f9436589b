import { describe, expect, it } from 'vitest';
import { accountId, partId, recordId, requestId } from '#shared/kit/ids.ts';
import { yearOf } from '#shared/kit/time.ts';
import { recordStates } from '#shared/record-content.ts';
import {
  addendumHash,
  emptyContent,
  hashOf,
  isCloseDue,
  mayAct,
  mergeSave,
  missingFields,
  newerThan,
  numberOf,
} from '../../server/src/records/record.rules.ts';
import type { RecordData } from '../../server/src/records/record-data.ts';

const id = (letter: string): string => letter.repeat(24);
const record: RecordData = {
  id: recordId.parse(id('1')),
  requestId: requestId.parse(id('2')),
  requestNumber: '2026-0137',
  consultationId: null,
  form: 'consultation',
  number: '舒咨录〔2026〕1号',
  state: 'draft',
  expertId: accountId.parse(id('3')),
  expertName: '孙志刚',
  citizen: { name: '李大娘', phone: '138****5678', firm: null },
  content: { ...emptyContent, facts: '一', advice: '二', outcome: 'answered' },
  stamps: {},
  kept: [],
  answers: [],
  verdict: null,
  verdictWords: null,
  verdictAt: null,
  addenda: [],
  inspections: [],
  timeline: [],
  hash: null,
  verifyToken: null,
  createdAt: 1,
  savedAt: 1,
  presentedAt: 2,
  closesAt: null,
  closedAt: null,
  owesOutcome: false,
  revision: 5,
};
const tab = (editorId: string, baseRevision: number, patch: object, seq = 1) => ({
  editorId,
  baseRevision,
  patch,
  seq,
});

describe('the states of a record', () => {
  it('[REC1] allow each act where the table says so, and nowhere else', () => {
    const where = (act: Parameters<typeof mayAct>[1]) => recordStates.filter((state) => mayAct(state, act));
    expect(where('save')).toEqual(['draft']);
    expect(where('present')).toEqual(['draft']);
    expect(where('confirm')).toEqual(['presented', 'objected']);
    expect(where('object')).toEqual(['presented']);
    expect(where('refuse')).toEqual(['presented', 'objected']);
    expect(where('revise')).toEqual(['presented', 'objected', 'refused']);
    expect(where('close')).toEqual(['objected', 'refused']);
    expect(where('add')).toEqual(['closed']);
  });

  it('[REC8] it closes by itself seven days after it was presented, whatever was said short of a confirmation', () => {
    const closesAt = 7 * 24 * 3_600_000;
    for (const state of ['presented', 'objected', 'refused'] as const) {
      expect(isCloseDue({ state, closesAt }, closesAt - 1)).toBe(false);
      expect(isCloseDue({ state, closesAt }, closesAt)).toBe(true);
    }
    for (const state of ['draft', 'closed'] as const) expect(isCloseDue({ state, closesAt }, closesAt)).toBe(false);
  });
});

describe('saving in two windows', () => {
  it('[REC3] fields that nobody else changed are taken over, each for itself', () => {
    const stamps = { facts: { revision: 5, editorId: 'tab-one-1', seq: 3 } };
    const merged = mergeSave({ ...record, stamps }, tab('tab-two-2', 4, { advice: '新', facts: '新' }));
    expect(merged).toEqual({ taken: ['advice'], late: ['facts'] });
  });

  it('[REC3] a window that is behind is given the newer text of the other one', () => {
    const stamps = {
      facts: { revision: 5, editorId: 'tab-one-1', seq: 3 },
      advice: { revision: 2, editorId: 'tab-one-1', seq: 1 },
    };
    expect(newerThan({ ...record, stamps }, 4, 'tab-two-2')).toEqual({ facts: '一' });
    expect(newerThan({ ...record, stamps }, 4, 'tab-one-1')).toEqual({});
  });

  it('[REC5] a saving whose answer was lost does not make a window late against itself', () => {
    const stamps = { facts: { revision: 5, editorId: 'tab-one-1', seq: 3 } };
    const merge = (seq: number) => mergeSave({ ...record, stamps }, tab('tab-one-1', 4, { facts: '一二' }, seq));
    expect(merge(4)).toEqual({ taken: ['facts'], late: [] });
    expect(merge(3)).toEqual({ taken: [], late: [] });
    expect(merge(2)).toEqual({ taken: [], late: [] });
  });

  it('[REC5] what stands there already is no change', () => {
    expect(mergeSave(record, tab('tab-two-2', 0, { facts: '一', risks: [] }))).toEqual({ taken: [], late: [] });
  });
});

describe('what a record says', () => {
  it('[REC6] it is not shown before facts, advice and outcome are there', () => {
    expect(missingFields(record)).toEqual([]);
    const empty = { ...record, content: { ...emptyContent, facts: '  ' } };
    expect(missingFields(empty).map(({ path }) => path)).toEqual(['facts', 'advice', 'outcome']);
  });

  it('[REC16] a check-up sheet needs at least one risk, each with its advice', () => {
    const sheet = { form: 'checkUp' as const, content: { ...record.content, advice: '' } };
    expect(missingFields(sheet).map(({ path }) => path)).toEqual(['risks']);
    const risk = { id: partId.parse(id('4')), risk: '合同没有盖章', level: 'high' as const, advice: '' };
    const withRisk = { ...sheet, content: { ...sheet.content, risks: [risk] } };
    expect(missingFields(withRisk).map(({ path }) => path)).toEqual(['risks.0.advice']);
  });

  it('[REC9] its hash changes with every word that it says, and with nothing else', () => {
    const { hash: _, ...rest } = record;
    const base = hashOf(rest);
    expect(hashOf({ ...rest, savedAt: 99, revision: 6, kept: [], owesOutcome: true })).toBe(base);
    const changes: Partial<RecordData>[] = [
      { content: { ...record.content, facts: '一 ' } },
      { content: { ...record.content, outcome: 'resolved' } },
      { verdict: 'confirmed' },
      { number: '舒咨录〔2026〕2号' },
      { citizen: { ...record.citizen, name: '李大爷' } },
      { closedAt: 3 },
    ];
    for (const change of changes) expect(hashOf({ ...rest, ...change })).not.toBe(base);
    const words = { text: '补充', by: '孙志刚', at: 5 };
    expect(addendumHash(base, words)).not.toBe(addendumHash(base, { ...words, text: '补充。' }));
  });

  it('[REC6] its number counts within the year of Shanghai', () => {
    expect(numberOf('舒咨录', yearOf(Date.UTC(2026, 11, 31, 15, 59)), 137)).toBe('舒咨录〔2026〕137号');
    expect(yearOf(Date.UTC(2026, 11, 31, 16, 0))).toBe(2027);
  });
});
