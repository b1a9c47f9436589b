import type { Connection } from 'mongoose';
import { type HallId, hallId, type LectureId, lectureId } from '#shared/kit/ids.ts';
import { guarded, insertedOnce } from '../db/errors.ts';
import { createYearCounter } from '../db/year-counter.ts';
import { type CertificateDocument, certificateModel } from './certificate.model.ts';

export type CertificateContent = Omit<CertificateDocument['content'], 'startedAt'> & { readonly startedAt: number };
export type Withdrawal = { readonly at: number; readonly by: string; readonly reason: string };
/** What is printed; times in milliseconds. */
export type IssuedCertificate = {
  readonly lectureId: LectureId;
  readonly hallId: HallId;
  readonly number: string;
  readonly token: string;
  readonly hash: string;
  readonly issuedAt: number;
  readonly content: CertificateContent;
};
export type CertificateData = IssuedCertificate & { readonly withdrawn: Withdrawal | null };

export type CertificateRepo = {
  /** As the hall's one after `before` others; false where there is such a one already. */
  insert(certificate: IssuedCertificate, before: number): Promise<boolean>;
  /** All that were issued, oldest first; with `hall` those of one. */
  of(lectureId: LectureId, hall?: HallId): Promise<CertificateData[]>;
  byToken(token: string): Promise<CertificateData | null>;
  /** Does nothing where it is withdrawn already. */
  withdraw(token: string, withdrawal: Withdrawal): Promise<void>;
  nextNumber(year: number): Promise<number>;
  each(visit: (certificate: CertificateData) => void): Promise<void>;
};

export function createCertificateRepo(connection: Connection): CertificateRepo {
  const model = certificateModel(connection);
  return {
    insert: ({ issuedAt, content, ...rest }, before) =>
      guarded(async () => {
        const times = { issuedAt: new Date(issuedAt), content: { ...content, startedAt: new Date(content.startedAt) } };
        const _id = `${rest.lectureId}-${rest.hallId}${before === 0 ? '' : `-${before + 1}`}`;
        return insertedOnce(() => model.create({ _id, ...rest, ...times, withdrawn: null }));
      }),
    of: (lecture, hall) =>
      guarded(async () => {
        const filter = { lectureId: lecture, ...(hall && { hallId: hall }) };
        return (await model.find(filter).sort({ issuedAt: 1, _id: 1 }).lean()).map(dataOf);
      }),
    byToken: (token) =>
      guarded(async () => {
        const row = await model.findOne({ token }).lean();
        return row === null ? null : dataOf(row);
      }),
    withdraw: (token, { at, by, reason }) =>
      guarded(async () => {
        await model.updateOne({ token, withdrawn: null }, { $set: { withdrawn: { at: new Date(at), by, reason } } });
      }),
    nextNumber: createYearCounter(connection, 'certificateCounters'),
    each: (visit) =>
      guarded(async () => {
        for await (const row of model.find().sort({ _id: 1 }).lean().cursor()) visit(dataOf(row));
      }),
  };
}

const dataOf = ({ _id, issuedAt, content, withdrawn, ...row }: CertificateDocument): CertificateData => ({
  ...row,
  lectureId: lectureId.parse(row.lectureId),
  hallId: hallId.parse(row.hallId),
  issuedAt: issuedAt.getTime(),
  content: { ...content, startedAt: content.startedAt.getTime() },
  withdrawn: withdrawn ? { ...withdrawn, at: withdrawn.at.getTime() } : null,
});
