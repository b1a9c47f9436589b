import type { Connection } from 'mongoose';
import { createAgreementRepo } from '../agreements/agreement.repo.ts';
import { createAuditRepo } from '../audit/audit.repo.ts';
import { createAudit } from '../audit/audit.service.ts';
import { createAuthRepo } from '../auth/auth.repo.ts';
import { createConsultationRepo } from '../consultations/consultation.repo.ts';
import { createMeetingFactsRepo } from '../consultations/meeting-facts.repo.ts';
import type { Database } from '../db/connect.ts';
import { createProcessHeartbeat } from '../db/process-heartbeat.ts';
import { createExpertRepo } from '../experts/expert.repo.ts';
import { createFigureRepo } from '../figures/figure.repo.ts';
import { createHallRepo } from '../halls/hall.repo.ts';
import type { Clock } from '../kernel/clock.ts';
import type { FileStore } from '../kernel/file-store.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Outbox } from '../kernel/outbox.ts';
import { createDeliveryRepo } from '../notices/delivery.repo.ts';
import { createOrgRepo } from '../orgs/org.repo.ts';
import { createRatingRepo } from '../ratings/rating.repo.ts';
import { createRecordRepo } from '../records/record.repo.ts';
import { createFilingRepo } from '../requests/filing.repo.ts';
import { createRequestRepo } from '../requests/request.repo.ts';
import { createSettingsRepo } from '../settings/settings.repo.ts';
import { createVisitRepo } from '../visits/visit.repo.ts';
import { createLectureStores } from './lecture-stores.ts';
import { verifyEverything } from './verify.ts';

type StoreDeps = {
  database: Database;
  files: Pick<FileStore, 'read'>;
  /** Of the photos of rooms. */
  photoFiles: Pick<FileStore, 'read'>;
  clock: Clock;
  log: Logger;
  onDeclaredDead?: () => void;
};

/** Everything that is in the database, without anything that runs: all models are defined once this returns. */
export function composeStores({ database, files, photoFiles, clock, log, onDeclaredDead }: StoreDeps) {
  const { connection } = database;
  const audit = createAudit({ repo: createAuditRepo(connection), clock, log });
  const heartbeat = createProcessHeartbeat({ connection, clock, log, ...(onDeclaredDead && { onDeclaredDead }) });
  const lectures = createLectureStores({ connection, heartbeat, clock, log });
  const matters = createMatterStores(connection, clock);
  const { requests, experts, records, agreements, consultations, ratings, visits } = matters;
  const meetingFacts = createMeetingFactsRepo(connection, clock);
  return {
    audit,
    ...matters,
    meetingFacts,
    heartbeat,
    ...lectures,
    auth: createAuthRepo(connection),
    orgs: createOrgRepo(connection),
    halls: createHallRepo(connection),
    filings: createFilingRepo(connection),
    settings: createSettingsRepo(connection),
    deliveries: createDeliveryRepo(connection),
    /** Every repository whose documents owe notices. */
    outboxes: outboxesOf(requests, experts, records, agreements, consultations, meetingFacts.outbox, ratings, visits),
    /** What differs between facts and what was derived from them, in sentences. */
    verify: () => verifyEverything({ audit, ...lectures, ...matters, files, photoFiles, clock }),
  };
}

/** What matters and those who handle them are kept in. */
const createMatterStores = (connection: Connection, clock: Clock) => ({
  requests: createRequestRepo(connection),
  experts: createExpertRepo(connection),
  consultations: createConsultationRepo(connection, clock),
  records: createRecordRepo(connection),
  agreements: createAgreementRepo(connection),
  ratings: createRatingRepo(connection),
  visits: createVisitRepo(connection),
  figures: createFigureRepo(connection),
});

const outboxesOf = (...outboxes: Outbox[]): readonly Outbox[] => outboxes;

export type Stores = ReturnType<typeof composeStores>;
