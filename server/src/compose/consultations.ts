import type { AccountRole } from '#shared/kit/caller.ts';
import type { AccountId } from '#shared/kit/ids.ts';
import type { Config } from '../config.ts';
import { createConsultationCommands } from '../consultations/consultation.commands.ts';
import { createConsultationRoutes } from '../consultations/consultation.routes.ts';
import type { ConsultationsDeps } from '../consultations/consultation-ports.ts';
import { createConsultations } from '../consultations/consultations.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Connections } from '../kernel/connections.ts';
import type { Disposer } from '../kernel/disposer.ts';
import type { Logger } from '../kernel/logger.ts';
import { spell } from '../orgs/pinyin.rules.ts';
import type { DomainBuses } from '../subscriptions.ts';
import type { ExpertsPart } from './experts.ts';
import { newId } from './new-id.ts';
import type { People } from './people.ts';
import type { Stores } from './stores.ts';

type ConsultationsPartDeps = Pick<ConsultationsDeps, 'matters' | 'openRoom' | 'settings'> & {
  config: Config;
  stores: Stores;
  buses: DomainBuses;
  people: People;
  experts: ExpertsPart;
  connections: Connections;
  clock: Clock;
  log: Logger;
  owner: Disposer;
};

/** Meetings of citizens with experts; whose matters they are of is known to who keeps the matters. */
export function composeConsultations(deps: ConsultationsPartDeps) {
  const { config, stores, buses, people, experts, matters, openRoom, settings, connections, clock, log, owner } = deps;
  const { publicUrl } = config;
  const consultations = owner.own(
    'consultations',
    createConsultations({
      repo: stores.consultations,
      facts: stores.meetingFacts,
      matters,
      experts: {
        find: async (id) => {
          const [expert, account] = await Promise.all([
            experts.experts.routing.find(id),
            accountOf(people, 'expert', id),
          ]);
          return expert && { name: expert.name, orgName: account?.orgName ?? '', isActive: expert.isActive };
        },
        availability: (id, from, to) => experts.experts.routing.availability(id, from, to),
      },
      departments: {
        find: (id) => accountOf(people, 'department', id),
        all: async () =>
          (await people.auth.accounts.withRole('department')).map(({ id: accountId, name, orgName }) => ({
            accountId,
            name,
            orgName,
            pinyin: spell(`${orgName} ${name}`),
          })),
      },
      guestLinks: people.auth.matterLinks,
      guestUrl: (token) => `${publicUrl}/matter/${token}`,
      publicUrl,
      openRoom,
      connections,
      publish: buses.consultations.publish,
      newId,
      settings,
      clock,
      log,
    }),
  );
  return {
    consultations,
    routes: createConsultationRoutes(consultations),
    commands: createConsultationCommands(consultations),
  };
}

export type ConsultationsPart = ReturnType<typeof composeConsultations>;

async function accountOf({ auth }: People, role: AccountRole, id: AccountId) {
  const account = (await auth.accounts.withRole(role)).find((each) => each.id === id);
  return account === undefined ? null : { name: account.name, orgName: account.orgName };
}
