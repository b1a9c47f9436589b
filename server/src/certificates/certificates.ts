import { createHash, randomBytes } from 'node:crypto';
import type { Certificate } from '#shared/certificates.ts';
import type { HallId, LectureId } from '#shared/kit/ids.ts';
import { yearOf } from '#shared/kit/time.ts';
import type { PaperCheck } from '#shared/papers.ts';
import { certificateTexts } from '#shared/text/zh-CN/certificates.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import type { CertificateContent, CertificateData, CertificateRepo, IssuedCertificate } from './certificate.repo.ts';

/** Of each hall what could be certified now; halls that earned nothing are not in it. */
export type Earned = ReadonlyMap<HallId, CertificateContent>;
export type JudgedCertificate = CertificateData & { readonly state: Certificate['state'] };

export type Certificates = {
  /** What the hall has, or a new one; of two who ask at once both get the same. */
  issue(lectureId: LectureId, hallId: HallId, content: CertificateContent, by: string): Promise<JudgedCertificate>;
  withdraw(lectureId: LectureId, hallId: HallId, number: string, why: { by: string; reason: string }): Promise<void>;
  /** All that were issued, oldest first. */
  of(lectureId: LectureId, earned: Earned): Promise<JudgedCertificate[]>;
  check(token: string): Promise<PaperCheck | null>;
  /** Certificates that are not what was issued, in sentences. */
  verify(): Promise<string[]>;
};

type Deps = {
  readonly repo: CertificateRepo;
  readonly earned: (lectureId: LectureId) => Promise<Earned>;
  readonly clock: Clock;
};

const PREFIX = '舒学';

export function createCertificates({ repo, earned, clock }: Deps): Certificates {
  const insert = async (lectureId: LectureId, hallId: HallId, content: CertificateContent, before: number) => {
    const issuedAt = clock.now();
    const year = yearOf(issuedAt);
    const number = `${PREFIX}〔${year}〕${await repo.nextNumber(year)}号`;
    const token = randomBytes(16).toString('base64url');
    const made = { lectureId, hallId, number, token, issuedAt, content };
    return repo.insert({ ...made, hash: hashOf(made) }, before);
  };

  return {
    issue: async (lectureId, hallId, content, by) => {
      const before = await repo.of(lectureId, hallId);
      for (const one of before.filter(({ withdrawn }) => withdrawn === null)) {
        if (isSame(one.content, content)) return { ...one, state: 'valid' };
        await repo.withdraw(one.token, { at: clock.now(), by, reason: certificateTexts.replaced });
      }
      await insert(lectureId, hallId, content, before.length);
      // Of two at once one is in: the last one is what both answer.
      const last = (await repo.of(lectureId, hallId)).at(-1);
      if (last === undefined) throw new AppError('unavailable', 'timeout');
      return { ...last, state: stateOf(last, content) };
    },
    withdraw: async (lectureId, hallId, number, { by, reason }) => {
      const found = (await repo.of(lectureId, hallId)).find((one) => one.number === number);
      if (found === undefined) throw new AppError('not_found', 'certificate_unknown');
      await repo.withdraw(found.token, { at: clock.now(), by, reason });
    },
    of: async (lectureId, now) =>
      (await repo.of(lectureId)).map((one) => ({ ...one, state: stateOf(one, now.get(one.hallId)) })),
    check: async (token) => {
      const found = await repo.byToken(token);
      if (found === null) return null;
      const { number, issuedAt, hash } = found;
      // What was withdrawn stays so, whatever is counted now.
      const state =
        found.withdrawn === null ? stateOf(found, (await earned(found.lectureId)).get(found.hallId)) : 'withdrawn';
      const result = hashOf(found) === hash ? state : 'altered';
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

/** The figures that a paper says; names of places and people stay those of its day. */
const isSame = (a: CertificateContent, b: CertificateContent): boolean =>
  a.isSupplement === b.isSupplement && a.minutes === b.minutes && a.heads === b.heads;

function stateOf({ withdrawn, content }: CertificateData, now: CertificateContent | undefined): Certificate['state'] {
  if (withdrawn !== null) return 'withdrawn';
  return now !== undefined && isSame(content, now) ? 'valid' : 'outdated';
}

function hashOf({ lectureId, hallId, number, issuedAt, content }: Omit<IssuedCertificate, 'hash' | 'token'>): string {
  const { hallName, townshipName, title, lecturerName, ownerOrgName, startedAt, minutes, heads, isSupplement } =
    content;
  const said = [lectureId, hallId, number, issuedAt, hallName, townshipName, title, lecturerName, ownerOrgName];
  return createHash('sha256')
    .update(JSON.stringify([...said, startedAt, minutes, heads, isSupplement]))
    .digest('hex');
}
