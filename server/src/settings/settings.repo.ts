import type { Connection } from 'mongoose';
import { type SettingChange, type Settings, settings, usualSettings } from '#shared/settings.ts';
import { guarded, insertedOnce } from '../db/errors.ts';
import { settingsModel } from './settings.model.ts';

export type KeptChange = Omit<SettingChange, 'at'> & { readonly at: Date };
export type KeptSettings = {
  readonly settings: Settings;
  readonly revision: number;
  /** Oldest first. */
  readonly changes: readonly KeptChange[];
};

export type SettingsRepo = {
  /** Revision 0 as long as nothing was changed. */
  read(): Promise<KeptSettings>;
  /** False if somebody else has changed them since this revision. */
  replace(values: Settings, revision: number, changes: readonly KeptChange[]): Promise<boolean>;
};

const ID = 'county';
const MAX_CHANGES = 100;
/** A key that a later version no longer has is left out. */
const known = settings.strip();
const isKnown = (change: { key: string }): change is KeptChange => Object.hasOwn(settings.shape, change.key);

export function createSettingsRepo(connection: Connection): SettingsRepo {
  const model = settingsModel(connection);
  return {
    read: () =>
      guarded(async () => {
        const stored = await model.findById(ID).lean();
        if (stored === null) return { settings: usualSettings, revision: 0, changes: [] };
        const { values, revision, changes = [] } = stored;
        return { settings: known.parse(values), revision, changes: changes.filter(isKnown) };
      }),
    replace: (values, revision, changes) =>
      guarded(async () => {
        const next = { values: { ...values }, revision: revision + 1 };
        const made = { $each: changes.map((change) => ({ ...change })), $slice: -MAX_CHANGES };
        if (revision > 0) {
          const update = { $set: next, $push: { changes: made } };
          return (await model.updateOne({ _id: ID, revision }, update)).matchedCount === 1;
        }
        return insertedOnce(() => model.create({ _id: ID, ...next, changes: made.$each }));
      }),
  };
}
