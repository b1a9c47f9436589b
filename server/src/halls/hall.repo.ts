import type { Connection } from 'mongoose';
import { type HallId, hallId } from '#shared/kit/ids.ts';
import { guarded, insertedOnce } from '../db/errors.ts';
import { trusted } from '../db/schema-options.ts';
import { type HallDocument, hallModel, pairingCodeModel } from './hall.model.ts';

export type StoredHall = { id: HallId; contactName: string; contactPhone: string };

export type HallRepo = {
  /** Makes those that are not there; answers how many. */
  ensure(ids: readonly HallId[]): Promise<number>;
  all(): Promise<StoredHall[]>;
  byId(id: HallId): Promise<StoredHall | null>;
  change(id: HallId, change: { contactName: string; contactPhone?: string }): Promise<StoredHall | null>;
  codes: PairingCodes;
};

export type PairingCodes = {
  /** False if another hall has the very same code now. */
  put(hall: HallId, codeHash: string, expiresAt: Date): Promise<boolean>;
  /** The hall for the one caller who used the code, null for everybody after. */
  take(codeHash: string, now: Date): Promise<HallId | null>;
};

/** The embedded engine does one thing at a time: a province in one go would keep everybody else waiting for seconds. */
const WRITES_AT_ONCE = 200;

export function createHallRepo(connection: Connection): HallRepo {
  const model = hallModel(connection);
  return {
    ensure: (ids) =>
      guarded(async () => {
        const known = new Set((await model.find({}, { _id: 1 }).lean()).map(({ _id }) => _id));
        const writes = ids
          .filter((id) => !known.has(id))
          .map((id) => ({
            updateOne: {
              filter: { _id: id },
              update: { $setOnInsert: { contactName: '', contactPhone: '' } },
              upsert: true,
            },
          }));
        let made = 0;
        for (let from = 0; from < writes.length; from += WRITES_AT_ONCE) {
          const some = writes.slice(from, from + WRITES_AT_ONCE);
          made += (await model.bulkWrite(some, { ordered: false })).upsertedCount;
        }
        return made;
      }),
    all: () => guarded(async () => (await model.find().lean()).map(stored)),
    byId: (id) => guarded(async () => storedOrNull(await model.findById(id).lean())),
    change: (id, change) =>
      guarded(async () =>
        storedOrNull(await model.findOneAndUpdate({ _id: id }, { $set: change }, { returnDocument: 'after' }).lean()),
      ),
    codes: createPairingCodes(connection),
  };
}

function createPairingCodes(connection: Connection): PairingCodes {
  const model = pairingCodeModel(connection);
  return {
    put: (hall, codeHash, expiresAt) =>
      guarded(() =>
        insertedOnce(() => model.updateOne({ _id: hall }, { $set: { codeHash, expiresAt } }, { upsert: true })),
      ),
    take: (codeHash, now) =>
      guarded(async () => {
        const taken = await model.findOneAndDelete({ codeHash, expiresAt: trusted({ $gt: now }) }).lean();
        return taken === null ? null : hallId.parse(taken._id);
      }),
  };
}

const storedOrNull = (found: HallDocument | null): StoredHall | null => (found === null ? null : stored(found));

const stored = ({ _id, contactName, contactPhone }: HallDocument): StoredHall => ({
  id: hallId.parse(_id),
  contactName,
  contactPhone,
});
