import { isMatter } from '#shared/kit/caller.ts';
import type { Handlers } from '#shared/kit/define.ts';
import type { visitRoutes } from '#shared/visits.ts';
import type { RouteCall } from '../kernel/call.ts';
import { notAllowed, staffOnly, type Visits } from './visits.ts';

export function createVisitRoutes(visits: Visits): Handlers<typeof visitRoutes, RouteCall> {
  return {
    listVisits: async ({ show }, { caller }) => visits.list(staffOnly(caller), show),
    requestVisits: async ({ requestId }, { caller }) => ({ visits: await visits.ofRequest(caller, requestId) }),
    matterVisit: async (_, { caller }) => {
      if (!isMatter(caller)) throw notAllowed();
      return { visit: await visits.ofMatter(caller.requestId) };
    },
    revealVisitPhone: async ({ visitId }, { caller }) => ({ phone: await visits.phone(staffOnly(caller), visitId) }),
    recordVisit: async ({ visitId, result, note }, { caller }) =>
      visits.record(staffOnly(caller), visitId, { result, note }),
  };
}
