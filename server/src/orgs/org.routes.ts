import type { Handlers } from '#shared/kit/define.ts';
import type { orgRoutes } from '#shared/orgs.ts';
import type { RouteCall } from '../kernel/call.ts';
import type { Orgs } from './org.service.ts';

export function createOrgRoutes({ orgs }: { orgs: Orgs }): Handlers<typeof orgRoutes, RouteCall> {
  return {
    orgTree: async () => ({ orgs: [...orgs.tree()] }),
    importOrgs: ({ csv, dryRun }) => orgs.importCsv(csv, { dryRun }),
  };
}
