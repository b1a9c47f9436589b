import type { Connection } from 'mongoose';
import { type HallId, hallId, type SessionId, sessionId } from '#shared/kit/ids.ts';
import { guarded, insertRaced } from '../db/errors.ts';
import { type DeviceDocument, deviceModel } from './session.model.ts';

export type PairedDevice = { hallId: HallId; sessionId: SessionId; pairedAt: Date; lastSeenAt: Date };

export type DeviceRepo = {
  /** Puts this device in the place of the hall's old one, which is the answer. One write: a hall is never left with two or none. */
  replace(device: PairedDevice & { tokenHash: string; userAgent: string }): Promise<PairedDevice | null>;
  byTokenHash(tokenHash: string): Promise<PairedDevice | null>;
  ofHall(hallId: string): Promise<PairedDevice | null>;
  all(): Promise<PairedDevice[]>;
  seen(hallId: string, sessionId: string, at: Date): Promise<void>;
  /** The device that was unpaired; null if there was none. With `sessionId` only that one. */
  remove(hallId: string, sessionId?: string): Promise<PairedDevice | null>;
};

export function createDeviceRepo(connection: Connection): DeviceRepo {
  const model = deviceModel(connection);
  const put = async ({ hallId: id, ...fields }: Parameters<DeviceRepo['replace']>[0]): Promise<PairedDevice | null> =>
    storedOrNull(await model.findOneAndUpdate({ _id: id }, { $set: fields }, { upsert: true }).lean());
  return {
    replace: (device) =>
      // Two first pairings of one hall at once.
      guarded(() => insertRaced(() => put(device))),
    byTokenHash: (tokenHash) => guarded(async () => storedOrNull(await model.findOne({ tokenHash }).lean())),
    ofHall: (id) => guarded(async () => storedOrNull(await model.findById(id).lean())),
    all: () => guarded(async () => (await model.find().lean()).map(stored)),
    seen: (id, session, at) =>
      guarded(async () => void (await model.updateOne({ _id: id, sessionId: session }, { $max: { lastSeenAt: at } }))),
    remove: (id, session) =>
      guarded(async () => {
        const which = { _id: id, ...(session === undefined ? {} : { sessionId: session }) };
        return storedOrNull(await model.findOneAndDelete(which).lean());
      }),
  };
}

const storedOrNull = (found: DeviceDocument | null): PairedDevice | null => (found === null ? null : stored(found));

function stored(found: DeviceDocument): PairedDevice {
  return {
    hallId: hallId.parse(found._id),
    sessionId: sessionId.parse(found.sessionId),
    pairedAt: found.pairedAt,
    lastSeenAt: found.lastSeenAt,
  };
}
