import type { Handlers } from '#shared/kit/define.ts';
import type { matterRoutes } from '#shared/matters.ts';
import type { requestRoutes } from '#shared/requests.ts';
import type { RouteCall } from '../kernel/call.ts';
import { hallOf, matterOf, staffOf } from '../kernel/caller-of.ts';
import { readable } from './request-desk.ts';
import type { RequestsDeps } from './request-ports.ts';
import type { Requests } from './requests.ts';

type Deps = Pick<RequestsDeps, 'repo' | 'orgs' | 'settings' | 'linkUrl'> & { requests: Requests };

export function createRequestRoutes(deps: Deps): Handlers<typeof requestRoutes, RouteCall> {
  const { desk, lists, files, blocks } = deps.requests;
  return {
    listRequests: (input, { caller }) => lists.list(staffOf(caller), input),
    requestAlarms: async (_, { caller }) => {
      const { newestUrgent, ...counts } = await lists.alarms(staffOf(caller));
      if (newestUrgent === null) return { ...counts, newestUrgent };
      const { id, number, stateAt } = newestUrgent;
      return { ...counts, newestUrgent: { id, number, at: stateAt.toISOString() } };
    },
    claimBoard: async (_, { caller }) => ({ rows: await lists.board(staffOf(caller)) }),
    getRequest: ({ requestId }, { caller }) => desk.get(staffOf(caller), requestId),
    inspectRequest: ({ requestId, reason }, { caller }) => desk.inspect(staffOf(caller), requestId, reason),
    revealRequestPhone: async ({ requestId }, { caller }) => ({ phone: await desk.phone(staffOf(caller), requestId) }),
    claimRequest: ({ requestId }, { caller }) => desk.claim(staffOf(caller), requestId),
    releaseRequest: async ({ requestId, reason, isConflict }, { caller }) => {
      await desk.release(staffOf(caller), requestId, reason, isConflict);
      return {};
    },
    suitableExperts: async ({ requestId }, { caller }) => ({
      experts: await lists.suitable(staffOf(caller), requestId),
    }),
    dispatchRequest: ({ requestId, expertId, note }, { caller }) =>
      desk.dispatch(staffOf(caller), requestId, expertId, note),
    sortRequest: ({ requestId, field, isUrgent }, { caller }) => desk.sort(staffOf(caller), requestId, field, isUrgent),
    takeBackRequest: ({ requestId, expertId, reason }, { caller }) =>
      desk.takeBack(staffOf(caller), requestId, expertId, reason),
    refuseRequest: ({ requestId, reason }, { caller }) => desk.refuse(staffOf(caller), requestId, reason),
    answerRequest: ({ requestId, answer, outcome }, { caller }) =>
      desk.answer(staffOf(caller), requestId, answer, outcome),
    addRequestFile: async ({ requestId, name }, call) => {
      const by = staffOf(call.caller);
      const matter = await desk.forFiles(by, requestId, 'addFile');
      return files.add(matter, await call.receiveFile(), { name, by: by.name, isByCitizen: false });
    },
    setRequestFilePreview: async ({ requestId, fileId, preview }, { caller }) => {
      await files.setPreview(await desk.forFiles(staffOf(caller), requestId, 'addFile'), fileId, preview);
      return {};
    },
    downloadRequestFile: async ({ requestId, fileId, page }, { caller }) =>
      files.download(await desk.forFiles(staffOf(caller), requestId, 'seeFiles'), fileId, page),
    resendMatterLink: async ({ requestId, endOthers }, { caller }) => {
      await desk.resendLink(staffOf(caller), requestId, endOthers);
      return {};
    },
    blockRequester: ({ requestId, reason, days }, { caller }) => blocks.block(staffOf(caller), requestId, reason, days),
    listBlockedRequesters: async () => ({ rows: await blocks.list() }),
    unblockRequester: ({ blockId, reason }) => blocks.end(blockId, reason),
    publicPlaces: async () => ({ places: placesOf(deps), helpTelephone: deps.settings().helpTelephone }),
  };
}

export function createMatterRoutes(deps: Deps): Handlers<typeof matterRoutes, RouteCall> {
  const { filing, page, files } = deps.requests;
  return {
    fileRequest: (input) => filing.own(input),
    fileForCitizen: (input, { caller }) => filing.forCitizen(staffOf(caller), input),
    fileAtHall: (input, { caller }) => filing.atHall(hallOf(caller), input),
    hallRequests: async (_, { caller }) => ({ rows: await page.ofHall(hallOf(caller)) }),
    openMatterAtHall: async ({ matterCode }, call) => {
      const { requestId, token } = await page.openAtHall(matterCode);
      call.cookies.set('matter', token);
      return { requestId };
    },
    myMatter: (_, { caller }) => page.get(matterOf(caller)),
    keepMatterOpen: async (_, { caller }) => {
      await page.keepOpen(matterOf(caller));
      return {};
    },
    renewMatterLink: (_, { caller }) => page.renewLink(matterOf(caller)),
    replaceMatterLink: async (_, call) => {
      const { token, expiresAt } = await page.replaceLink(matterOf(call.caller));
      call.cookies.set('matter', token);
      return { link: deps.linkUrl(token), linkExpiresAt: expiresAt.toISOString() };
    },
    withdrawRequest: ({ reason }, { caller }) => page.withdraw(matterOf(caller), reason),
    askOtherExpert: (_, { caller }) => page.askOther(matterOf(caller)),
    setMatterConsent: ({ kind, isGiven }, { caller }) => page.setConsent(matterOf(caller), kind, isGiven),
    addMatterFile: async ({ name }, call) => {
      const by = matterOf(call.caller);
      const matter = await readable(deps, by, by.requestId);
      return files.add(matter, await call.receiveFile(), { name, by: by.name, isByCitizen: true });
    },
    setMatterFilePreview: async ({ fileId, preview }, { caller }) => {
      const by = matterOf(caller);
      await files.setPreview(await readable(deps, by, by.requestId), fileId, preview);
      return {};
    },
    downloadMatterFile: async ({ fileId, page: onPage }, { caller }) => {
      const by = matterOf(caller);
      return files.download(await readable(deps, by, by.requestId), fileId, onPage);
    },
  };
}

function placesOf({ orgs }: Deps) {
  return orgs.tree().flatMap(({ id, name, pinyin, level }) => {
    if (level === 'department') return [];
    return [{ id, name, pinyin, townshipName: level === 'village' ? (orgs.townshipOf(id)?.name ?? null) : null }];
  });
}
