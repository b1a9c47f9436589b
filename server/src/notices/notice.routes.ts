import type { Handlers } from '#shared/kit/define.ts';
import type { noticeRoutes } from '#shared/notices.ts';
import type { RouteCall } from '../kernel/call.ts';
import { matterOf, staffOf } from '../kernel/caller-of.ts';
import type { Notices } from './notices.ts';

export function createNoticeRoutes(notices: Notices): Handlers<typeof noticeRoutes, RouteCall> {
  return {
    listNotices: (page, { caller, language }) => notices.own(staffOf(caller), page, language),
    readNotices: async (_, { caller }) => ({ read: await notices.readAll(staffOf(caller)) }),
    getNoticeAddress: (_, { caller }) => notices.address(staffOf(caller)),
    setNoticeAddress: (address, { caller }) => notices.setAddress(staffOf(caller), address),
    matterNotices: async (_, { caller, language }) => ({
      notices: await notices.ofMatter(matterOf(caller), language),
    }),
    listDeliveries: ({ state, way, ...page }) => notices.deliveries({ state, way }, page),
    deliveryFigures: () => notices.figures(),
    retryDelivery: async ({ noticeId }) => {
      await notices.retry(noticeId);
      return {};
    },
    listCallTasks: async (_, { caller, language }) => ({ tasks: await notices.callTasks(staffOf(caller), language) }),
    revealCallPhone: async ({ noticeId }, { caller }) => ({
      phone: await notices.callPhone(staffOf(caller), noticeId),
    }),
    finishCallTask: async ({ noticeId, result }, { caller }) => {
      await notices.finishCall(staffOf(caller), noticeId, result);
      return {};
    },
  };
}
