import type { AccountRole } from '#shared/kit/caller.ts';
import type { AccountId, FileHash, LectureId, OrgId, PartId, RequestId } from '#shared/kit/ids.ts';
import type { LegalField } from '#shared/kit/legal-field.ts';
import type { Channel, ConsentKind, DueKind, Outcome, RequestState, WishRefusal } from '#shared/request-facts.ts';
import type { OwedNotice } from '../kernel/outbox.ts';

export type ActorRole = AccountRole | 'hall' | 'citizen' | 'party' | 'clock';
/** Who did something, as the timeline names it. */
export type Actor = { readonly role: ActorRole; readonly id: string | null; readonly name: string };
export const theClock: Actor = { role: 'clock', id: null, name: '' };

export type MoveRow = {
  /** Null for the filing itself. */
  readonly from: RequestState | null;
  readonly to: RequestState;
  readonly at: Date;
  readonly by: string;
  readonly role: ActorRole;
  readonly reason: string | null;
  readonly dueAt: Date | null;
};

export type FileRow = {
  readonly id: PartId;
  readonly hash: FileHash;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: number;
  readonly pages: number | null;
  readonly preview: string | null;
  readonly at: Date;
  readonly by: string;
  readonly isByCitizen: boolean;
};

export type ConsentRow = {
  readonly kind: ConsentKind;
  readonly version: string;
  readonly at: Date;
  readonly isGiven: boolean;
};

export type Firm = { readonly name: string; readonly creditCode: string; readonly contact: string };
export type Assignment = {
  readonly by: string;
  readonly documentNumber: string;
  readonly dueOn: string;
  readonly mustReportBack: boolean;
};

export type Wish = { readonly expertId: AccountId; readonly name: string; readonly refusal: WishRefusal | null };

/** One matter; each change is one conditional update of it. */
export type RequestRecord = {
  readonly id: RequestId;
  readonly number: string;
  readonly state: RequestState;
  readonly stateAt: Date;
  readonly channel: Channel;
  readonly field: LegalField | null;
  readonly isUrgent: boolean;
  readonly text: string;
  readonly citizen: { readonly name: string; readonly phone: string | null };
  readonly guardian: string | null;
  readonly otherParty: string | null;
  readonly firm: Firm | null;
  readonly assignment: Assignment | null;
  readonly lectureId: LectureId | null;
  /** Whom the citizen would like to ask, and why that one was not. */
  readonly wish: Wish | null;
  readonly filedBy: Actor;
  readonly placeId: OrgId | null;
  readonly placeName: string;
  /** Of the place, or of the city centre where none fits. */
  readonly ownerOrgPath: string;
  /** The expert who may claim it while it is open. */
  readonly coveringExpertId: AccountId | null;
  readonly coveringExpertName: string | null;
  /** The lead expert. */
  readonly expertId: AccountId | null;
  readonly expertName: string | null;
  /** Experts who are not offered it again. */
  readonly conflicted: readonly AccountId[];
  /** Departments and further experts who were called to one of its meetings. */
  readonly calledIn: readonly AccountId[];
  readonly hasAskedOther: boolean;
  readonly answer: string | null;
  readonly outcome: Outcome | null;
  readonly timeline: readonly MoveRow[];
  readonly consents: readonly ConsentRow[];
  readonly files: readonly FileRow[];
  readonly dueAt: Date | null;
  readonly dueKind: DueKind | null;
  /** Where it stands in lists: 3 overdue, 2 urgent, 1 enterprise, else 0. */
  readonly priority: number;
  readonly outbox: readonly OwedNotice[];
  readonly openedAt: Date;
  /** Of the browser that filed it, for who sends the same again. */
  readonly browserHash: string | null;
  /** Of the printed code by which a hall opens it. */
  readonly codeHash: string | null;
};
