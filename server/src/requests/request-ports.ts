import type { AccountId, OrgId, RequestId, SessionId } from '#shared/kit/ids.ts';
import type { LegalField } from '#shared/kit/legal-field.ts';
import type { Org } from '#shared/orgs.ts';
import type { Settings } from '#shared/settings.ts';
import type { Clock } from '../kernel/clock.ts';
import type { FileStore } from '../kernel/file-store.ts';
import type { PdfLook } from '../kernel/pdf-look.ts';
import type { FilingRepo } from './filing.repo.ts';
import type { RequestRepo } from './request.repo.ts';

export type RoutedExpert = {
  accountId: AccountId;
  name: string;
  fields: readonly LegalField[];
  openMatters: number;
  cap: number;
  isAway: boolean;
  /** Active, not away, not full. */
  mayTake: boolean;
};

export type NewLink = { id: SessionId; token: string; expiresAt: Date };
export type KnownLink = { id: SessionId; role: string; expiresAt: Date };

export type RequestsDeps = {
  repo: RequestRepo;
  filings: FilingRepo;
  /** The tree, from memory. */
  orgs: {
    get(id: string): Org | undefined;
    root(): Org | undefined;
    tree(): readonly Org[];
    townshipOf(id: string): Org | undefined;
  };
  experts: {
    find(id: AccountId): Promise<RoutedExpert | null>;
    /** Those who answer for the place and may take a matter now, best first. */
    covering(place: OrgId, field: LegalField | null): Promise<RoutedExpert[]>;
    ofField(field: LegalField | null): Promise<RoutedExpert[]>;
    /** A place among the expert's open matters; whoever does not use it gives it back. */
    reserveCase(id: AccountId): Promise<'reserved' | 'full' | 'inactive'>;
    giveBack(id: AccountId): Promise<void>;
  };
  /** The citizen's personal links. */
  links: {
    make(request: RequestId, name: string, expiresAt?: Date): Promise<NewLink>;
    ofRequest(request: RequestId): Promise<KnownLink[]>;
    renew(link: SessionId): Promise<boolean>;
    extend(link: SessionId, until: Date): Promise<boolean>;
    revokeAll(request: RequestId): Promise<number>;
  };
  /** The address of a link as a person opens it. */
  linkUrl: (token: string) => string;
  /** Keyed: of no use to whoever reads it in the database. */
  hash: (secret: string) => string;
  /** A new printed code. */
  newCode: () => string;
  spell: (name: string) => string;
  files: Pick<FileStore, 'pathOf' | 'remove'>;
  /** Looks into a stored file for what would harm whoever opens it. */
  scan: (path: string) => Promise<'clean' | 'infected'>;
  pdf: PdfLook;
  /** Calls the open meeting of a matter off, if there is one; rejects with `invalid_state` while a talk runs. */
  callOffMeeting: (id: RequestId, by: string, reason: string) => Promise<void>;
  settings: () => Settings;
  newId: () => string;
  clock: Clock;
};
