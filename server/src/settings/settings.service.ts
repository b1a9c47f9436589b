import { type NumberField, numberFields, type Settings, usualSettings } from '#shared/settings.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Handle } from '../kernel/disposer.ts';
import type { KeptSettings, SettingsRepo } from './settings.repo.ts';

export type CountySettings = Handle & {
  /** Before it, and as long as nothing was changed, the usual ones hold. */
  start(): Promise<void>;
  /** From memory: asked by every clock. */
  now(): Settings;
  read(): Promise<KeptSettings & { numbers: NumberField[] }>;
  /** Rejects with `conflict/settings_changed`. */
  change(values: Settings, revision: number): Promise<KeptSettings & { numbers: NumberField[] }>;
};

/** How soon this process notices what another one changed. */
const LOOK_EVERY_MS = 10_000;

export function createSettings({ repo, clock }: { repo: SettingsRepo; clock: Clock }): CountySettings {
  let kept: KeptSettings = { settings: usualSettings, revision: 0 };
  let watch: Handle | undefined;
  const load = async (): Promise<void> => {
    kept = await repo.read();
  };
  const read = async () => {
    await load();
    return { ...kept, numbers: [...numberFields] };
  };
  return {
    start: async () => {
      await load();
      watch ??= clock.every(LOOK_EVERY_MS, 'look at the settings', load);
    },
    now: () => kept.settings,
    read,
    change: async (values, revision) => {
      if (!(await repo.replace(values, revision))) throw new AppError('conflict', 'settings_changed');
      return read();
    },
    close: () => watch?.close(),
  };
}
