import { createAgreementRepo } from '../agreements/agreement.repo.ts';
import { verifyAgreements } from '../agreements/verify-agreements.ts';
import { createAuditRepo } from '../audit/audit.repo.ts';
import { createAudit } from '../audit/audit.service.ts';
import { createAuthRepo } from '../auth/auth.repo.ts';
import { createConsultationRepo } from '../consultations/consultation.repo.ts';
import { createMeetingFactsRepo } from '../consultations/meeting-facts.repo.ts';
import { verifyConsultations } from '../consultations/verify-consultations.ts';
import type { Database } from '../db/connect.ts';
import { createProcessHeartbeat } from '../db/process-heartbeat.ts';
import { createExpertRepo } from '../experts/expert.repo.ts';
import { createFigureRepo } from '../figures/figure.repo.ts';
import { createFigures } from '../figures/figures.ts';
import { createHallRepo } from '../halls/hall.repo.ts';
import type { Clock } from '../kernel/clock.ts';
import type { FileStore } from '../kernel/file-store.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Outbox } from '../kernel/outbox.ts';
import { createDeliveryRepo } from '../notices/delivery.repo.ts';
import { createOrgRepo } from '../orgs/org.repo.ts';
import { createRatingRepo } from '../ratings/rating.repo.ts';
import { createRecordRepo } from '../records/record.repo.ts';
import { verifyRecords } from '../records/verify-records.ts';
import { createFilingRepo } from '../requests/filing.repo.ts';
import { createRequestRepo } from '../requests/request.repo.ts';
import { createSettingsRepo } from '../settings/settings.repo.ts';
import { createVisitRepo } from '../visits/visit.repo.ts';
import { figureEvents } from './figure-events.ts';
import { createLectureStores } from './lecture-stores.ts';

type StoreDeps = {
  database: Database;
  files: Pick<FileStore, 'read'>;
  clock: Clock;
  log: Logger;
  onDeclaredDead?: () => void;
};

/** Everything that is in the database, without anything that runs: all models are defined once this returns. */
export function composeStores({ database, files, clock, log, onDeclaredDead }: StoreDeps) {
  const { connection } = database;
  const audit = createAudit({ repo: createAuditRepo(connection), clock, log });
  const heartbeat = createProcessHeartbeat({ connection, clock, log, ...(onDeclaredDead && { onDeclaredDead }) });
  const lectures = createLectureStores({ connection, heartbeat, clock, log });
  const records = createRecordRepo(connection);
  const agreements = createAgreementRepo(connection);
  const consultations = createConsultationRepo(connection, clock);
  const meetingFacts = createMeetingFactsRepo(connection, clock);
  const requests = createRequestRepo(connection);
  const ratings = createRatingRepo(connection);
  const visits = createVisitRepo(connection);
  const figures = createFigureRepo(connection);
  return {
    audit,
    consultations,
    meetingFacts,
    heartbeat,
    ...lectures,
    auth: createAuthRepo(connection),
    orgs: createOrgRepo(connection),
    halls: createHallRepo(connection),
    experts: createExpertRepo(connection),
    requests,
    filings: createFilingRepo(connection),
    settings: createSettingsRepo(connection),
    deliveries: createDeliveryRepo(connection),
    records,
    agreements,
    ratings,
    visits,
    figures,
    /** Every repository whose documents owe notices. */
    outboxes: outboxesOf(requests, records, agreements, consultations, meetingFacts.outbox, ratings, visits),
    /** What differs between facts and what was derived from them, in sentences. */
    verify: async (): Promise<string[]> => {
      const { flaw } = await audit.verify();
      const { problems } = await lectures.attendance.verify();
      const sources = { requests, consultations, agreements, ratings, visits };
      const events = figureEvents(sources, () => undefined);
      const papers = [...(await verifyRecords(records)), ...(await verifyAgreements(agreements, files.read))];
      return [
        ...(flaw ? [`audit row ${flaw.seq} is ${flaw.problem}`] : []),
        ...problems,
        ...papers,
        ...(await verifyConsultations(consultations)),
        ...(await createFigures({ repo: figures, events, clock }).verify()),
        ...(await lectures.reports.verify()),
      ];
    },
  };
}

const outboxesOf = (...outboxes: Outbox[]): readonly Outbox[] => outboxes;

export type Stores = ReturnType<typeof composeStores>;
