import { z } from 'zod';

const objectId = /^[0-9a-f]{24}$/;

export const accountId = z.string().regex(objectId).brand('AccountId');
export type AccountId = z.infer<typeof accountId>;
export const lectureId = z.string().regex(objectId).brand('LectureId');
export type LectureId = z.infer<typeof lectureId>;
export const sessionId = z.string().regex(objectId).brand('SessionId');
export type SessionId = z.infer<typeof sessionId>;

export const requestId = z.string().regex(objectId).brand('RequestId');
export type RequestId = z.infer<typeof requestId>;
export const consultationId = z.string().regex(objectId).brand('ConsultationId');
export type ConsultationId = z.infer<typeof consultationId>;
export const recordId = z.string().regex(objectId).brand('RecordId');
export type RecordId = z.infer<typeof recordId>;
export const agreementId = z.string().regex(objectId).brand('AgreementId');
export type AgreementId = z.infer<typeof agreementId>;
/** Of one row inside a document: a party, a question, a poll, an attachment. */
export const partId = z.string().regex(objectId).brand('PartId');
export type PartId = z.infer<typeof partId>;
/** Of the return visit of one conclusion of a matter. */
export const visitId = z
  .string()
  .regex(/^[0-9a-f]{24}-\d{1,15}$/)
  .brand('VisitId');
export type VisitId = z.infer<typeof visitId>;
/** Of one delivery of a notice: by one way to one recipient. */
export const noticeId = z
  .string()
  .regex(/^[0-9a-f]{24}-[a-z0-9-]{1,60}$/)
  .brand('NoticeId');
export type NoticeId = z.infer<typeof noticeId>;
/** SHA-256 of a stored file's bytes, in hex. */
export const fileHash = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand('FileHash');
export type FileHash = z.infer<typeof fileHash>;

/** The administrative code of a place or department, e.g. `220283001001`; given by the county, so it is the key. */
export const orgId = z
  .string()
  .regex(/^[0-9A-Z]{4,20}$/)
  .brand('OrgId');
export type OrgId = z.infer<typeof orgId>;

/** A hall belongs to exactly one org and carries its code. */
export const hallId = z
  .string()
  .regex(/^[0-9A-Z]{4,20}$/)
  .brand('HallId');
export type HallId = z.infer<typeof hallId>;

/** Ids that the media layer makes (UUIDs): transports, producers, consumers, participants. */
export const mediaId = z.string().min(1).max(64);

/** A client-made key by which a repeated command is known. */
export const commandKey = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/);
