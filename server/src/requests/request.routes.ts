import { type Caller, isMatter, isStaff, type MatterCaller, type StaffCaller } from '#shared/kit/caller.ts';
import type { Handlers } from '#shared/kit/define.ts';
import type { matterRoutes } from '#shared/matters.ts';
import type { requestRoutes } from '#shared/requests.ts';
import { AppError } from '../kernel/app-error.ts';
import type { RouteCall } from '../kernel/call.ts';
import { readable } from './request-desk.ts';
import type { RequestsDeps } from './request-ports.ts';
import type { Requests } from './requests.ts';

type Deps = Pick<RequestsDeps, 'repo' | 'orgs' | 'settings' | 'linkUrl'> & { requests: Requests };

export function createRequestRoutes(deps: Deps): Handlers<typeof requestRoutes, RouteCall> {
  const { desk, lists, files, blocks } = deps.requests;
  return {
    listRequests: (input, { caller }) => lists.list(staff(caller), input),
    requestAlarms: async (_, { caller }) => {
      const { newestUrgent, ...counts } = await lists.alarms(staff(caller));
      if (newestUrgent === null) return { ...counts, newestUrgent };
      const { id, number, stateAt } = newestUrgent;
      return { ...counts, newestUrgent: { id, number, at: stateAt.toISOString() } };
    },
    claimBoard: async (_, { caller }) => ({ rows: await lists.board(staff(caller)) }),
    getRequest: ({ requestId }, { caller }) => desk.get(staff(caller), requestId),
    inspectRequest: ({ requestId, reason }, { caller }) => desk.inspect(staff(caller), requestId, reason),
    revealRequestPhone: async ({ requestId }, { caller }) => ({ phone: await desk.phone(staff(caller), requestId) }),
    claimRequest: ({ requestId }, { caller }) => desk.claim(staff(caller), requestId),
    releaseRequest: async ({ requestId, reason, isConflict }, { caller }) => {
      await desk.release(staff(caller), requestId, reason, isConflict);
      return {};
    },
    suitableExperts: async ({ requestId }, { caller }) => ({
      experts: await lists.suitable(staff(caller), requestId),
    }),
    dispatchRequest: ({ requestId, expertId, note }, { caller }) =>
      desk.dispatch(staff(caller), requestId, expertId, note),
    sortRequest: ({ requestId, field, isUrgent }, { caller }) => desk.sort(staff(caller), requestId, field, isUrgent),
    takeBackRequest: ({ requestId, expertId, reason }, { caller }) =>
      desk.takeBack(staff(caller), requestId, expertId, reason),
    refuseRequest: ({ requestId, reason }, { caller }) => desk.refuse(staff(caller), requestId, reason),
    answerRequest: ({ requestId, answer, outcome }, { caller }) =>
      desk.answer(staff(caller), requestId, answer, outcome),
    addRequestFile: async ({ requestId, name }, call) => {
      const by = staff(call.caller);
      const matter = await desk.forFiles(by, requestId, 'addFile');
      return files.add(matter, await call.receiveFile(), { name, by: by.name, isByCitizen: false });
    },
    setRequestFilePreview: async ({ requestId, fileId, preview }, { caller }) => {
      await files.setPreview(await desk.forFiles(staff(caller), requestId, 'addFile'), fileId, preview);
      return {};
    },
    downloadRequestFile: async ({ requestId, fileId, page }, { caller }) =>
      files.download(await desk.forFiles(staff(caller), requestId, 'seeFiles'), fileId, page),
    resendMatterLink: async ({ requestId, endOthers }, { caller }) => {
      await desk.resendLink(staff(caller), requestId, endOthers);
      return {};
    },
    blockRequester: ({ requestId, reason, days }, { caller }) => blocks.block(staff(caller), requestId, reason, days),
    listBlockedRequesters: async () => ({ rows: await blocks.list() }),
    unblockRequester: ({ blockId, reason }) => blocks.end(blockId, reason),
    publicPlaces: async () => ({ places: placesOf(deps), helpTelephone: deps.settings().helpTelephone }),
  };
}

export function createMatterRoutes(deps: Deps): Handlers<typeof matterRoutes, RouteCall> {
  const { filing, page, files } = deps.requests;
  return {
    fileRequest: (input) => filing.own(input),
    fileForCitizen: (input, { caller }) => filing.forCitizen(staff(caller), input),
    fileAtHall: (input, { caller }) => filing.atHall(hall(caller), input),
    hallRequests: async (_, { caller }) => ({ rows: await page.ofHall(hall(caller)) }),
    openMatterAtHall: async ({ matterCode }, call) => {
      const { requestId, token } = await page.openAtHall(matterCode);
      call.cookies.set('matter', token);
      return { requestId };
    },
    myMatter: (_, { caller }) => page.get(citizen(caller)),
    keepMatterOpen: async (_, { caller }) => {
      await page.keepOpen(citizen(caller));
      return {};
    },
    renewMatterLink: (_, { caller }) => page.renewLink(citizen(caller)),
    replaceMatterLink: async (_, call) => {
      const { token, expiresAt } = await page.replaceLink(citizen(call.caller));
      call.cookies.set('matter', token);
      return { link: deps.linkUrl(token), linkExpiresAt: expiresAt.toISOString() };
    },
    withdrawRequest: ({ reason }, { caller }) => page.withdraw(citizen(caller), reason),
    askOtherExpert: (_, { caller }) => page.askOther(citizen(caller)),
    setMatterConsent: ({ kind, isGiven }, { caller }) => page.setConsent(citizen(caller), kind, isGiven),
    addMatterFile: async ({ name }, call) => {
      const by = citizen(call.caller);
      const matter = await readable(deps, by, by.requestId);
      return files.add(matter, await call.receiveFile(), { name, by: by.name, isByCitizen: true });
    },
    setMatterFilePreview: async ({ fileId, preview }, { caller }) => {
      const by = citizen(caller);
      await files.setPreview(await readable(deps, by, by.requestId), fileId, preview);
      return {};
    },
    downloadMatterFile: async ({ fileId, page: onPage }, { caller }) => {
      const by = citizen(caller);
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

/** The binder lets only these through; the compiler does not know it. */
function staff(caller: Caller): StaffCaller {
  if (isStaff(caller)) return caller;
  throw new AppError('unauthenticated', 'not_signed_in');
}
function hall(caller: Caller): Extract<Caller, { role: 'hall' }> {
  if (caller.role === 'hall') return caller;
  throw new AppError('unauthenticated', 'not_paired');
}
function citizen(caller: Caller): MatterCaller {
  if (isMatter(caller)) return caller;
  throw new AppError('unauthenticated', 'link_invalid');
}
