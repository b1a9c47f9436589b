import type { ExpertHours, ExpertPool, ExpertSelf, ExpertState, HistoryKind } from '#shared/expert-profile.ts';
import type { AccountRole } from '#shared/kit/caller.ts';
import type { AccountId, FileHash, OrgId } from '#shared/kit/ids.ts';

export type Suspension = { at: Date; by: string; role: AccountRole; reason: string };
export type AppealDecision = { at: Date; by: string; isGranted: boolean; reason: string };
export type StoredRemoval = {
  at: Date;
  by: string;
  reason: string;
  until: string | null;
  isBlacklisted: boolean;
  appeal: { at: Date; text: string; decision: AppealDecision | null } | null;
};
export type HistoryRow = { kind: HistoryKind; at: Date; by: string; reason: string | null };
export type Photo = { hash: FileHash; contentType: string };

/** An expert as the database holds one. Name and org are the account's; what stands here is how they were last seen. */
export type ExpertRecord = ExpertPool &
  ExpertSelf & {
    id: AccountId;
    name: string;
    orgId: OrgId;
    state: ExpertState;
    /** Assigned, scheduled or met; counted up before a claim and down when the matter leaves. */
    openMatters: number;
    photo: Photo | null;
    hours: ExpertHours;
    suspension: Suspension | null;
    removal: StoredRemoval | null;
    history: HistoryRow[];
  };
