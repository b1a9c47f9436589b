import type { Connection } from 'mongoose';
import { type Settings, settings, usualSettings } from '#shared/settings.ts';
import { guarded, isDuplicateKey } from '../db/errors.ts';
import { settingsModel } from './settings.model.ts';

export type KeptSettings = { readonly settings: Settings; readonly revision: number };

export type SettingsRepo = {
  /** Revision 0 as long as nothing was changed. */
  read(): Promise<KeptSettings>;
  /** False if somebody else has changed them since this revision. */
  replace(values: Settings, revision: number): Promise<boolean>;
};

const ID = 'county';

export function createSettingsRepo(connection: Connection): SettingsRepo {
  const model = settingsModel(connection);
  return {
    read: () =>
      guarded(async () => {
        const stored = await model.findById(ID).lean();
        if (stored === null) return { settings: usualSettings, revision: 0 };
        return { settings: settings.parse(stored.values), revision: stored.revision };
      }),
    replace: (values, revision) =>
      guarded(async () => {
        const next = { values: { ...values }, revision: revision + 1 };
        if (revision > 0) return (await model.updateOne({ _id: ID, revision }, { $set: next })).matchedCount === 1;
        try {
          await model.create({ _id: ID, ...next });
          return true;
        } catch (error) {
          if (isDuplicateKey(error)) return false;
          throw error;
        }
      }),
  };
}
