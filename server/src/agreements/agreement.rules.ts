import { createHash } from 'node:crypto';
import { type AgreementState, type AgreementType, agreementRules } from '#shared/agreements.ts';
import type { FieldError } from '#shared/kit/errors.ts';
import { DAY_MS } from '#shared/kit/time.ts';
import type { AgreementData, PartyData } from './agreement-data.ts';

export type AgreementAct = 'edit' | 'present' | 'sign' | 'refuse' | 'withdraw' | 'seal' | 'identify';

const allowed: Record<AgreementAct, readonly AgreementState[]> = {
  edit: ['draft'],
  present: ['draft'],
  identify: ['presented'],
  sign: ['presented'],
  refuse: ['presented'],
  withdraw: ['draft', 'presented'],
  seal: ['signed'],
};

export const mayAct = (state: AgreementState, act: AgreementAct): boolean => allowed[act].includes(state);

/** 人民调解协议 bears a mediator's name and the committee's seal. */
export const needsSeal = (type: AgreementType): boolean => type === 'mediation';

/** 人民调解法 Art. 33: both parties together, within 30 days from the day it takes effect. */
export const judicialUntil = ({ type, concludedAt }: Pick<AgreementData, 'type' | 'concludedAt'>): number | null =>
  type === 'mediation' && concludedAt !== null ? concludedAt + agreementRules.judicialDays * DAY_MS : null;

export const signedCount = (parties: readonly PartyData[]): number =>
  parties.filter(({ signature }) => signature !== null).length;

/** The state after a signature or a seal: the last one that its type needs concludes it. */
export function stateAfter({ type, parties, seal }: Pick<AgreementData, 'type' | 'parties' | 'seal'>): AgreementState {
  if (signedCount(parties) < parties.length) return 'presented';
  if (!needsSeal(type)) return 'concluded';
  return seal === null ? 'signed' : 'concluded';
}

const remedies = '(?:信访|上访|申诉|控告|检举|举报|起诉|诉讼|仲裁|行政复议|复议|追究)';
/** Gives a right up, or forbids its use; within one clause, so that words far apart are not tied together. */
const waivers = [
  new RegExp(`(?<!不)(?<!不得)(?<!未)(?<!非)(?:放弃|丧失|不享有|不保留)[^，。；！？\\n]{0,14}${remedies}`),
  new RegExp(
    `(?:不得|不再|永不|不准|不能|不可|绝不|决不|保证不|承诺不|禁止|不会再|停止)[^，。；！？\\n]{0,12}${remedies}`,
  ),
];
/** What such words are allowed to be about: no agreement limits these rights. */
const guards = /(?:不影响|不限制|不妨碍|不剥夺|不得(?:限制|剥夺|妨碍|影响|要求|干涉|阻止))/;

/** Clauses that take a right away which nobody can sign away; the words as they stand in the text. */
export function waivingClauses(text: string): string[] {
  return text
    .split(/[，。；！？\n]/)
    .map((clause) => clause.trim())
    .filter((clause) => !guards.test(clause) && waivers.some((waiver) => waiver.test(clause)));
}

/** 电子签名法 Art. 3: personal status, and stopping public supplies; such papers are signed on paper. */
const paperSubjects =
  /离婚|结婚|婚姻关系|婚约|解除婚|收养|继承|遗产|遗嘱|遗赠|监护权|抚养权|停止供(?:水|电|热|暖|气)|停(?:水|热|气)(?:服务)?/;

export const paperWords = (text: string): string | null => paperSubjects.exec(text)?.[0] ?? null;

/** What keeps a draft from being put before the parties, at its fields. */
export function problemsOf(
  draft: Pick<AgreementData, 'type' | 'text' | 'title' | 'way' | 'parties' | 'mediator'>,
): FieldError[] {
  const problems: FieldError[] = [];
  const [waiver] = waivingClauses(`${draft.title}\n${draft.text}`);
  if (waiver !== undefined) problems.push({ path: 'text', reason: 'agreement_waives', params: { words: waiver } });
  const onPaper = paperWords(`${draft.title}\n${draft.text}`);
  if (draft.way === 'screen' && onPaper !== null) {
    problems.push({ path: 'way', reason: 'agreement_needs_paper', params: { words: onPaper } });
  }
  if (/_{3,}|＿{2,}/.test(draft.text)) problems.push({ path: 'text', reason: 'agreement_has_blanks' });
  if (needsSeal(draft.type) && draft.mediator === null) problems.push({ path: 'mediator', reason: 'required' });
  if (draft.parties.length < 2 && draft.type !== 'petitionEnd') {
    problems.push({ path: 'parties', reason: 'too_few', params: { minimum: 2 } });
  }
  return [...problems, ...partyProblems(draft.parties)];
}

export function partyProblems(parties: readonly Pick<PartyData, 'id' | 'isCitizen'>[]): FieldError[] {
  const problems: FieldError[] = [];
  if (parties.filter(({ isCitizen }) => isCitizen).length !== 1) {
    problems.push({ path: 'parties', reason: 'agreement_one_citizen' });
  }
  if (new Set(parties.map(({ id }) => id)).size !== parties.length) {
    problems.push({ path: 'parties', reason: 'bad_format' });
  }
  return problems;
}

const sha256 = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');

/** What the parties sign: the text with who is in it. */
export const textHashOf = (
  agreement: Pick<
    AgreementData,
    'number' | 'requestNumber' | 'type' | 'way' | 'title' | 'text' | 'parties' | 'mediator'
  >,
): string =>
  sha256([
    agreement.number,
    agreement.requestNumber,
    agreement.type,
    agreement.way,
    agreement.title,
    agreement.text,
    agreement.parties.map(({ id, name, idTail, address, isCitizen }) => [id, name, idTail, address, isCitizen]),
    agreement.mediator && [agreement.mediator.name, agreement.mediator.committee],
  ]);

/** Over text and signatures, scans included by their own hashes. */
export const hashOf = (agreement: Omit<AgreementData, 'hash'>): string =>
  sha256([
    textHashOf(agreement),
    agreement.parties.map(({ id, identity, signature }) => [
      id,
      identity && [identity.at, identity.by, identity.how],
      signature && [signature.way, signature.at, signature.device, signature.by, signature.strokes],
    ]),
    agreement.signedPaper && [agreement.signedPaper.hash, agreement.signedPaper.at],
    agreement.seal && [agreement.seal.hash, agreement.seal.at],
    agreement.expertId,
    agreement.concludedAt,
  ]);

/** Longer than a dot: what was drawn is a signature and no slip of the finger. */
export function isSignature(strokes: readonly (readonly (readonly [number, number, number])[])[]): boolean {
  const points = strokes.reduce((sum, stroke) => sum + stroke.length, 0);
  if (points > agreementRules.maxPoints) return false;
  const length = strokes.reduce(
    (sum, stroke) =>
      stroke.reduce((part, [x, y], n) => {
        const [px, py] = stroke[n - 1] ?? [x, y];
        return part + Math.hypot(x - px, y - py);
      }, sum),
    0,
  );
  return points >= 8 && length >= 200;
}

/** PDF, JPEG or PNG by their first bytes; null for anything else. */
export function scanType(head: Uint8Array): 'application/pdf' | 'image/jpeg' | 'image/png' | null {
  const starts = (...bytes: number[]): boolean => bytes.every((byte, n) => head[n] === byte);
  if (starts(0x25, 0x50, 0x44, 0x46, 0x2d)) return 'application/pdf';
  if (starts(0xff, 0xd8, 0xff)) return 'image/jpeg';
  return starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) ? 'image/png' : null;
}
