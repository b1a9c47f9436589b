import { isStaff } from '#shared/kit/caller.ts';
import type { Handlers } from '#shared/kit/define.ts';
import type { settingsRoutes } from '#shared/settings.ts';
import type { RouteCall } from '../kernel/call.ts';
import type { CountySettings } from './settings.service.ts';

export const createSettingsRoutes = (county: CountySettings): Handlers<typeof settingsRoutes, RouteCall> => ({
  getSettings: () => county.read(),
  changeSettings: ({ settings, revision }, { caller }) =>
    county.change(isStaff(caller) ? caller.name : '', settings, revision),
});
