import type { HallLecture } from '#shared/halls.ts';
import type { HallId } from '#shared/kit/ids.ts';
import type { Audit } from '../audit/audit.service.ts';
import { createAuthRoutes } from '../auth/auth.routes.ts';
import { type Auth, createAuth } from '../auth/auth.service.ts';
import type { Config } from '../config.ts';
import { createHallRoutes } from '../halls/hall.routes.ts';
import { createEnsureHalls, createHalls, type Halls } from '../halls/hall.service.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Disposer } from '../kernel/disposer.ts';
import type { Logger } from '../kernel/logger.ts';
import { createOrgRoutes } from '../orgs/org.routes.ts';
import { createOrgs, type Orgs } from '../orgs/org.service.ts';
import { spell } from '../orgs/pinyin.rules.ts';
import type { DomainBuses } from '../subscriptions.ts';
import { sessionSecret } from './session-secret.ts';
import type { Stores } from './stores.ts';

export type PeopleDeps = {
  config: Config;
  stores: Stores;
  buses: DomainBuses;
  /** Asked only once lectures are there. */
  lecturesForHall: (hallId: HallId, orgPath: string) => Promise<HallLecture[]>;
  /** Of the county's settings; asked only once they are there. */
  helpTelephone: () => string;
  clock: Clock;
  log: Logger;
};

/** People and places: accounts and sessions, the tree, its halls, and the log of who did what. */
export function composePeople({ config, stores, buses, lecturesForHall, helpTelephone, clock, log }: PeopleDeps) {
  const orgs: Orgs = createOrgs({
    repo: stores.orgs,
    ensureHalls: createEnsureHalls(stores.halls),
    clock,
    publish: buses.orgs.publish,
  });
  const secret = sessionSecret(config.SESSION_SECRET, config.DATA_DIR);
  const auth: Auth = createAuth({
    repo: stores.auth,
    places: orgs,
    spell,
    sessionSecret: secret,
    clock,
    log,
    publish: buses.auth.publish,
  });
  const halls: Halls = createHalls({
    repo: stores.halls,
    orgs,
    devices: auth.devices,
    hash: auth.hash,
    lecturesForHall,
    clock,
  });
  const audit: Audit = stores.audit;
  const linkUrl = (token: string): string => `${config.publicUrl}/link/${token}`;
  return {
    audit,
    auth,
    halls,
    orgs,
    routes: {
      ...createAuthRoutes({ auth, linkUrl }),
      ...createOrgRoutes({ orgs }),
      ...createHallRoutes({ halls, helpTelephone }),
    },
    start: async (owner: Disposer): Promise<void> => {
      await owner.own('orgs', orgs).start();
      await owner.own('auth', auth).start();
    },
  };
}

export type People = ReturnType<typeof composePeople>;
