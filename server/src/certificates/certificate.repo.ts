import type { Connection } from 'mongoose';
import { type HallId, hallId, type LectureId } from '#shared/kit/ids.ts';
import { guarded, insertedOnce } from '../db/errors.ts';
import { createYearCounter } from '../db/year-counter.ts';
import { type CertificateDocument, certificateModel } from './certificate.model.ts';

export type CertificateContent = Omit<CertificateDocument['content'], 'startedAt'> & { readonly startedAt: number };
/** Times in milliseconds. */
export type CertificateData = {
  readonly lectureId: string;
  readonly hallId: HallId;
  readonly number: string;
  readonly token: string;
  readonly hash: string;
  readonly issuedAt: number;
  readonly content: CertificateContent;
};

export type CertificateRepo = {
  /** False where the hall has one already. */
  insert(certificate: CertificateData): Promise<boolean>;
  find(lectureId: LectureId, hall: HallId): Promise<CertificateData | null>;
  of(lectureId: LectureId): Promise<CertificateData[]>;
  byToken(token: string): Promise<CertificateData | null>;
  nextNumber(year: number): Promise<number>;
  each(visit: (certificate: CertificateData) => void): Promise<void>;
};

export function createCertificateRepo(connection: Connection): CertificateRepo {
  const model = certificateModel(connection);
  const keyOf = (lecture: string, hall: string): string => `${lecture}-${hall}`;
  const orNull = (row: CertificateDocument | null) => (row === null ? null : dataOf(row));
  return {
    insert: ({ issuedAt, content, ...rest }) =>
      guarded(async () => {
        const times = { issuedAt: new Date(issuedAt), content: { ...content, startedAt: new Date(content.startedAt) } };
        return insertedOnce(() => model.create({ _id: keyOf(rest.lectureId, rest.hallId), ...rest, ...times }));
      }),
    find: (lecture, hall) => guarded(async () => orNull(await model.findById(keyOf(lecture, hall)).lean())),
    of: (lectureId) => guarded(async () => (await model.find({ lectureId }).lean()).map(dataOf)),
    byToken: (token) => guarded(async () => orNull(await model.findOne({ token }).lean())),
    nextNumber: createYearCounter(connection, 'certificateCounters'),
    each: (visit) =>
      guarded(async () => {
        for await (const row of model.find().sort({ _id: 1 }).lean().cursor()) visit(dataOf(row));
      }),
  };
}

const dataOf = ({ _id, issuedAt, content, ...row }: CertificateDocument): CertificateData => ({
  ...row,
  hallId: hallId.parse(row.hallId),
  issuedAt: issuedAt.getTime(),
  content: { ...content, startedAt: content.startedAt.getTime() },
});
