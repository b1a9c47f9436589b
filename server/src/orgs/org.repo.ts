import type { Connection } from 'mongoose';
import { orgId } from '#shared/kit/ids.ts';
import type { Org } from '#shared/orgs.ts';
import { guarded } from '../db/errors.ts';
import { type OrgDocument, orgModel, treeVersionModel } from './org.model.ts';

export type OrgRepo = {
  all(): Promise<Org[]>;
  /** Makes new ones and renames those that are there, one after the other in the given order. Repeating it changes nothing. */
  save(orgs: readonly Org[]): Promise<void>;
  version(): Promise<number>;
  raiseVersion(): Promise<void>;
};

/** The embedded engine does one thing at a time: a province in one go would keep everybody else waiting for seconds. */
const WRITES_AT_ONCE = 200;

export function createOrgRepo(connection: Connection): OrgRepo {
  const model = orgModel(connection);
  const versions = treeVersionModel(connection);
  return {
    all: () => guarded(async () => (await model.find().lean()).map(stored)),
    save: (orgs) =>
      guarded(async () => {
        const writes = orgs.map(({ id, name, pinyin, parentId, level, path }) => ({
          updateOne: {
            filter: { _id: id },
            update: { $set: { name, pinyin }, $setOnInsert: { parentId, level, path } },
            upsert: true,
          },
        }));
        for (let from = 0; from < writes.length; from += WRITES_AT_ONCE) {
          await model.bulkWrite(writes.slice(from, from + WRITES_AT_ONCE), { ordered: true });
        }
      }),
    version: () => guarded(async () => (await versions.findById('tree').lean())?.version ?? 0),
    raiseVersion: () =>
      guarded(async () => void (await versions.updateOne({ _id: 'tree' }, { $inc: { version: 1 } }, { upsert: true }))),
  };
}

function stored({ _id, parentId, level, name, pinyin, path }: OrgDocument): Org {
  return {
    id: orgId.parse(_id),
    parentId: parentId === null ? null : orgId.parse(parentId),
    level,
    name,
    pinyin,
    path,
  };
}
