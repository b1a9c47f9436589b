import { verifyAgreements } from '../agreements/verify-agreements.ts';
import type { Attendance } from '../attendance/attendance.service.ts';
import type { Audit } from '../audit/audit.service.ts';
import { verifyConsultations } from '../consultations/verify-consultations.ts';
import type { ExpertRepo } from '../experts/expert.repo.ts';
import { createExpertLoad } from '../experts/expert-load.ts';
import type { FigureRepo } from '../figures/figure.repo.ts';
import { createFigures } from '../figures/figures.ts';
import type { Clock } from '../kernel/clock.ts';
import type { FileStore } from '../kernel/file-store.ts';
import type { RecordRepo } from '../records/record.repo.ts';
import { verifyRecords } from '../records/verify-records.ts';
import { verifyRequests } from '../requests/verify-requests.ts';
import type { RoomPhotoRepo } from '../room-photos/room-photo.repo.ts';
import { verifyRoomPhotos } from '../room-photos/verify-room-photos.ts';
import { type FigureSources, figureEvents } from './figure-events.ts';

type Verified = FigureSources & {
  audit: Pick<Audit, 'verify'>;
  attendance: Pick<Attendance, 'verify'>;
  reports: { verify(): Promise<string[]> };
  certificates: { verify(): Promise<string[]> };
  records: RecordRepo;
  experts: ExpertRepo;
  figures: FigureRepo;
  roomPhotos: Pick<RoomPhotoRepo, 'kept'>;
  files: Pick<FileStore, 'read'>;
  photoFiles: Pick<FileStore, 'read'>;
  clock: Clock;
};

/** What differs between facts and what was derived from them, in sentences. */
export async function verifyEverything({
  audit,
  attendance,
  reports,
  certificates,
  ...kept
}: Verified): Promise<string[]> {
  const { requests, consultations, records, agreements, experts, figures, roomPhotos, files, photoFiles, clock } = kept;
  const { flaw } = await audit.verify();
  const { problems } = await attendance.verify();
  const load = createExpertLoad({ repo: experts, countOpenMatters: requests.openMatters });
  return [
    ...(flaw ? [`audit row ${flaw.seq} is ${flaw.problem}`] : []),
    ...problems,
    ...(await verifyRequests(requests, files.read)),
    ...(await load.verify()),
    ...(await verifyConsultations(consultations)),
    ...(await verifyRecords(records)),
    ...(await verifyAgreements(agreements, files.read)),
    ...(await createFigures({ repo: figures, events: figureEvents(kept, () => undefined), clock }).verify()),
    ...(await reports.verify()),
    ...(await certificates.verify()),
    ...(await verifyRoomPhotos(roomPhotos, photoFiles.read)),
  ];
}
