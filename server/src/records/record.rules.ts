import { createHash } from 'node:crypto';
import type { FieldError } from '#shared/kit/errors.ts';
import {
  type RecordContent,
  type RecordField,
  type RecordPatch,
  type RecordState,
  recordFields,
} from '#shared/record-content.ts';
import type { FieldStamp, RecordData } from './record-data.ts';

export type RecordAct = 'present' | 'revise' | 'confirm' | 'object' | 'refuse' | 'close' | 'add' | 'save' | 'answer';

/** What may be done in which state (states-and-rights). */
const allowed: Record<RecordAct, readonly RecordState[]> = {
  save: ['draft'],
  answer: ['draft'],
  present: ['draft'],
  revise: ['presented', 'objected', 'refused'],
  confirm: ['presented', 'objected'],
  object: ['presented'],
  refuse: ['presented', 'objected'],
  close: ['objected', 'refused'],
  add: ['closed'],
};

export const mayAct = (state: RecordState, act: RecordAct): boolean => allowed[act].includes(state);

/** Closes by itself when its time is over, whatever the citizen has said short of confirming. */
export const isCloseDue = ({ state, closesAt }: Pick<RecordData, 'state' | 'closesAt'>, now: number): boolean =>
  ['presented', 'objected', 'refused'].includes(state) && closesAt !== null && closesAt <= now;

export const emptyContent: RecordContent = {
  place: '',
  present: '',
  facts: '',
  questions: '',
  advice: '',
  outcome: null,
  outcomeNote: '',
  risks: [],
};

/** What a record must say before it is shown to the citizen. */
export function missingFields({ form, content }: Pick<RecordData, 'form' | 'content'>): FieldError[] {
  const missing: FieldError[] = [];
  const need = (path: RecordField, isThere: boolean): void => {
    if (!isThere) missing.push({ path, reason: 'required' });
  };
  need('facts', content.facts.trim() !== '');
  if (form === 'consultation') need('advice', content.advice.trim() !== '');
  else need('risks', content.risks.length > 0);
  content.risks.forEach((each, n) => {
    if (each.risk === '') missing.push({ path: `risks.${n}.risk`, reason: 'required' });
    if (each.advice === '') missing.push({ path: `risks.${n}.advice`, reason: 'required' });
  });
  need('outcome', content.outcome !== null);
  return missing;
}

export type Save = {
  patch: RecordPatch;
  baseRevision: number;
  editorId: string;
  seq: number;
};

/**
 * What a saving does to a draft, field by field. A field is `taken` when nobody else changed it since the window looked, `late` when
 * another window did (its text stays, the late one is kept beside it), and skipped when this very window has saved a later text already.
 */
export function mergeSave(
  { content, stamps }: Pick<RecordData, 'content' | 'stamps'>,
  { patch, baseRevision, editorId, seq }: Save,
): { taken: RecordField[]; late: RecordField[] } {
  const taken: RecordField[] = [];
  const late: RecordField[] = [];
  for (const field of recordFields) {
    if (patch[field] === undefined || isSame(patch[field], content[field])) continue;
    const stamp = stamps[field];
    if (stamp === undefined || stamp.revision <= baseRevision) {
      if (!isOutOfOrder(stamp, editorId, seq)) taken.push(field);
    } else if (stamp.editorId !== editorId) late.push(field);
    else if (!isOutOfOrder(stamp, editorId, seq)) taken.push(field);
  }
  return { taken, late };
}

const isOutOfOrder = (stamp: FieldStamp | undefined, editorId: string, seq: number): boolean =>
  stamp !== undefined && stamp.editorId === editorId && seq <= stamp.seq;

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Fields that changed since this revision by somebody else's hand, as they stand now. */
export function newerThan(
  { content, stamps }: Pick<RecordData, 'content' | 'stamps'>,
  baseRevision: number,
  editorId: string,
): RecordPatch {
  const fields = recordFields.filter((field) => {
    const stamp = stamps[field];
    return stamp !== undefined && stamp.revision > baseRevision && stamp.editorId !== editorId;
  });
  return Object.fromEntries(fields.map((field) => [field, content[field]]));
}

/** The bytes that the hash of a record stands for: everything it says, in a fixed order. */
export function hashOf(record: Omit<RecordData, 'hash'>): string {
  const { content } = record;
  const said = [
    record.number,
    record.requestNumber,
    record.consultationId,
    record.form,
    record.expertId,
    record.expertName,
    [record.citizen.name, record.citizen.phone, record.citizen.firm],
    recordFields.map((field) =>
      field === 'risks' ? content.risks.map(({ risk, level, advice }) => [risk, level, advice]) : content[field],
    ),
    record.answers.map(({ accountId, name, orgName, text, at }) => [accountId, name, orgName, text, at]),
    record.presentedAt,
    record.verdict,
    record.verdictWords,
    record.verdictAt,
    record.closedAt,
  ];
  return createHash('sha256').update(JSON.stringify(said)).digest('hex');
}

/** An addendum is bound to the record and to the addendum before it. */
export const addendumHash = (before: string, { text, by, at }: { text: string; by: string; at: number }): string =>
  createHash('sha256')
    .update(JSON.stringify([before, text, by, at]))
    .digest('hex');

/** 舒咨录〔2026〕137号 */
export const numberOf = (prefix: string, year: number, count: number): string => `${prefix}〔${year}〕${count}号`;

/** Where and how people met, with what is noted of the telephone; once, and not over the expert's own words on it. */
export const withPhone = (place: string, phone: string | null): string =>
  phone === null || place.includes('电话') ? place : [place, phone].filter(Boolean).join('，');
