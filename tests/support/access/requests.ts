import type { CallerRole } from '#shared/kit/caller.ts';
import type { Ack } from '#shared/kit/errors.ts';
import type { matterRoutes } from '#shared/matters.ts';
import { requestRoutes } from '#shared/requests.ts';
import type { settingsRoutes } from '#shared/settings.ts';
import { filedMatter, filing, ownFiling, ownHallCaller, staffCaller, windowFiling } from '../request-world.ts';
import { matterIds, places } from '../world.ts';
import type { Fixture, Input, Which } from './fixture.ts';
import { type MatrixWorld, none } from './matrix-world.ts';

type Entry = keyof typeof requestRoutes;

/** A new matter for each call, to which the role stands as one does to one's own, or as to somebody else's. */
async function fresh(m: MatrixWorld, entry: Entry, role: CallerRole, which: Which, set: object): Promise<string> {
  if (!requestRoutes[entry].roles.some((each) => each === role)) return matterIds.request;
  const isOwn = which === 'own';
  const expertId = m.world.idOf(isOwn ? 'expert' : 'lecturer2');
  return filedMatter(m.world, {
    by: isOwn && role === 'clerk' ? 'clerk' : 'organizer2',
    placeId: isOwn ? places.ownHall : places.foreignHall,
    set: {
      state: 'assigned',
      expertId,
      expertName: '测试专家',
      ...(isOwn && { calledIn: [m.world.idOf('department')] }),
      ...set,
    },
  });
}

const onMatter = (entry: Entry, more: Input = {}, set: object = {}): Fixture<MatrixWorld> => ({
  input: async (m, which, role) => ({ requestId: await fresh(m, entry, role, which, set), ...more }),
  hasForeign: true,
  reachesAll: ['supervisor'],
});
const waiting = { state: 'toDispatch', expertId: null };
const isUnknownFile = (ack: Ack<unknown>): boolean => !ack.ok && ack.error.reason === 'file_unknown';
const preview = 'data:image/jpeg;base64,AAAA';
const hallFiling = { ...filing(), phone: '', operator: '王会计' };

type Requests = typeof requestRoutes & typeof matterRoutes & typeof settingsRoutes;

export const requestFixtures: { [K in keyof Requests]: Fixture<MatrixWorld> } = {
  listRequests: none(),
  requestAlarms: none(),
  claimBoard: none(),
  getRequest: onMatter('getRequest'),
  inspectRequest: onMatter('inspectRequest', { reason: '测试查阅' }),
  revealRequestPhone: onMatter('revealRequestPhone', { reason: '测试回电' }),
  claimRequest: {
    ...onMatter('claimRequest'),
    input: async (m, which, role) => {
      const covered = { state: 'open', expertId: null, coveringExpertId: m.world.idOf('lecturer2') };
      const set = which === 'own' ? { state: 'board', expertId: null } : covered;
      return { requestId: await fresh(m, 'claimRequest', role, which, set), noConflict: true };
    },
  },
  releaseRequest: onMatter('releaseRequest', { reason: '测试退回', isConflict: false }),
  suitableExperts: onMatter('suitableExperts', {}, waiting),
  dispatchRequest: {
    ...onMatter('dispatchRequest'),
    input: async (m, which, role) => ({
      requestId: await fresh(m, 'dispatchRequest', role, which, waiting),
      expertId: m.world.idOf('expert'),
      note: '',
    }),
  },
  sortRequest: onMatter('sortRequest', { field: 'land', isUrgent: false }),
  takeBackRequest: {
    ...onMatter('takeBackRequest'),
    input: async (m, which, role) => ({
      requestId: await fresh(m, 'takeBackRequest', role, which, {}),
      expertId: m.world.idOf('expert'),
      reason: '测试收回',
    }),
  },
  refuseRequest: onMatter('refuseRequest', { reason: '测试不予受理' }, waiting),
  answerRequest: onMatter('answerRequest', { answer: '测试答复', outcome: 'answered' }),
  addRequestFile: onMatter('addRequestFile', { name: '照片.jpg' }),
  setRequestFilePreview: {
    ...onMatter('setRequestFilePreview', { fileId: 'f'.repeat(24), preview }),
    isHarmless: isUnknownFile,
  },
  downloadRequestFile: { ...onMatter('downloadRequestFile', { fileId: 'f'.repeat(24) }), isHarmless: isUnknownFile },
  resendMatterLink: onMatter('resendMatterLink', { endOthers: false }),
  blockRequester: onMatter('blockRequester', { reason: '测试拉黑', days: 1 }),
  listBlockedRequesters: none(),
  unblockRequester: {
    input: async (m) => {
      const { requests } = m.world.app.app.requests;
      const by = staffCaller(m.world, 'supervisor', 'supervisor');
      const { id } = await requests.blocks.block(by, await filedMatter(m.world), '测试拉黑', 1);
      return { blockId: id, reason: '测试解除' };
    },
    hasForeign: false,
  },
  publicPlaces: none(),
  fileRequest: { input: () => ownFiling(), hasForeign: false },
  fileForCitizen: {
    input: (_m, _which, role) =>
      role === 'supervisor'
        ? {
            ...windowFiling(),
            channel: 'assigned',
            assignment: { by: '测试', documentNumber: '', dueOn: '2026-12-31', mustReportBack: false },
          }
        : { ...windowFiling() },
    hasForeign: false,
  },
  fileAtHall: none(hallFiling),
  hallRequests: none(),
  openMatterAtHall: {
    input: async (m) => {
      const { requests } = m.world.app.app.requests;
      const { code } = await requests.filing.atHall(ownHallCaller, { ...hallFiling, phone: null });
      return { matterCode: code };
    },
    hasForeign: false,
  },
  myMatter: none(),
  keepMatterOpen: none(),
  renewMatterLink: none(),
  replaceMatterLink: { ...none(), isLast: true },
  setMatterConsent: none({ kind: 'sensitive', isGiven: true }),
  addMatterFile: none({ name: '照片.jpg' }),
  setMatterFilePreview: { ...none({ fileId: 'f'.repeat(24), preview }), isHarmless: isUnknownFile },
  downloadMatterFile: { ...none({ fileId: 'f'.repeat(24) }), isHarmless: isUnknownFile },
  askOtherExpert: none(),
  withdrawRequest: none({ reason: '' }),
  getSettings: none(),
  changeSettings: none({ settings: {}, revision: 0 }),
};
