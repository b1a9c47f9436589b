import { type NumberField, numberFields, type SettingChange, type Settings, usualSettings } from '#shared/settings.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Handle } from '../kernel/disposer.ts';
import type { KeptSettings, SettingsRepo } from './settings.repo.ts';
import { changedValues } from './settings.rules.ts';

type SettingsAnswer = Omit<KeptSettings, 'changes'> & { numbers: NumberField[]; changes: SettingChange[] };

export type CountySettings = Handle & {
  /** Before it, and as long as nothing was changed, the usual ones hold. */
  start(): Promise<void>;
  /** From memory: asked by every clock. */
  now(): Settings;
  read(): Promise<SettingsAnswer>;
  /** Rejects with `conflict/settings_changed`. */
  change(by: string, values: Settings, revision: number): Promise<SettingsAnswer>;
};

/** How soon this process notices what another one changed. */
const LOOK_EVERY_MS = 10_000;

export function createSettings({ repo, clock }: { repo: SettingsRepo; clock: Clock }): CountySettings {
  let kept: KeptSettings = { settings: usualSettings, revision: 0, changes: [] };
  let watch: Handle | undefined;
  const load = async (): Promise<void> => {
    kept = await repo.read();
  };
  const read = async () => {
    await load();
    const changes = kept.changes.map((change) => ({ ...change, at: change.at.toISOString() })).reverse();
    return { ...kept, numbers: [...numberFields], changes };
  };
  return {
    start: async () => {
      await load();
      watch ??= clock.every(LOOK_EVERY_MS, 'look at the settings', load);
    },
    now: () => kept.settings,
    read,
    change: async (by, values, revision) => {
      await load();
      const at = clock.date();
      const made = changedValues(kept.settings, values).map((change) => ({
        ...change,
        at,
        by,
        revision: revision + 1,
      }));
      const isFirst = kept.revision === revision && (await repo.replace(values, revision, made));
      if (!isFirst) throw new AppError('conflict', 'settings_changed');
      return read();
    },
    close: () => watch?.close(),
  };
}
