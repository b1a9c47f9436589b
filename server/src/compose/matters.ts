import { createMatterParties } from '../agreements/matter-parties.ts';
import type { Config } from '../config.ts';
import type { ConsultationsDeps } from '../consultations/consultation-ports.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Connections } from '../kernel/connections.ts';
import type { Disposer } from '../kernel/disposer.ts';
import type { FileStore } from '../kernel/file-store.ts';
import type { Logger } from '../kernel/logger.ts';
import { createSettings } from '../settings/settings.service.ts';
import type { DomainBuses } from '../subscriptions.ts';
import { composeAfter, countStandings } from './after.ts';
import { composeConsultations } from './consultations.ts';
import { composeExperts } from './experts.ts';
import { contactsOf, mattersForMeetings, mattersForPapers } from './matter-faces.ts';
import { composeNotices } from './notices.ts';
import { composePapers } from './papers.ts';
import type { People } from './people.ts';
import { composeRequests } from './requests.ts';
import type { Stores } from './stores.ts';

export type MattersDeps = {
  config: Config;
  stores: Stores;
  buses: DomainBuses;
  people: People;
  connections: Connections;
  openRoom: ConsultationsDeps['openRoom'];
  files: FileStore;
  clock: Clock;
  log: Logger;
  owner: Disposer;
};

/** A citizen's matter from its first sentence to its papers: experts, requests, meetings, records, and who is told. */
export function composeMatters({ openRoom, ...deps }: MattersDeps) {
  const { stores, clock, owner } = deps;
  const settings = owner.own('settings', createSettings({ repo: stores.settings, clock }));
  const experts = composeExperts({
    ...deps,
    settings: () => settings.now(),
    standings: countStandings(stores, deps.clock),
    countOpenMatters: () => stores.requests.openMatters(),
  });
  const requests = composeRequests({
    ...deps,
    settings,
    experts: experts.experts.routing,
    callOffMeeting: (...meeting) => consultations.consultations.rebooking.callOff(...meeting),
  });
  const partiesOf = createMatterParties(stores.agreements);
  const meetings = mattersForMeetings(requests.requests, partiesOf);
  const consultations = composeConsultations({
    ...deps,
    experts,
    openRoom,
    matters: meetings,
    settings: () => settings.now(),
  });
  const notices = composeNotices({
    ...deps,
    outboxes: stores.outboxes,
    contacts: contactsOf(requests.requests, partiesOf),
  });
  const papers = composePapers({ ...deps, matters: mattersForPapers(requests, consultations.consultations) });
  const after = composeAfter({ ...deps, matters: requests });
  return {
    experts,
    requests,
    consultations,
    notices,
    papers,
    after,
    start: async (): Promise<void> => {
      await settings.start();
      requests.start();
      notices.start();
      after.start();
    },
  };
}
