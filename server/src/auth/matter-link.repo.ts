import type { Connection } from 'mongoose';
import type { MatterRole } from '#shared/kit/caller.ts';
import {
  type ConsultationId,
  consultationId,
  type PartId,
  partId,
  type RequestId,
  requestId,
  type SessionId,
  sessionId,
} from '#shared/kit/ids.ts';
import { guarded } from '../db/errors.ts';
import { trusted } from '../db/schema-options.ts';
import { type MatterLinkDocument, matterLinkModel } from './matter-link.model.ts';

/** Whom a link is for and what it opens. */
export type MatterSubject = {
  role: MatterRole;
  requestId: RequestId;
  /** The one meeting of a guest; null for citizen and party. */
  consultationId: ConsultationId | null;
  /** The party that the link is for; null for citizen and guest. */
  partyId: PartId | null;
  name: string;
};
export type MatterLink = MatterSubject & { id: SessionId; createdAt: Date; expiresAt: Date };

export type MatterLinkRepo = {
  insert(link: MatterLink & { tokenHash: string }): Promise<void>;
  byTokenHash(tokenHash: string, now: Date): Promise<MatterLink | null>;
  ofRequest(id: RequestId): Promise<MatterLink[]>;
  /** False if there is no such link any more. */
  extend(id: SessionId, expiresAt: Date): Promise<boolean>;
  /** True for the one who ended it. */
  delete(id: SessionId): Promise<boolean>;
  deleteExpired(now: Date): Promise<number>;
};

export function createMatterLinkRepo(connection: Connection): MatterLinkRepo {
  const model = matterLinkModel(connection);
  return {
    insert: ({ id, ...rest }) => guarded(async () => void (await model.create({ _id: id, ...rest }))),
    byTokenHash: (tokenHash, now) =>
      guarded(async () => {
        const found = await model.findOne({ tokenHash, expiresAt: trusted({ $gt: now }) }).lean();
        return found === null ? null : stored(found);
      }),
    ofRequest: (id) =>
      guarded(async () => (await model.find({ requestId: id }).sort({ createdAt: 1 }).lean()).map(stored)),
    extend: (id, expiresAt) =>
      guarded(async () => (await model.updateOne({ _id: id }, { $max: { expiresAt } })).matchedCount === 1),
    delete: (id) => guarded(async () => (await model.deleteOne({ _id: id })).deletedCount === 1),
    deleteExpired: (now) =>
      guarded(async () => (await model.deleteMany({ expiresAt: trusted({ $lte: now }) })).deletedCount),
  };
}

function stored(found: MatterLinkDocument): MatterLink {
  return {
    id: sessionId.parse(found._id),
    role: found.role,
    requestId: requestId.parse(found.requestId),
    consultationId: found.consultationId === null ? null : consultationId.parse(found.consultationId),
    partyId: found.partyId === null ? null : partId.parse(found.partyId),
    name: found.name,
    createdAt: found.createdAt,
    expiresAt: found.expiresAt,
  };
}
