import type { expertRoutes } from '#shared/experts.ts';
import type { Caller } from '#shared/kit/caller.ts';
import type { Handlers } from '#shared/kit/define.ts';
import type { RouteCall } from '../kernel/call.ts';
import { staffOf } from '../kernel/caller-of.ts';
import type { Expert } from './expert-directory.ts';
import type { Experts } from './experts.ts';

export function createExpertRoutes({ experts }: { experts: Experts }): Handlers<typeof expertRoutes, RouteCall> {
  const { pool, self } = experts;
  const show = async (caller: Caller, expert: Promise<Expert>) => experts.shown(caller, await expert);
  return {
    publicExperts: async () => ({ experts: await experts.publicList() }),
    publicExpert: ({ accountId }) => experts.publicDetail(accountId),
    async expertPhoto({ accountId }, { caller }) {
      const { path, contentType, name } = await experts.photo(caller, accountId);
      return { fileName: name, contentType, isInline: true, content: { path } };
    },
    listExperts: async (_, { caller }) => ({ experts: await experts.list(staffOf(caller)) }),
    expertCandidates: async (_, { caller }) => ({ accounts: await pool.candidates(staffOf(caller)) }),
    getExpert: ({ accountId }, { caller }) => experts.detail(caller, accountId),
    ownExpert: async (_, { caller }) => ({ expert: await experts.own(staffOf(caller)) }),
    proposeExpert: ({ accountId, title, unit, about, languages, ...fields }, { caller }) =>
      show(caller, pool.propose(staffOf(caller), accountId, fields, { title, unit, about, languages })),
    updateExpert: ({ accountId, ...fields }, { caller }) => show(caller, pool.edit(staffOf(caller), accountId, fields)),
    decideExpert: ({ accountId, isApproved, reason }, { caller }) =>
      show(caller, pool.decide(staffOf(caller), accountId, isApproved, reason)),
    suspendExpert: ({ accountId, reason }, { caller }) =>
      show(caller, pool.suspend(staffOf(caller), accountId, reason)),
    resumeExpert: ({ accountId }, { caller }) => show(caller, pool.resume(staffOf(caller), accountId)),
    removeExpert: ({ accountId, reason, until }, { caller }) =>
      show(caller, pool.remove(staffOf(caller), accountId, reason, until)),
    appealRemoval: ({ text }, { caller }) => show(caller, self.appeal(staffOf(caller), text)),
    decideAppeal: ({ accountId, isGranted, reason }, { caller }) =>
      show(caller, pool.decideAppeal(staffOf(caller), accountId, isGranted, reason)),
    describeSelf: (description, { caller }) => show(caller, self.describe(staffOf(caller), description)),
    setHours: (hours, { caller }) => show(caller, self.setHours(staffOf(caller), hours)),
    uploadExpertPhoto: ({ accountId }, { caller, receiveFile }) =>
      show(caller, self.setPhoto(staffOf(caller), accountId, receiveFile)),
  };
}
