import type { AuthEvents } from './auth/auth.events.ts';
import type { ConsultationEvents } from './consultations/consultation.events.ts';
import type { Consultations } from './consultations/consultations.ts';
import { type Bus, createBus } from './kernel/bus.ts';
import { hallChannel } from './kernel/connections.ts';
import type { Handle } from './kernel/disposer.ts';
import type { Logger } from './kernel/logger.ts';
import type { LectureEvents } from './lectures/lecture.events.ts';
import type { Lectures } from './lectures/lectures.ts';
import type { OrgEvents } from './orgs/org.events.ts';
import type { SocketServer } from './transport/socket-server.ts';

/** What modules tell each other, a bus for each, so that a module can only say what it declares. What must not be lost is in the database. */
export type DomainBuses = {
  auth: Bus<AuthEvents>;
  orgs: Bus<OrgEvents>;
  lectures: Bus<LectureEvents>;
  consultations: Bus<ConsultationEvents>;
};

export const createBuses = (log: Logger): DomainBuses => ({
  auth: createBus<AuthEvents>(log),
  orgs: createBus<OrgEvents>(log),
  lectures: createBus<LectureEvents>(log),
  consultations: createBus<ConsultationEvents>(log),
});

/** What follows from what, in one list. */
export function subscribe(
  buses: DomainBuses,
  {
    sockets,
    lectures,
    consultations,
  }: {
    sockets: SocketServer;
    lectures: Pick<Lectures, 'sessionEnded'>;
    consultations: Pick<Consultations, 'sessionEnded'>;
  },
): Handle {
  const handles = [
    buses.auth.on('session.ended', ({ sessionId, reason }) => {
      // Out of the room first: a closed socket alone would count as a cut, and media is kept over a cut.
      lectures.sessionEnded(sessionId);
      consultations.sessionEnded(sessionId);
      sockets.closeSession(sessionId, reason);
    }),
    buses.lectures.on('lecture.scheduleChanged', ({ hallIds }) => {
      for (const hallId of hallIds)
        sockets.connections.publish({ channel: hallChannel(hallId) }, 'hall:scheduleChanged', {});
    }),
  ];
  return {
    close: () => {
      for (const handle of handles) handle.close();
    },
  };
}
