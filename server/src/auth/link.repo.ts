import type { Connection } from 'mongoose';
import { guarded, isDuplicateKey } from '../db/errors.ts';
import { trusted } from '../db/schema-options.ts';
import { type LinkDocument, type LinkKind, linkModel } from './link.model.ts';

export type LinkSubject = { kind: LinkKind; subjectId: string };
export type StoredLink = LinkSubject & { expiresAt: Date };

export type LinkRepo = {
  /** The older link for the same subject is void from now on. */
  put(link: StoredLink & { tokenHash: string }): Promise<void>;
  /** Looks without using it up. */
  find(tokenHash: string, now: Date): Promise<StoredLink | null>;
  /** The link for the one caller who used it up, null for everybody after. */
  take(tokenHash: string, now: Date): Promise<StoredLink | null>;
  void(subject: LinkSubject): Promise<void>;
  deleteExpired(now: Date): Promise<number>;
};

export function createLinkRepo(connection: Connection): LinkRepo {
  const model = linkModel(connection);
  const alive = (tokenHash: string, now: Date) => ({ tokenHash, expiresAt: trusted({ $gt: now }) });
  const put: LinkRepo['put'] = async ({ kind, subjectId, tokenHash, expiresAt }) => {
    const fields = { kind, subjectId, tokenHash, expiresAt };
    await model.updateOne({ _id: keyOf({ kind, subjectId }) }, { $set: fields }, { upsert: true });
  };
  return {
    put: (link) =>
      guarded(async () => {
        try {
          await put(link);
        } catch (error) {
          if (!isDuplicateKey(error)) throw error;
          await put(link);
        }
      }),
    find: (tokenHash, now) => guarded(async () => storedOrNull(await model.findOne(alive(tokenHash, now)).lean())),
    take: (tokenHash, now) =>
      guarded(async () => storedOrNull(await model.findOneAndDelete(alive(tokenHash, now)).lean())),
    void: (subject) => guarded(async () => void (await model.deleteOne({ _id: keyOf(subject) }))),
    deleteExpired: (now) =>
      guarded(async () => (await model.deleteMany({ expiresAt: trusted({ $lte: now }) })).deletedCount),
  };
}

const keyOf = ({ kind, subjectId }: LinkSubject): string => `${kind}:${subjectId}`;

const storedOrNull = (found: LinkDocument | null): StoredLink | null =>
  found === null ? null : { kind: found.kind, subjectId: found.subjectId, expiresAt: found.expiresAt };
