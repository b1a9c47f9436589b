import { randomBytes } from 'node:crypto';
import type { AccountRole } from '#shared/kit/caller.ts';
import type { AccountId, PartId, RequestId } from '#shared/kit/ids.ts';
import type { NoticeKind, NoticeParams } from '#shared/notices.ts';

/** Who is owed a notice. `role` with `branch`: everybody of the role in whose branch this org path lies. */
export type NoticeRecipient =
  | { account: AccountId }
  | { citizen: RequestId }
  | { party: PartId; of: RequestId }
  | { role: AccountRole; branch: string };

/**
 * A notice that is owed. It is stored in the document that caused it, in the same conditional update as the fact itself; from there
 * `notices` takes it over.
 */
export type OwedNotice = {
  /** 24 hex, stable over every retry: receivers drop doubles by it. */
  id: string;
  kind: NoticeKind;
  to: NoticeRecipient;
  params: Record<string, string | number>;
  /** Not told before. */
  at: Date;
};

/** What every repository offers whose documents have an outbox. */
export type Outbox = {
  /** Those due at `now`, of at most `limit` documents. They stay until they are confirmed. */
  takeOutbox(now: Date, limit: number): Promise<OwedNotice[]>;
  /** Takes it out: it is stored elsewhere now. Repeatable. */
  confirmOutbox(id: string): Promise<void>;
};

type Owed<K extends NoticeKind> = { kind: K; to: NoticeRecipient; params: NoticeParams<K>; at: Date };

/** Make it once, before the write and its retries. */
export const owe = <K extends NoticeKind>({ kind, to, params, at }: Owed<K>): OwedNotice => ({
  id: randomBytes(12).toString('hex'),
  kind,
  to,
  params: { ...params },
  at,
});
