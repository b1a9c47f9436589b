import type { expertRoutes } from '#shared/experts.ts';
import { type Caller, isStaff, type StaffCaller } from '#shared/kit/caller.ts';
import type { Handlers } from '#shared/kit/define.ts';
import { AppError } from '../kernel/app-error.ts';
import type { RouteCall } from '../kernel/call.ts';
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
    listExperts: async (_, { caller }) => ({ experts: await experts.list(staff(caller)) }),
    expertCandidates: async (_, { caller }) => ({ accounts: await pool.candidates(staff(caller)) }),
    getExpert: ({ accountId }, { caller }) => experts.detail(caller, accountId),
    ownExpert: async (_, { caller }) => ({ expert: await experts.own(staff(caller)) }),
    proposeExpert: ({ accountId, title, unit, about, languages, ...fields }, { caller }) =>
      show(caller, pool.propose(staff(caller), accountId, fields, { title, unit, about, languages })),
    updateExpert: ({ accountId, ...fields }, { caller }) => show(caller, pool.edit(staff(caller), accountId, fields)),
    decideExpert: ({ accountId, isApproved, reason }, { caller }) =>
      show(caller, pool.decide(staff(caller), accountId, isApproved, reason)),
    suspendExpert: ({ accountId, reason }, { caller }) => show(caller, pool.suspend(staff(caller), accountId, reason)),
    resumeExpert: ({ accountId }, { caller }) => show(caller, pool.resume(staff(caller), accountId)),
    removeExpert: ({ accountId, reason, until }, { caller }) =>
      show(caller, pool.remove(staff(caller), accountId, reason, until)),
    appealRemoval: ({ text }, { caller }) => show(caller, self.appeal(staff(caller), text)),
    decideAppeal: ({ accountId, isGranted, reason }, { caller }) =>
      show(caller, pool.decideAppeal(staff(caller), accountId, isGranted, reason)),
    describeSelf: (description, { caller }) => show(caller, self.describe(staff(caller), description)),
    setHours: (hours, { caller }) => show(caller, self.setHours(staff(caller), hours)),
    uploadExpertPhoto: ({ accountId }, { caller, receiveFile }) =>
      show(caller, self.setPhoto(staff(caller), accountId, receiveFile)),
  };
}

/** The binder lets only staff through to these; the compiler does not know it. */
function staff(caller: Caller): StaffCaller {
  if (isStaff(caller)) return caller;
  throw new AppError('unauthenticated', 'not_signed_in');
}
