import type { Connection } from 'mongoose';
import type { NoticeId } from '#shared/kit/ids.ts';
import type { DeliveryState, NoticeWay } from '#shared/notices.ts';
import { guarded, insertedOnce } from '../db/errors.ts';
import { trusted } from '../db/schema-options.ts';
import { type DeliveryDocument, deliveryModel, noticeAddressModel } from './delivery.model.ts';

/** A stored delivery; `id` instead of the key's name in the database. */
export type Delivery = Omit<DeliveryDocument, '_id'> & { id: string };
export type PageAfter = { at: Date; id: string } | undefined;
export type DeliveryFilter = { state?: DeliveryState | undefined; way?: NoticeWay | undefined };
export type NoticeAddress = { phone: string; email: string };

export type DeliveryRepo = {
  /** Each once, however often it is stored; answers those that were new. */
  store(deliveries: readonly Delivery[]): Promise<Delivery[]>;
  /** The one that waits longest, for this caller until `until`; null if none is due. */
  takeDue(now: Date, until: Date): Promise<Delivery | null>;
  finish(id: string, change: Partial<Omit<DeliveryDocument, '_id'>>): Promise<void>;
  /** False if it is in another state. */
  move(id: NoticeId, from: DeliveryState, change: Partial<Omit<DeliveryDocument, '_id'>>): Promise<boolean>;
  find(id: NoticeId): Promise<Delivery | null>;
  onScreenOf(accountId: string, page: { after: PageAfter; limit: number }): Promise<Delivery[]>;
  unreadOf(accountId: string): Promise<number>;
  /** Answers how many became read. */
  readAll(accountId: string, at: Date): Promise<number>;
  /** By every way, newest first. */
  ofMatter(requestId: string, partyId: string | null, limit: number): Promise<Delivery[]>;
  list(filter: DeliveryFilter, page: { after: PageAfter; limit: number }): Promise<Delivery[]>;
  count(state: DeliveryState): Promise<number>;
  /** Oldest first. */
  callTasks(branch: string, limit: number): Promise<Delivery[]>;
  deleteBefore(at: Date): Promise<number>;
  address(accountId: string): Promise<NoticeAddress>;
  setAddress(accountId: string, address: NoticeAddress): Promise<void>;
};

const newest = { at: -1, _id: -1 } as const;

export function createDeliveryRepo(connection: Connection): DeliveryRepo {
  const model = deliveryModel(connection);
  const newestOf = async (filter: Record<string, unknown>, { after, limit }: { after: PageAfter; limit: number }) =>
    guarded(async () => {
      const query = { ...filter, ...(after && olderThan(after)) };
      return (await model.find(query).sort(newest).limit(limit).lean()).map(stored);
    });
  return {
    store: (deliveries) =>
      guarded(async () => {
        const isNew = await Promise.all(deliveries.map((each) => insertedOnce(() => model.create(documentOf(each)))));
        return deliveries.filter((_, index) => isNew[index]);
      }),
    takeDue: (now, until) =>
      guarded(async () => {
        const due = { state: 'waiting' as const, nextTryAt: trusted({ $lte: now }) };
        const claim = { $set: { nextTryAt: until }, $inc: { tries: 1 } };
        const options = { sort: { nextTryAt: 1 as const }, returnDocument: 'after' as const };
        const found = await model.findOneAndUpdate(due, claim, options).lean();
        return found === null ? null : stored(found);
      }),
    finish: (id, change) => guarded(async () => void (await model.updateOne({ _id: id }, { $set: change }))),
    move: (id, from, change) =>
      guarded(async () => (await model.updateOne({ _id: id, state: from }, { $set: change })).matchedCount === 1),
    find: (id) =>
      guarded(async () => {
        const found = await model.findById(id).lean();
        return found === null ? null : stored(found);
      }),
    onScreenOf: (accountId, page) => newestOf({ accountId, way: 'screen' }, page),
    unreadOf: (accountId) => guarded(() => model.countDocuments({ accountId, way: 'screen', readAt: null }).exec()),
    readAll: (accountId, at) =>
      guarded(async () => {
        const unread = { accountId, way: 'screen' as const, readAt: null };
        return (await model.updateMany(unread, { $set: { readAt: at } })).modifiedCount;
      }),
    ofMatter: (requestId, partyId, limit) => newestOf({ requestId, partyId }, { after: undefined, limit }),
    list: ({ state, way }, page) => newestOf({ ...(state && { state }), ...(way && { way }) }, page),
    count: (state) => guarded(() => model.countDocuments({ state }).exec()),
    callTasks: (branch, limit) =>
      guarded(async () => {
        const below = { state: 'toCall' as const, branch: new RegExp(`^${branch}`) };
        return (await model.find(below).sort({ at: 1, _id: 1 }).limit(limit).lean()).map(stored);
      }),
    deleteBefore: (at) =>
      guarded(async () => {
        const over = { at: trusted({ $lt: at }), state: trusted({ $in: ['sent' as const, 'failed' as const] }) };
        return (await model.deleteMany(over)).deletedCount;
      }),
    ...createAddresses(connection),
  };
}

function createAddresses(connection: Connection): Pick<DeliveryRepo, 'address' | 'setAddress'> {
  const model = noticeAddressModel(connection);
  return {
    address: (accountId) =>
      guarded(async () => {
        const found = await model.findById(accountId).lean();
        return { phone: found?.phone ?? '', email: found?.email ?? '' };
      }),
    setAddress: (accountId, address) =>
      guarded(async () => void (await model.updateOne({ _id: accountId }, { $set: address }, { upsert: true }))),
  };
}

const olderThan = ({ at, id }: { at: Date; id: string }) => ({
  $or: [{ at: trusted({ $lt: at }) }, { at, _id: trusted({ $lt: id }) }],
});

const documentOf = ({ id, ...rest }: Delivery): DeliveryDocument => ({ _id: id, ...rest });
const stored = ({ _id, ...rest }: DeliveryDocument): Delivery => ({ id: _id, ...rest });
