import { randomInt } from 'node:crypto';
import type { Config } from '../config.ts';
import type { ExpertRouting } from '../experts/expert-routing.ts';
import { pairingCodeOf } from '../halls/hall.rules.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Disposer } from '../kernel/disposer.ts';
import { createFileScan } from '../kernel/file-scan.ts';
import type { FileStore } from '../kernel/file-store.ts';
import { createPdfLook } from '../kernel/pdf-look.ts';
import { spell } from '../orgs/pinyin.rules.ts';
import { createMatterRoutes, createRequestRoutes } from '../requests/request.routes.ts';
import type { RequestsDeps } from '../requests/request-ports.ts';
import { createRequests } from '../requests/requests.ts';
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
  files: FileStore;
  clock: Clock;
  owner: Disposer;
};

/** Late by no more than this is a clock that has run out. */
const TICK_MS = 5_000;
const PURGE_MS = 6 * 3_600_000;

/** Matters of citizens, and the county's own rules by which they move. */
export function composeRequests({ config, stores, people, experts, settings, files, clock, owner }: RequestsPartDeps) {
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
    settings: () => settings.now(),
    newId,
    clock,
  };
  const requests = createRequests(deps);
  const routesDeps = { ...deps, requests };
  return {
    requests,
    settings,
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
