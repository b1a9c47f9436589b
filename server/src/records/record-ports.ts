import type { AccountId, ConsultationId, RequestId } from '#shared/kit/ids.ts';
import type { RecordOutcome } from '#shared/record-content.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { RenderPaper } from '../kernel/paper.ts';
import type { RecordRepo } from './record.repo.ts';

/** What records need to know of a matter. */
export type RecordMatter = {
  id: RequestId;
  number: string;
  citizenName: string;
  citizenPhone: string;
  /** Of the enterprise channel. */
  firmName: string | null;
  /** The lead expert. */
  expertId: AccountId | null;
  ownerOrgPath: string;
};

export type RecordsDeps = {
  repo: RecordRepo;
  matterOf: (id: RequestId) => Promise<RecordMatter | null>;
  /** The matter that a meeting is about and who was there; `phone`: since when it went on by telephone. Null if there is no such meeting. */
  meetingOf: (
    id: ConsultationId,
  ) => Promise<{ requestId: RequestId; place: string; present: string; phone: string | null } | null>;
  /** Whether this expert or department was called into one of the matter's meetings. */
  isCalledIn: (id: RequestId, account: AccountId) => Promise<boolean>;
  /** Tells the matter its outcome. Repeatable: a matter that has been concluded already stays as it is. */
  conclude: (id: RequestId, outcome: Exclude<RecordOutcome, 'continued'>, by: string) => Promise<void>;
  render: RenderPaper;
  /** The address that the QR code of a paper leads to. */
  verifyUrl: (token: string) => string;
  numberPrefix: () => string;
  /** Within so many days after it was presented a record is confirmed or objected to; then it closes by itself. */
  confirmDays: () => number;
  newId: () => string;
  clock: Clock;
  log: Logger;
};
