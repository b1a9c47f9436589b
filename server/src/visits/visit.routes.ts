import type { Handlers } from '#shared/kit/define.ts';
import type { visitRoutes } from '#shared/visits.ts';
import type { RouteCall } from '../kernel/call.ts';
import { matterOf, staffOf } from '../kernel/caller-of.ts';
import type { Visits } from './visits.ts';

export function createVisitRoutes(visits: Visits): Handlers<typeof visitRoutes, RouteCall> {
  return {
    listVisits: async ({ show }, { caller }) => visits.list(staffOf(caller), show),
    requestVisits: async ({ requestId }, { caller }) => ({ visits: await visits.ofRequest(caller, requestId) }),
    matterVisit: async (_, { caller }) => ({ visit: await visits.ofMatter(matterOf(caller).requestId) }),
    revealVisitPhone: async ({ visitId }, { caller }) => ({ phone: await visits.phone(staffOf(caller), visitId) }),
    recordVisit: async ({ visitId, result, note }, { caller }) =>
      visits.record(staffOf(caller), visitId, { result, note }),
  };
}
