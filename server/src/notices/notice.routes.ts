import { type Caller, isMatter, isStaff, type MatterCaller, type StaffCaller } from '#shared/kit/caller.ts';
import type { Handlers } from '#shared/kit/define.ts';
import type { noticeRoutes } from '#shared/notices.ts';
import { AppError } from '../kernel/app-error.ts';
import type { RouteCall } from '../kernel/call.ts';
import type { Notices } from './notices.ts';

export function createNoticeRoutes(notices: Notices): Handlers<typeof noticeRoutes, RouteCall> {
  return {
    listNotices: (page, { caller, language }) => notices.own(staffOnly(caller), page, language),
    readNotices: async (_, { caller }) => ({ read: await notices.readAll(staffOnly(caller)) }),
    getNoticeAddress: (_, { caller }) => notices.address(staffOnly(caller)),
    setNoticeAddress: (address, { caller }) => notices.setAddress(staffOnly(caller), address),
    matterNotices: async (_, { caller, language }) => ({
      notices: await notices.ofMatter(matterOnly(caller), language),
    }),
    listDeliveries: ({ state, way, ...page }) => notices.deliveries({ state, way }, page),
    deliveryFigures: () => notices.figures(),
    retryDelivery: async ({ noticeId }) => {
      await notices.retry(noticeId);
      return {};
    },
    listCallTasks: async (_, { caller, language }) => ({ tasks: await notices.callTasks(staffOnly(caller), language) }),
    revealCallPhone: async ({ noticeId }, { caller }) => ({
      phone: await notices.callPhone(staffOnly(caller), noticeId),
    }),
    finishCallTask: async ({ noticeId, result }, { caller }) => {
      await notices.finishCall(staffOnly(caller), noticeId, result);
      return {};
    },
  };
}

function staffOnly(caller: Caller): StaffCaller {
  if (isStaff(caller)) return caller;
  throw new AppError('forbidden', 'role_not_allowed');
}

function matterOnly(caller: Caller): MatterCaller {
  if (isMatter(caller)) return caller;
  throw new AppError('forbidden', 'role_not_allowed');
}
