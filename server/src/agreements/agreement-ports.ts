import type { AccountId, PartId, RequestId } from '#shared/kit/ids.ts';
import type { Clock } from '../kernel/clock.ts';
import type { FileStore } from '../kernel/file-store.ts';
import type { Logger } from '../kernel/logger.ts';
import type { RenderPaper } from '../kernel/paper.ts';
import type { AgreementRepo } from './agreement.repo.ts';

/** What agreements need to know of a matter. */
export type AgreementMatter = {
  id: RequestId;
  number: string;
  citizenName: string;
  otherParty: string | null;
  /** What it is about, for the beginning of a draft. */
  story: string;
  expertId: AccountId | null;
  ownerOrgPath: string;
};

export type AgreementsDeps = {
  repo: AgreementRepo;
  matterOf: (id: RequestId) => Promise<AgreementMatter | null>;
  /** Whether this expert or department was called into one of the matter's meetings. */
  isCalledIn: (id: RequestId, account: AccountId) => Promise<boolean>;
  /** A fresh personal link for another party; the older ones of that party end. */
  makeLink: (of: { requestId: RequestId; partyId: PartId; name: string }) => Promise<{ url: string; expiresAt: Date }>;
  files: Pick<FileStore, 'pathOf' | 'read'>;
  render: RenderPaper;
  verifyUrl: (token: string) => string;
  numberPrefix: () => string;
  /** With a secret of the server, so that a short code cannot be found from what is stored. */
  hashCode: (code: string) => string;
  newId: () => string;
  clock: Clock;
  log: Logger;
};
