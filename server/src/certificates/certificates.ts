import { createHash, randomBytes } from 'node:crypto';
import type { HallId, LectureId } from '#shared/kit/ids.ts';
import type { PaperCheck } from '#shared/papers.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import type { CertificateContent, CertificateData, CertificateRepo } from './certificate.repo.ts';

export type Certificates = {
  /** What the hall has, or a new one; of two who ask at once both get the same. */
  issue(lectureId: LectureId, hallId: HallId, content: CertificateContent): Promise<CertificateData>;
  of(lectureId: LectureId): Promise<CertificateData[]>;
  /** Rejects with `not_found/certificate_unknown`. */
  get(lectureId: LectureId, hallId: HallId): Promise<CertificateData>;
  check(token: string): Promise<PaperCheck | null>;
  /** Certificates that are not what was issued, in sentences. */
  verify(): Promise<string[]>;
};

const OFFSET_MS = 8 * 3_600_000;
const PREFIX = '舒学';

export function createCertificates({ repo, clock }: { repo: CertificateRepo; clock: Clock }): Certificates {
  return {
    issue: async (lectureId, hallId, content) => {
      const before = await repo.find(lectureId, hallId);
      if (before !== null) return before;
      const issuedAt = clock.now();
      const year = new Date(issuedAt + OFFSET_MS).getUTCFullYear();
      const number = `${PREFIX}〔${year}〕${await repo.nextNumber(year)}号`;
      const token = randomBytes(16).toString('base64url');
      const made = { lectureId, hallId, number, token, issuedAt, content };
      const certificate = { ...made, hash: hashOf(made) };
      if (await repo.insert(certificate)) return certificate;
      const other = await repo.find(lectureId, hallId);
      if (other === null) throw new AppError('unavailable', 'timeout');
      return other;
    },
    of: (lectureId) => repo.of(lectureId),
    get: async (lectureId, hallId) => {
      const found = await repo.find(lectureId, hallId);
      if (found === null) throw new AppError('not_found', 'certificate_unknown');
      return found;
    },
    check: async (token) => {
      const found = await repo.byToken(token);
      if (found === null) return null;
      const { number, issuedAt, hash } = found;
      const result = hashOf(found) === hash ? 'valid' : 'altered';
      return { result, kind: 'attendance', number, date: new Date(issuedAt).toISOString(), hash };
    },
    verify: async () => {
      const problems: string[] = [];
      await repo.each((one) => {
        if (hashOf(one) !== one.hash) problems.push(`certificate ${one.number} is not what was issued`);
      });
      return problems;
    },
  };
}

function hashOf({ lectureId, hallId, number, issuedAt, content }: Omit<CertificateData, 'hash' | 'token'>): string {
  const { hallName, townshipName, title, lecturerName, ownerOrgName, startedAt, minutes, heads, isSupplement } =
    content;
  const said = [lectureId, hallId, number, issuedAt, hallName, townshipName, title, lecturerName, ownerOrgName];
  return createHash('sha256')
    .update(JSON.stringify([...said, startedAt, minutes, heads, isSupplement]))
    .digest('hex');
}
