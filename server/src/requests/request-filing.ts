import { createHash } from 'node:crypto';
import type { HallCaller, StaffCaller } from '#shared/kit/caller.ts';
import { type AccountId, type LectureId, type OrgId, type RequestId, requestId } from '#shared/kit/ids.ts';
import type { LegalField } from '#shared/kit/legal-field.ts';
import { yearOf } from '#shared/kit/time.ts';
import type { Filed, HallFiling, OwnFiling, StaffFiling } from '#shared/matters.ts';
import type { Org } from '#shared/orgs.ts';
import { type Channel, noticeVersion } from '#shared/request-facts.ts';
import { AppError } from '../kernel/app-error.ts';
import { type OwedNotice, owe } from '../kernel/outbox.ts';
import { dueIn, priorityOf } from './request.rules.ts';
import { wishView } from './request.views.ts';
import { boardNotices, toCitizen, toOrganizers } from './request-notices.ts';
import type { RequestsDeps, RoutedExpert } from './request-ports.ts';
import type { RequestRecord } from './request-record.ts';
import { refuseBlocked, refuseFlood } from './request-refusals.ts';
import { wishOf } from './request-wish.ts';

export type LectureFiling = {
  readonly lectureId: LectureId;
  /** In its lecture: the same question is the same matter. */
  readonly questionId: string;
  readonly text: string;
  /** Who in the hall asks, if they wished to be named. */
  readonly askedBy: string | null;
  /** The hall that asked; it is called back by its contact. */
  readonly hall: { readonly id: string; readonly name: string; readonly phone: string | null; readonly orgId: OrgId };
  readonly field: LegalField | null;
};

export type RequestFiling = {
  /** A citizen or a firm, from a browser of its own. */
  own(filing: OwnFiling): Promise<Filed>;
  forCitizen(by: StaffCaller, filing: StaffFiling): Promise<Filed>;
  atHall(by: HallCaller, filing: HallFiling): Promise<Filed>;
  /** A question of a lecture becomes a matter in one step. */
  fromLecture(by: StaffCaller, filing: LectureFiling): Promise<{ requestId: RequestId; number: string }>;
};

/** The same text from the same browser, or for the same telephone, within it is the same matter. */
const SAME_WITHIN_MS = 3_600_000;

type Draft = Pick<
  RequestRecord,
  'channel' | 'field' | 'isUrgent' | 'text' | 'citizen' | 'otherParty' | 'guardian' | 'filedBy'
> &
  Partial<Pick<RequestRecord, 'firm' | 'assignment' | 'lectureId' | 'browserHash' | 'codeHash'>> & {
    placeId: OrgId | null;
    agreesSensitive: boolean;
    /** False where nobody could be shown the notice: a question asked in a lecture. */
    hasReadNotice: boolean;
    wishedId?: AccountId | null;
  };

export function createRequestFiling(deps: RequestsDeps): RequestFiling {
  const { newCode, hash } = deps;
  const store = (draft: Draft): Promise<RequestRecord> => storeAs(deps, newRequestId(deps), draft);

  return {
    own: (filing) => fileOwn(deps, filing),
    forCitizen: async (by, filing) => {
      checkChannel(by, filing.channel);
      const { phone } = filing;
      const code = phone === null ? newCode() : null;
      const matter = await store({
        ...common(filing),
        channel: filing.channel,
        field: filing.field,
        isUrgent: filing.isUrgent,
        citizen: { name: filing.name, phone },
        filedBy: { role: by.role, id: by.accountId, name: by.name },
        firm: filing.channel === 'enterprise' ? filing.firm : null,
        assignment: filing.channel === 'assigned' ? filing.assignment : null,
        codeHash: code === null ? null : hash(code),
      });
      // Who stands at the window scans the link there; to whoever called it goes by telephone only.
      return { ...(filing.channel === 'window' ? await withLink(deps, 'filed', matter) : withoutLink(matter)), code };
    },
    atHall: async (by, filing) => {
      const code = newCode();
      const matter = await store({
        ...common({ ...filing, placeId: filing.placeId ?? by.orgId }),
        channel: 'hall',
        field: null,
        isUrgent: false,
        citizen: { name: filing.name, phone: filing.phone },
        filedBy: { role: 'hall', id: by.hallId, name: `${by.name} ${filing.operator}` },
        codeHash: hash(code),
      });
      return { ...withoutLink(matter), code };
    },
    fromLecture: async (by, { lectureId, questionId, text, askedBy, hall, field }) => {
      const matter = await storeAs(deps, idOfQuestion(lectureId, questionId), {
        channel: 'lecture',
        field,
        isUrgent: false,
        text,
        citizen: { name: askedBy === null ? hall.name : `${askedBy}（${hall.name}）`, phone: hall.phone },
        otherParty: null,
        guardian: null,
        filedBy: { role: by.role, id: by.accountId, name: by.name },
        placeId: hall.orgId,
        lectureId,
        agreesSensitive: false,
        hasReadNotice: false,
      });
      return { requestId: matter.id, number: matter.number };
    },
  };
}

const newRequestId = ({ newId }: RequestsDeps): RequestId => requestId.parse(newId());

const idOfQuestion = (lectureId: LectureId, questionId: string): RequestId =>
  requestId.parse(createHash('sha256').update(`${lectureId} ${questionId}`).digest('hex').slice(0, 24));

async function fileOwn(deps: RequestsDeps, filing: OwnFiling): Promise<Filed> {
  const { repo, filings, hash, clock } = deps;
  await refuseBlocked(deps, filing.phone);
  const browserHash = hash(filing.browserKey);
  const mine = newRequestId(deps);
  const now = clock.date();
  const since = new Date(now.getTime() - SAME_WITHIN_MS);
  const byPhone = hash(JSON.stringify(['phone', filing.phone, filing.text]));
  const byBrowser = hash(JSON.stringify(['browser', filing.browserKey, filing.text]));
  const ofBrowser = await filings.claim(byBrowser, mine, now, since);
  const first = ofBrowser === mine ? await filings.claim(byPhone, mine, now, since) : ofBrowser;
  if (ofBrowser === mine && first !== mine) {
    // Known by its telephone: whoever sends it again from here gets the same answer.
    await filings.redirect(byBrowser, first);
  }
  const known = await repo.find(first);
  if (known !== null && known.browserHash !== browserHash) return receivedFromElsewhere(deps, known);
  if (known !== null) return withLink(deps, 'again', known);
  await refuseFlood(deps, filing.phone);
  const { firm } = filing;
  const matter = await storeAs(deps, first, {
    ...common(filing),
    channel: firm === null ? 'app' : 'enterprise',
    field: firm === null ? null : 'enterprise',
    isUrgent: false,
    citizen: { name: filing.name, phone: filing.phone },
    filedBy: { role: 'citizen', id: null, name: filing.name },
    firm,
    browserHash,
    wishedId: filing.expertId,
  });
  // Two browsers at once with the same words: the second one's matter is the first one's.
  if (matter.browserHash !== browserHash) return receivedFromElsewhere(deps, matter);
  return withLink(deps, 'filed', matter);
}

/** Safe to repeat with the same id. */
async function storeAs(deps: RequestsDeps, id: RequestId, draft: Draft): Promise<RequestRecord> {
  const record = await openedRecord(deps, id, draft);
  return deps.repo.insert(record, searchableOf(deps, record));
}

async function withLink(
  { links, linkUrl }: RequestsDeps,
  result: 'filed' | 'again',
  matter: RequestRecord,
): Promise<Filed> {
  const { token, expiresAt } = await links.make(matter.id, matter.citizen.name);
  const { id, number } = matter;
  const known = { requestId: id, number, link: linkUrl(token), linkExpiresAt: expiresAt.toISOString() };
  return { result, ...known, code: null, wish: wishView(matter) };
}

const withoutLink = ({ id, number }: RequestRecord): Filed => ({
  result: 'filed',
  requestId: id,
  number,
  link: null,
  linkExpiresAt: null,
  code: null,
  wish: null,
});

const orNull = (text: string): string | null => (text === '' ? null : text);

const common = (filing: Pick<OwnFiling, 'text' | 'placeId' | 'otherParty' | 'guardian' | 'agreesSensitive'>) => ({
  text: filing.text,
  placeId: filing.placeId,
  otherParty: orNull(filing.otherParty),
  guardian: orNull(filing.guardian),
  agreesSensitive: filing.agreesSensitive,
  hasReadNotice: true,
});

function checkChannel({ role }: StaffCaller, channel: Channel): void {
  // What a leader assigns comes from the supervisor, and the supervisor takes nothing in at a window.
  if ((role === 'supervisor') !== (channel === 'assigned')) throw new AppError('forbidden', 'role_not_allowed');
}

/** Who knows only the telephone learns that it is there; the link goes to the telephone, once an hour however often it is asked for. */
async function receivedFromElsewhere(deps: RequestsDeps, known: RequestRecord): Promise<Filed> {
  const { repo, filings, hash, clock } = deps;
  const received: Filed = { ...withoutLink(known), result: 'received', requestId: null, number: null };
  const mine = newRequestId(deps);
  const key = hash(JSON.stringify(['told', known.id]));
  if ((await filings.claim(key, mine, clock.date(), new Date(clock.now() - SAME_WITHIN_MS))) !== mine) return received;
  const owed = toCitizen(known, 'request.received', { number: known.number }, clock.date());
  await repo.change(known.id, {}, { owed });
  return received;
}

async function openedRecord(deps: RequestsDeps, id: RequestId, draft: Draft): Promise<RequestRecord> {
  const { experts, orgs, clock, settings } = deps;
  const place = draft.placeId === null ? null : placeOf(deps, draft.placeId);
  const openedAt = clock.date();
  const { hasReadNotice, agreesSensitive, wishedId = null, ...fields } = draft;
  const { wish, expert } = await wishOf(deps, { expertId: wishedId, place: place?.id ?? null, field: draft.field });
  const usual = draft.isUrgent || place === null ? undefined : (await experts.covering(place.id, draft.field)).at(0);
  const covering = expert ?? usual;
  const state = draft.isUrgent ? 'toDispatch' : covering === undefined ? 'board' : 'open';
  const due = dueIn(state, openedAt.getTime(), draft.isUrgent, settings());
  const dueAt = due.dueAt === null ? null : new Date(due.dueAt);
  const number = await numberOf(deps, openedAt);
  const record: RequestRecord = {
    firm: null,
    assignment: null,
    lectureId: null,
    browserHash: null,
    codeHash: null,
    ...fields,
    wish,
    id,
    number,
    state,
    stateAt: openedAt,
    placeName: place === null ? '' : placeNameOf(deps, place),
    ownerOrgPath: (place ?? orgs.root())?.path ?? '/',
    coveringExpertId: covering?.accountId ?? null,
    coveringExpertName: covering?.name ?? null,
    expertId: null,
    expertName: null,
    conflicted: [],
    calledIn: [],
    hasAskedOther: false,
    answer: null,
    outcome: null,
    timeline: [
      { from: null, to: state, at: openedAt, by: draft.filedBy.name, role: draft.filedBy.role, reason: null, dueAt },
    ],
    consents: consentsOf(hasReadNotice, agreesSensitive, openedAt),
    files: [],
    dueAt,
    dueKind: due.dueKind,
    priority: priorityOf({ state, isUrgent: draft.isUrgent, channel: draft.channel, dueKind: due.dueKind }),
    outbox: [],
    openedAt,
  };
  return { ...record, outbox: await openingNotices(deps, record, covering) };
}

/** Counted by the year in Shanghai. */
async function numberOf({ repo }: RequestsDeps, at: Date): Promise<string> {
  const year = String(yearOf(at.getTime()));
  return `${year}-${String(await repo.nextNumber(year)).padStart(4, '0')}`;
}

function placeOf({ orgs }: RequestsDeps, id: OrgId): Org {
  const place = orgs.get(id);
  if (place !== undefined && place.level !== 'department') return place;
  throw new AppError('invalid_input', 'invalid_input', { fields: [{ path: 'placeId', reason: 'place_unknown' }] });
}

function placeNameOf({ orgs }: RequestsDeps, place: Org): string {
  const township = place.level === 'village' ? orgs.townshipOf(place.id) : undefined;
  return township === undefined ? place.name : `${township.name} ${place.name}`;
}

function consentsOf(hasReadNotice: boolean, agreesSensitive: boolean, at: Date): RequestRecord['consents'] {
  const given = { version: noticeVersion, at, isGiven: true };
  return [
    ...(hasReadNotice ? [{ kind: 'notice' as const, ...given }] : []),
    ...(agreesSensitive ? [{ kind: 'sensitive' as const, ...given }] : []),
  ];
}

async function openingNotices(
  deps: RequestsDeps,
  matter: RequestRecord,
  covering: RoutedExpert | undefined,
): Promise<OwedNotice[]> {
  const at = deps.clock.date();
  const params = { number: matter.number, requestId: matter.id };
  const toTheirs = toCitizen(matter, 'request.received', params, at);
  if (matter.state === 'toDispatch') return [...toTheirs, toOrganizers(matter, 'request.urgent', params, at)];
  if (covering === undefined) return [...toTheirs, ...(await boardNotices(matter, deps))];
  const dueAt = matter.dueAt?.toISOString() ?? '';
  const to = { account: covering.accountId };
  return [...toTheirs, owe({ kind: 'request.assigned', to, params: { ...params, dueAt }, at })];
}

function searchableOf({ spell }: RequestsDeps, { citizen, number, firm }: RequestRecord): string {
  const words = [citizen.name, firm?.name ?? '', number].join(' ').toLowerCase();
  return `${words} ${spell(`${citizen.name}${firm?.name ?? ''}`)}`;
}
