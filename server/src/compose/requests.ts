import { randomInt } from 'node:crypto';
import type { StaffCaller } from '#shared/kit/caller.ts';
import { type HallId, orgId } from '#shared/kit/ids.ts';
import type { Config } from '../config.ts';
import type { ExpertRouting } from '../experts/expert-routing.ts';
import { pairingCodeOf } from '../halls/hall.rules.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Disposer } from '../kernel/disposer.ts';
import { createFileScan } from '../kernel/file-scan.ts';
import type { FileStore } from '../kernel/file-store.ts';
import { createPdfLook } from '../kernel/pdf-look.ts';
import { spell } from '../orgs/pinyin.rules.ts';
import type { AskedMatter } from '../questions/question-matter.routes.ts';
import { createMatterRoutes, createRequestRoutes } from '../requests/request.routes.ts';
import type { RequestsDeps } from '../requests/request-ports.ts';
import { createRequests, type Requests } from '../requests/requests.ts';
import { createSettingsRoutes } from '../settings/settings.routes.ts';
import type { CountySettings } from '../settings/settings.service.ts';
import { newId } from './new-id.ts';
import type { People } from './people.ts';
import type { Stores } from './stores.ts';

type RequestsPartDeps = {
  config: Config;
  stores: Stores;
  people: People;
  experts: ExpertRouting;
  settings: CountySettings;
  callOffMeeting: RequestsDeps['callOffMeeting'];
  files: FileStore;
  clock: Clock;
  owner: Disposer;
};

/** Late by no more than this is a clock that has run out. */
const TICK_MS = 5_000;
const PURGE_MS = 6 * 3_600_000;

/** Matters of citizens, and the county's own rules by which they move. */
export function composeRequests({
  config,
  stores,
  people,
  experts,
  settings,
  callOffMeeting,
  files,
  clock,
  owner,
}: RequestsPartDeps) {
  const linkUrl = (token: string): string => `${config.publicUrl}/matter/${token}`;
  const deps: RequestsDeps = {
    repo: stores.requests,
    filings: stores.filings,
    orgs: people.orgs,
    experts,
    links: linksFace(people),
    linkUrl,
    hash: people.auth.hash,
    newCode: () => pairingCodeOf((n) => randomInt(n)),
    spell,
    files,
    scan: createFileScan(config.FILE_SCANNER),
    pdf: createPdfLook(),
    callOffMeeting,
    settings: () => settings.now(),
    newId,
    clock,
  };
  const requests = createRequests(deps);
  const routesDeps = { ...deps, requests };
  return {
    requests,
    settings,
    /** A question of a lecture, filed for its hall. */
    fileQuestion: (by: StaffCaller, { hallId, ...asked }: AskedMatter) =>
      fileQuestion(people, requests, by, hallId, asked),
    routes: {
      ...createRequestRoutes(routesDeps),
      ...createMatterRoutes(routesDeps),
      ...createSettingsRoutes(settings),
    },
    start: (): void => {
      owner.own(
        'clocks of matters',
        clock.every(TICK_MS, 'clocks of matters', () => requests.tick()),
      );
      owner.own(
        'purge of filings',
        clock.every(PURGE_MS, 'purge filings', async () => void (await requests.purge())),
      );
    },
  };
}

async function fileQuestion(
  { halls }: People,
  { filing }: Requests,
  by: StaffCaller,
  id: HallId,
  asked: Omit<AskedMatter, 'hallId'>,
) {
  const place = halls.place(id);
  if (place === undefined) throw new AppError('not_found', 'hall_unknown');
  const hall = { id, name: place.name, phone: await halls.phoneOf(id), orgId: orgId.parse(id) };
  return filing.fromLecture(by, { ...asked, hall });
}

export type RequestsPart = ReturnType<typeof composeRequests>;

function linksFace({ auth: { matterLinks } }: People): RequestsDeps['links'] {
  return {
    make: (requestId, name, expiresAt) =>
      matterLinks.make({ role: 'citizen', requestId, consultationId: null, partyId: null, name }, expiresAt),
    ofRequest: (id) => matterLinks.ofRequest(id),
    renew: (id) => matterLinks.renew(id),
    extend: (id, until) => matterLinks.extend(id, until),
    revokeAll: (id) => matterLinks.revokeOf(id, { role: 'citizen' }),
  };
}
