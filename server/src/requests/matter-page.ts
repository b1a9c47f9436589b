import type { HallCaller, MatterCaller } from '#shared/kit/caller.ts';
import type { RequestId } from '#shared/kit/ids.ts';
import type { Matter } from '#shared/matters.ts';
import { type ConsentKind, noticeVersion, type RequestState } from '#shared/request-facts.ts';
import { AppError } from '../kernel/app-error.ts';
import { matterView } from './request.views.ts';
import { readable } from './request-desk.ts';
import type { KnownLink, NewLink, RequestsDeps } from './request-ports.ts';
import type { Actor, RequestRecord } from './request-record.ts';
import type { RequestRouting } from './request-routing.ts';

/** What a citizen does with the own matter. */
export type MatterPage = {
  get(caller: MatterCaller): Promise<Matter>;
  renewLink(caller: MatterCaller): Promise<Matter>;
  /** All older links end, the caller's own with them. */
  replaceLink(caller: MatterCaller): Promise<NewLink>;
  withdraw(caller: MatterCaller, reason: string): Promise<Matter>;
  askOther(caller: MatterCaller): Promise<Matter>;
  setConsent(caller: MatterCaller, kind: ConsentKind, isGiven: boolean): Promise<Matter>;
  /** By the printed code: a link that ends when nobody has touched the PC for 15 minutes. */
  openAtHall(code: string): Promise<{ requestId: RequestId; token: string }>;
  keepOpen(caller: MatterCaller): Promise<void>;
  ofHall(caller: HallCaller): Promise<{ number: string; state: RequestState; openedAt: string }[]>;
};

const IDLE_MS = 15 * 60_000;
/** A link with so little time left is a hall's; the clocks of two writes may differ a little. */
const HALL_LINK_MS = IDLE_MS + 5_000;
const HALL_ROWS = 50;

export function createMatterPage(deps: RequestsDeps, routing: RequestRouting): MatterPage {
  const { repo, links, hash, callOffMeeting, clock, settings } = deps;
  const own = (caller: MatterCaller): Promise<RequestRecord> => readable(deps, caller, caller.requestId);
  const linkOf = async (caller: MatterCaller): Promise<KnownLink | undefined> =>
    (await links.ofRequest(caller.requestId)).find(({ id }) => id === caller.sessionId);
  const isHallLink = (link: KnownLink | undefined): boolean =>
    link !== undefined && link.expiresAt.getTime() - clock.now() <= HALL_LINK_MS;
  const shown = async (caller: MatterCaller, matter: RequestRecord): Promise<Matter> => {
    const link = await linkOf(caller);
    return matterView(matter, {
      linkExpiresAt: link?.expiresAt ?? null,
      isAtHall: isHallLink(link),
      helpTelephone: settings().helpTelephone,
    });
  };
  const actor = (caller: MatterCaller): Actor => ({ role: 'citizen', id: null, name: caller.name });

  return {
    get: async (caller) => shown(caller, await own(caller)),
    renewLink: async (caller) => {
      const matter = await own(caller);
      // A hall's PC must not keep somebody's matter for 90 days.
      if (!isHallLink(await linkOf(caller))) await links.renew(caller.sessionId);
      return shown(caller, matter);
    },
    replaceLink: async (caller) => {
      const matter = await own(caller);
      await links.revokeAll(matter.id);
      return links.make(matter.id, matter.citizen.name);
    },
    withdraw: async (caller, reason) => {
      const matter = await own(caller);
      if (matter.state === 'withdrawn') return shown(caller, matter);
      // First the meeting, so that no expert waits for somebody who has gone; a kill in between leaves a matter to withdraw again.
      await callOffMeeting(matter.id, caller.name, reason);
      const extra = reason === '' ? {} : { reason };
      return shown(caller, await routing.move(matter.id, 'withdraw', actor(caller), extra));
    },
    askOther: async (caller) => {
      const matter = await own(caller);
      if (matter.hasAskedOther) {
        // The first try's answer was lost: the matter is where it was to go.
        if (matter.state === 'board') return shown(caller, matter);
        throw new AppError('conflict', 'other_expert_asked');
      }
      if (matter.expertId === null)
        throw new AppError('invalid_state', 'request_state', { params: { state: matter.state } });
      const how = { reason: null, isConflict: false, isAskedByCitizen: true };
      return shown(caller, await routing.release(matter.id, matter.expertId, actor(caller), how));
    },
    setConsent: async (caller, kind, isGiven) => {
      const matter = await own(caller);
      if (consentNow(matter, kind) === isGiven) return shown(caller, matter);
      const consent = { kind, version: noticeVersion, at: clock.date(), isGiven };
      return shown(caller, (await repo.change(matter.id, {}, { consent })) ?? matter);
    },
    openAtHall: async (code) => {
      const matter = await repo.byCode(hash(code));
      if (matter === null) throw new AppError('not_found', 'matter_code_invalid');
      const until = new Date(clock.now() + IDLE_MS);
      const { token } = await links.make(matter.id, matter.citizen.name, until);
      return { requestId: matter.id, token };
    },
    keepOpen: async (caller) => {
      const link = await linkOf(caller);
      if (link !== undefined && isHallLink(link)) await links.extend(link.id, new Date(clock.now() + IDLE_MS));
    },
    ofHall: async ({ hallId }) => {
      const none = { state: undefined, channel: undefined, field: undefined, place: undefined, search: undefined };
      const scope = { filedBy: hallId };
      const rows = await repo.list({ scope, ...none, isOverdue: false, after: undefined, limit: HALL_ROWS });
      return rows.map(({ number, state, openedAt }) => ({ number, state, openedAt: openedAt.toISOString() }));
    },
  };
}

const consentNow = ({ consents }: RequestRecord, kind: ConsentKind): boolean =>
  consents.findLast((consent) => consent.kind === kind)?.isGiven ?? false;
