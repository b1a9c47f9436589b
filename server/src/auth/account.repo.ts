import type { Connection } from 'mongoose';
import type { AccountRole } from '#shared/kit/caller.ts';
import { type AccountId, accountId, type OrgId, orgId } from '#shared/kit/ids.ts';
import { guarded, insertedOnce } from '../db/errors.ts';
import { trusted } from '../db/schema-options.ts';
import { type AccountDocument, accountModel, rosterModel } from './account.model.ts';

/** An account as this module works with it; what the wire may know of it is cut out in `accounts.service.ts`. */
export type StoredAccount = {
  id: AccountId;
  signInName: string;
  name: string;
  pinyin: string;
  roles: AccountRole[];
  orgId: OrgId;
  state: 'active' | 'locked';
  passwordHash: string | null;
  lastSignInAt: Date | null;
  lastRole: AccountRole | null;
};

export type AccountChange = Partial<
  Pick<AccountDocument, 'name' | 'pinyin' | 'roles' | 'orgId' | 'state' | 'passwordHash' | 'lastSignInAt' | 'lastRole'>
>;

export type AccountRepo = {
  byId(id: string): Promise<StoredAccount | null>;
  bySignInName(signInName: string): Promise<StoredAccount | null>;
  /** False if the sign-in name is taken. */
  insert(account: Omit<StoredAccount, 'lastSignInAt' | 'lastRole'> & { createdAt: Date }): Promise<boolean>;
  /** The account after the change; null if there is none. */
  change(id: string, change: AccountChange): Promise<StoredAccount | null>;
  /** In the order of sign-in names, beginning after `after`. */
  page(query: { after: string | null; search: string; limit: number }): Promise<StoredAccount[]>;
  withRole(role: AccountRole): Promise<StoredAccount[]>;
  admins: AdminRoster;
};

/** Who counts as an active administrator. It may lag behind towards fewer, never towards more. */
export type AdminRoster = {
  add(id: string): Promise<void>;
  /** False if `id` is the last one: then nothing is changed. True also if it is not on the roster. */
  remove(id: string): Promise<boolean>;
  /** Counts anew from the accounts; answers how many there are. */
  rebuild(): Promise<number>;
};

export function createAccountRepo(connection: Connection): AccountRepo {
  const model = accountModel(connection);
  return {
    byId: (id) => guarded(async () => storedOrNull(await model.findById(id).lean())),
    bySignInName: (signInName) => guarded(async () => storedOrNull(await model.findOne({ signInName }).lean())),
    insert: ({ id, passwordHash, ...rest }) =>
      guarded(() =>
        insertedOnce(() => model.create({ _id: id, ...rest, ...(passwordHash === null ? {} : { passwordHash }) })),
      ),
    change: (id, change) =>
      guarded(async () =>
        storedOrNull(await model.findOneAndUpdate({ _id: id }, { $set: change }, { returnDocument: 'after' }).lean()),
      ),
    page: ({ after, search, limit }) =>
      guarded(async () => {
        const filter = {
          ...(after === null ? {} : { signInName: trusted({ $gt: after }) }),
          ...(search === '' ? {} : { $or: searched(search) }),
        };
        return (await model.find(filter).sort({ signInName: 1 }).limit(limit).lean()).map(stored);
      }),
    withRole: (role) =>
      guarded(async () =>
        (await model.find({ roles: role, state: 'active' }).sort({ pinyin: 1, _id: 1 }).lean()).map(stored),
      ),
    admins: createAdminRoster(connection),
  };
}

function createAdminRoster(connection: Connection): AdminRoster {
  const model = rosterModel(connection);
  const accounts = accountModel(connection);
  const admins = { _id: 'admins' };
  return {
    async add(id) {
      await guarded(() => model.updateOne(admins, { $addToSet: { accountIds: id } }, { upsert: true }));
    },
    remove: (id) =>
      guarded(async () => {
        const ifAnotherStays = { ...admins, accountIds: id, 'accountIds.1': trusted({ $exists: true }) };
        const { matchedCount } = await model.updateOne(ifAnotherStays, { $pull: { accountIds: id } });
        return matchedCount === 1 || (await model.countDocuments({ ...admins, accountIds: id })) === 0;
      }),
    rebuild: () =>
      guarded(async () => {
        const active = await accounts.find({ roles: 'admin', state: 'active' }, { _id: 1 }).lean();
        const accountIds = active.map(({ _id }) => _id);
        await model.updateOne(admins, { $set: { accountIds } }, { upsert: true });
        return accountIds.length;
      }),
  };
}

function searched(search: string): { signInName?: RegExp; name?: RegExp; pinyin?: RegExp }[] {
  const typed = new RegExp(search.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'), 'i');
  return [{ signInName: typed }, { name: typed }, { pinyin: typed }];
}

const storedOrNull = (found: AccountDocument | null): StoredAccount | null => (found === null ? null : stored(found));

function stored(found: AccountDocument): StoredAccount {
  return {
    id: accountId.parse(found._id),
    signInName: found.signInName,
    name: found.name,
    pinyin: found.pinyin,
    roles: found.roles,
    orgId: orgId.parse(found.orgId),
    state: found.state,
    passwordHash: found.passwordHash ?? null,
    lastSignInAt: found.lastSignInAt ?? null,
    lastRole: found.lastRole ?? null,
  };
}
