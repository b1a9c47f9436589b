import type { Connection } from 'mongoose';
import type { AccountRole } from '#shared/kit/caller.ts';
import { type AccountId, accountId, type SessionId, sessionId } from '#shared/kit/ids.ts';
import { guarded } from '../db/errors.ts';
import { trusted } from '../db/schema-options.ts';
import { type SessionDocument, sessionModel } from './session.model.ts';

export type StaffSession = {
  id: SessionId;
  accountId: AccountId;
  role: AccountRole;
  createdAt: Date;
  lastSeenAt: Date;
};

export type SessionRepo = {
  insert(session: StaffSession & { tokenHash: string; userAgent: string }): Promise<void>;
  byTokenHash(tokenHash: string): Promise<StaffSession | null>;
  ofAccount(accountId: string): Promise<StaffSession[]>;
  seen(id: string, at: Date): Promise<void>;
  /** False if the session is over. */
  setRole(id: string, role: AccountRole): Promise<boolean>;
  /** True for the one who ended it. */
  delete(id: string): Promise<boolean>;
  deleteUnseenSince(before: Date): Promise<number>;
};

export function createSessionRepo(connection: Connection): SessionRepo {
  const model = sessionModel(connection);
  return {
    insert: ({ id, ...rest }) => guarded(async () => void (await model.create({ _id: id, ...rest }))),
    byTokenHash: (tokenHash) =>
      guarded(async () => {
        const found = await model.findOne({ tokenHash }).lean();
        return found === null ? null : stored(found);
      }),
    ofAccount: (id) => guarded(async () => (await model.find({ accountId: id }).lean()).map(stored)),
    seen: (id, at) => guarded(async () => void (await model.updateOne({ _id: id }, { $max: { lastSeenAt: at } }))),
    setRole: (id, role) =>
      guarded(async () => (await model.updateOne({ _id: id }, { $set: { role } })).matchedCount === 1),
    delete: (id) => guarded(async () => (await model.deleteOne({ _id: id })).deletedCount === 1),
    deleteUnseenSince: (before) =>
      guarded(async () => (await model.deleteMany({ lastSeenAt: trusted({ $lt: before }) })).deletedCount),
  };
}

function stored(found: SessionDocument): StaffSession {
  return {
    id: sessionId.parse(found._id),
    accountId: accountId.parse(found.accountId),
    role: found.role,
    createdAt: found.createdAt,
    lastSeenAt: found.lastSeenAt,
  };
}
