import type { AgreementState, AgreementType, SignatureStrokes, SigningWay } from '#shared/agreements.ts';
import type { AccountId, AgreementId, FileHash, PartId, RequestId } from '#shared/kit/ids.ts';

export type StoredScan = { hash: FileHash; contentType: string; by: string; byId: AccountId; at: number };

/** Strokes are null for a signature on paper, whose scan is kept instead. */
export type SignatureData = {
  way: SigningWay;
  at: number;
  device: string;
  by: string;
  strokes: SignatureStrokes | null;
};

export type PartyData = {
  id: PartId;
  name: string;
  idTail: string | null;
  address: string;
  /** Where the party is told; of the citizen the matter knows it. */
  phone: string | null;
  isCitizen: boolean;
  identity: { at: number; by: string; how: 'camera' | 'inPerson' } | null;
  /** Only a keyed hash of the one-time code is kept. */
  code: { hash: string; expiresAt: number; triesLeft: number } | null;
  signature: SignatureData | null;
};

export type AgreementMove = { from: AgreementState; to: AgreementState; at: number; by: string; reason: string | null };

/** An agreement as it is stored, times in milliseconds. */
export type AgreementData = {
  id: AgreementId;
  requestId: RequestId;
  requestNumber: string;
  type: AgreementType;
  way: SigningWay;
  number: string | null;
  state: AgreementState;
  expertId: AccountId;
  expertName: string;
  title: string;
  text: string;
  parties: readonly PartyData[];
  mediator: { name: string; committee: string } | null;
  signedPaper: StoredScan | null;
  seal: StoredScan | null;
  textHash: string | null;
  hash: string | null;
  verifyToken: string | null;
  createdAt: number;
  presentedAt: number | null;
  concludedAt: number | null;
  endReason: string | null;
  timeline: readonly AgreementMove[];
  inspections: readonly { by: string; reason: string; at: number }[];
  revision: number;
};
