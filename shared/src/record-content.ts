import { z } from 'zod';
import { partId } from './kit/ids.ts';

/** draft -> presented -> confirmed, objected or refused -> closed; a closed record only gets addenda. */
export const recordStates = ['draft', 'presented', 'confirmed', 'objected', 'refused', 'closed'] as const;
export const recordState = z.enum(recordStates);
export type RecordState = z.infer<typeof recordState>;

/** What became of the matter; `continued` (另约继续) closes the record and leaves the matter open for another meeting. */
export const recordOutcomes = ['answered', 'resolved', 'agreement', 'referred', 'notResolved', 'continued'] as const;
export const recordOutcome = z.enum(recordOutcomes);
export type RecordOutcome = z.infer<typeof recordOutcome>;

/** The usual form 咨询笔录, and the enterprise one, the check-up sheet 法治体检单. */
export const recordForm = z.enum(['consultation', 'checkUp']);
export type RecordForm = z.infer<typeof recordForm>;

/** What the citizen said to it; `unconfirmed`: nothing within the time. */
export const recordVerdict = z.enum(['confirmed', 'objected', 'refused', 'unconfirmed']);
export type RecordVerdict = z.infer<typeof recordVerdict>;

export const recordRules = {
  maxRisks: 50,
  maxAddenda: 50,
  /** Texts that lost against a newer one and are kept beside it. */
  maxKept: 20,
  numberPrefix: '舒咨录',
};

export const riskLevel = z.enum(['high', 'medium', 'low']);
export const recordRisk = z.object({
  id: partId,
  risk: z.string().trim().max(500),
  level: riskLevel,
  advice: z.string().trim().max(1_000),
});

const longText = z.string().max(8_000);

/** What is written during the talk. Texts are kept as they were typed, blanks included. */
export const recordContent = z.object({
  place: z.string().max(100),
  present: z.string().max(500),
  facts: longText,
  questions: longText,
  advice: longText,
  outcome: recordOutcome.nullable(),
  outcomeNote: z.string().max(2_000),
  risks: z.array(recordRisk).max(recordRules.maxRisks),
});
export type RecordContent = z.infer<typeof recordContent>;

/** Every field is saved and compared for itself. */
export const recordFields = [
  'place',
  'present',
  'facts',
  'questions',
  'advice',
  'outcome',
  'outcomeNote',
  'risks',
] as const satisfies readonly (keyof RecordContent)[];
export const recordField = z.enum(recordFields);
export type RecordField = z.infer<typeof recordField>;

export const recordPatch = recordContent.partial().strict();
export type RecordPatch = z.infer<typeof recordPatch>;
