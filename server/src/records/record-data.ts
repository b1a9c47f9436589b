import type { AccountId, ConsultationId, PartId, RecordId, RequestId } from '#shared/kit/ids.ts';
import type {
  RecordContent,
  RecordField,
  RecordForm,
  RecordPatch,
  RecordState,
  RecordVerdict,
} from '#shared/record-content.ts';

/** Who saved a field last, at which revision: enough to tell a late text from a newer one. */
export type FieldStamp = { revision: number; editorId: string; seq: number };

/** One for each field and window at most: a window that types on replaces what is kept of it. */
export type KeptTextData = {
  id: PartId;
  field: RecordField;
  editorId: string;
  value: RecordPatch;
  by: string;
  at: number;
};

export type RecordMove = { from: RecordState; to: RecordState; at: number; by: string; reason: string | null };

/** A record as it is stored, times in milliseconds. */
export type RecordData = {
  id: RecordId;
  requestId: RequestId;
  requestNumber: string;
  consultationId: ConsultationId | null;
  form: RecordForm;
  number: string | null;
  state: RecordState;
  expertId: AccountId;
  expertName: string;
  citizen: { name: string; phone: string; firm: string | null };
  content: RecordContent;
  stamps: Partial<Record<RecordField, FieldStamp>>;
  kept: readonly KeptTextData[];
  answers: readonly { accountId: AccountId; name: string; orgName: string; text: string; at: number }[];
  verdict: RecordVerdict | null;
  verdictWords: string | null;
  verdictAt: number | null;
  addenda: readonly { id: PartId; text: string; by: string; at: number; hash: string }[];
  inspections: readonly { by: string; reason: string; at: number }[];
  timeline: readonly RecordMove[];
  /** Of what was presented, then of what was closed. */
  hash: string | null;
  verifyToken: string | null;
  createdAt: number;
  savedAt: number;
  presentedAt: number | null;
  closesAt: number | null;
  closedAt: number | null;
  /** The outcome is not yet told to the matter. */
  owesOutcome: boolean;
  revision: number;
};
