import { z } from 'zod';
import { fileOutput, route } from './kit/define.ts';
import { isoTime, line, reasonText } from './kit/fields.ts';
import { agreementId, partId, requestId } from './kit/ids.ts';
import { maybePhone } from './kit/phone.ts';

/** 人民调解协议, 和解协议, 息访承诺. */
export const agreementTypes = ['mediation', 'settlement', 'petitionEnd'] as const;
export const agreementType = z.enum(agreementTypes);
export type AgreementType = z.infer<typeof agreementType>;

/** draft -> presented (signed by k of n) -> signed by all -> sealed, where its type needs it -> concluded. */
export const agreementStates = ['draft', 'presented', 'signed', 'sealed', 'concluded', 'refused', 'withdrawn'] as const;
export const agreementState = z.enum(agreementStates);
export type AgreementState = z.infer<typeof agreementState>;

/** On screen, or on paper as 电子签名法 Art. 3 wants it for some papers. */
export const signingWay = z.enum(['screen', 'paper']);
export type SigningWay = z.infer<typeof signingWay>;

export const agreementRules = {
  maxParties: 8,
  /** A one-time code, read out on camera after the identity was checked. */
  codeMinutes: 10,
  codeTries: 5,
  /** 人民调解法 Art. 33: both parties together may ask the court within so many days. */
  judicialDays: 30,
  scanBytes: 20_000_000,
  numberPrefix: '舒协',
  maxStrokes: 80,
  maxPoints: 6_000,
};

/** Points of a hand signature, x and y in thousandths of the pad's width, pressure in hundredths; one list for each stroke. */
export const signatureStrokes = z
  .array(
    z
      .array(z.tuple([z.number().int(), z.number().int(), z.number().int().min(0).max(100)]))
      .min(1)
      .max(2_000),
  )
  .min(1)
  .max(agreementRules.maxStrokes);
export type SignatureStrokes = z.infer<typeof signatureStrokes>;

const partyFields = {
  name: line(40),
  /** Last four characters of the identity number, as far as it is given; the rest is never asked for. */
  idTail: z
    .string()
    .regex(/^[0-9]{3}[0-9X]$/)
    .nullable(),
  address: z.string().trim().max(100),
};
/**
 * `isCitizen`: whoever asked for help; signs by the matter's own link. The others get a link each, and are told on the telephone given
 * here; it is no part of what is signed.
 */
const partyInput = z.strictObject({ id: partId, ...partyFields, phone: maybePhone, isCitizen: z.boolean() });
export type PartyInput = z.infer<typeof partyInput>;

export const agreementParty = z.object({
  id: partId,
  name: z.string(),
  idTail: z.string().nullable(),
  address: z.string(),
  /** Whole for the lead expert, who typed it; else masked. Empty where none is known. */
  phone: z.string(),
  isCitizen: z.boolean(),
  identityCheckedAt: isoTime.nullable(),
  identityCheckedBy: z.string().nullable(),
  signedAt: isoTime.nullable(),
  signedWay: signingWay.nullable(),
  /** The browser that it was signed with, in its own words. */
  device: z.string().nullable(),
  strokes: signatureStrokes.nullable(),
  isMe: z.boolean(),
});
export type AgreementParty = z.infer<typeof agreementParty>;

export const agreementSummary = z.object({
  id: agreementId,
  requestId,
  type: agreementType,
  number: z.string().nullable(),
  state: agreementState,
  way: signingWay,
  signed: z.number().int(),
  parties: z.number().int(),
  createdAt: isoTime,
  concludedAt: isoTime.nullable(),
  /** Until when both may ask the court to confirm it; null where its type has none. */
  judicialUntil: isoTime.nullable(),
  mayRead: z.boolean(),
});
export type AgreementSummary = z.infer<typeof agreementSummary>;

export const agreementDetail = z.object({
  ...agreementSummary.shape,
  requestNumber: z.string(),
  title: z.string(),
  text: z.string(),
  /** Hash of the text as it was presented: each party signs exactly this. */
  textHash: z.string().nullable(),
  /** Hash over text and signatures, once concluded. */
  hash: z.string().nullable(),
  verifyUrl: z.string().nullable(),
  partyRows: z.array(agreementParty),
  /** Whether this type needs a mediator and the committee's seal. */
  needsSeal: z.boolean(),
  mediator: z.object({ name: z.string(), committee: z.string() }).nullable(),
  seal: z.object({ by: z.string(), at: isoTime }).nullable(),
  hasSignedPaper: z.boolean(),
  revision: z.number().int(),
  endReason: z.string().nullable(),
  timeline: z.array(
    z.object({ from: agreementState, to: agreementState, at: isoTime, by: z.string(), reason: z.string().nullable() }),
  ),
  inspections: z.array(z.object({ by: z.string(), reason: z.string(), at: isoTime })),
  mayWrite: z.boolean(),
  maySeal: z.boolean(),
  /** The caller is a party whose turn it is. */
  maySign: z.boolean(),
});
export type AgreementDetail = z.infer<typeof agreementDetail>;

const body = {
  title: line(60),
  text: line(20_000),
  way: signingWay,
  mediator: z.strictObject({ name: line(40), committee: line(60) }).nullable(),
  parties: z.array(partyInput).min(1).max(agreementRules.maxParties),
};
const byId = z.strictObject({ agreementId });
const readers = ['citizen', 'party', 'expert', 'department'] as const;
const experts = ['expert'] as const;
const scanners = ['expert', 'department'] as const;

export const agreementRoutes = {
  /** A matter's agreements, oldest first. A party sees those that it is in; organizer and supervisor state and type only. */
  listAgreements: route({
    method: 'GET',
    path: '/api/requests/:requestId/agreements',
    input: z.strictObject({ requestId }),
    output: z.object({ agreements: z.array(agreementSummary), mayWrite: z.boolean() }),
    roles: [...readers, 'organizer', 'supervisor'],
    audit: false,
    repeat: 'natural',
  }),
  /** A draft from the template of its type, with the asking person as the first party and the named other one as the second. */
  createAgreement: route({
    method: 'POST',
    path: '/api/requests/:requestId/agreements',
    input: z.strictObject({ requestId, type: agreementType }),
    output: agreementDetail,
    roles: experts,
    audit: { object: 'requestId', fields: ['type'] },
    repeat: 'key',
  }),
  getAgreement: route({
    method: 'GET',
    path: '/api/agreements/:agreementId',
    input: byId,
    output: agreementDetail,
    roles: readers,
    audit: false,
    repeat: 'natural',
  }),
  inspectAgreement: route({
    method: 'POST',
    path: '/api/agreements/:agreementId/inspections',
    input: z.strictObject({ agreementId, reason: reasonText }),
    output: agreementDetail,
    roles: ['supervisor'],
    audit: { object: 'agreementId', fields: ['reason'] },
    repeat: 'key',
  }),
  /** While it is a draft. `conflict/agreement_changed` when another window was first. */
  updateAgreement: route({
    method: 'PUT',
    path: '/api/agreements/:agreementId',
    input: z.strictObject({ agreementId, revision: z.number().int(), ...body }),
    output: agreementDetail,
    roles: experts,
    audit: { object: 'agreementId', fields: ['revision', 'way'] },
    repeat: 'key',
  }),
  /** Puts the text before the parties; from then on it is not changed. */
  presentAgreement: route({
    method: 'POST',
    path: '/api/agreements/:agreementId/present',
    input: z.strictObject({ agreementId, revision: z.number().int() }),
    output: agreementDetail,
    roles: experts,
    audit: { object: 'agreementId', fields: ['revision'] },
    repeat: 'key',
  }),
  /** A personal link for a party that has none; a new one ends the older ones of that party. */
  makePartyLink: route({
    method: 'POST',
    path: '/api/agreements/:agreementId/parties/:partyId/link',
    input: z.strictObject({ agreementId, partyId: partId }),
    output: z.object({ url: z.string(), expiresAt: isoTime }),
    roles: experts,
    audit: { object: 'agreementId', fields: ['partyId'] },
    repeat: 'secret',
  }),
  /** The lead expert has seen who it is, on camera or in the room; the answer is the code to read out to exactly that person. */
  checkIdentity: route({
    method: 'POST',
    path: '/api/agreements/:agreementId/parties/:partyId/identity',
    input: z.strictObject({ agreementId, partyId: partId, how: z.enum(['camera', 'inPerson']) }),
    output: z.object({ code: z.string().nullable(), expiresAt: isoTime.nullable() }),
    roles: experts,
    audit: { object: 'agreementId', fields: ['partyId', 'how'] },
    repeat: 'secret',
  }),
  signAgreement: route({
    method: 'POST',
    path: '/api/agreements/:agreementId/signature',
    input: z.strictObject({
      agreementId,
      textHash: z.string().length(64),
      code: z.string().regex(/^\d{6}$/),
      strokes: signatureStrokes,
    }),
    output: agreementDetail,
    roles: ['citizen', 'party'],
    audit: { object: 'agreementId', fields: ['textHash'] },
    repeat: 'key',
  }),
  refuseAgreement: route({
    method: 'POST',
    path: '/api/agreements/:agreementId/refuse',
    input: z.strictObject({ agreementId, reason: reasonText }),
    output: agreementDetail,
    roles: ['citizen', 'party'],
    audit: { object: 'agreementId' },
    repeat: 'key',
  }),
  /** Before the last signature. */
  withdrawAgreement: route({
    method: 'POST',
    path: '/api/agreements/:agreementId/withdraw',
    input: z.strictObject({ agreementId, reason: reasonText }),
    output: agreementDetail,
    roles: experts,
    audit: { object: 'agreementId' },
    repeat: 'key',
  }),
  /** The scan (PDF, JPEG, PNG) of the paper that all have signed, for the paper way; `bearsSeal`: the seal is on it already. */
  uploadSignedPaper: route({
    method: 'PUT',
    path: '/api/agreements/:agreementId/signed-paper',
    upload: { maxBytes: agreementRules.scanBytes },
    input: z.strictObject({ agreementId, bearsSeal: z.enum(['yes', 'no']).default('no') }),
    output: agreementDetail,
    roles: experts,
    audit: { object: 'agreementId', fields: ['bearsSeal'] },
    repeat: 'key',
  }),
  /** The scan with the committee's seal. */
  uploadSeal: route({
    method: 'PUT',
    path: '/api/agreements/:agreementId/seal',
    upload: { maxBytes: agreementRules.scanBytes },
    input: byId,
    output: agreementDetail,
    roles: scanners,
    audit: { object: 'agreementId' },
    repeat: 'key',
  }),
  agreementScan: route({
    method: 'GET',
    path: '/api/agreements/:agreementId/scans/:which',
    input: z.strictObject({ agreementId, which: z.enum(['signedPaper', 'seal']) }),
    output: fileOutput,
    roles: readers,
    audit: { object: 'agreementId', fields: ['which'] },
    repeat: 'natural',
  }),
  /** From presenting on: to print and sign it, to read it, to keep it. */
  agreementPdf: route({
    method: 'GET',
    path: '/api/agreements/:agreementId/pdf',
    input: byId,
    output: fileOutput,
    roles: readers,
    audit: { object: 'agreementId' },
    repeat: 'natural',
  }),
};
