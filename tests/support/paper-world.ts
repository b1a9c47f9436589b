import type { Connection } from 'mongoose';
import type { AccountRole, MatterCaller, StaffCaller } from '#shared/kit/caller.ts';
import {
  type AccountId,
  accountId,
  type ConsultationId,
  consultationId,
  orgId,
  partId,
  requestId,
  sessionId,
} from '#shared/kit/ids.ts';
import type { RecordOutcome } from '#shared/record-content.ts';
import { createAgreementRepo } from '../../server/src/agreements/agreement.repo.ts';
import { type Agreements, createAgreements } from '../../server/src/agreements/agreements.ts';
import { newId } from '../../server/src/compose/new-id.ts';
import { ensureIndexes } from '../../server/src/db/indexes.ts';
import { createFileStore, type FileStore } from '../../server/src/kernel/file-store.ts';
import { createPapers, type Papers } from '../../server/src/papers/papers.ts';
import { createRecordRepo } from '../../server/src/records/record.repo.ts';
import { createRecords, type Records } from '../../server/src/records/records.ts';
import { temporaryDir, testDatabase, testLog } from './engine.ts';
import { type FakeClock, fakeClock } from './fake-clock.ts';

const id = (letter: string): string => letter.repeat(24);
export const cjkFont = process.env.CJK_FONT ?? '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc';
export const matter = requestId.parse(id('a'));
export const otherMatter = requestId.parse(id('b'));
export const meeting: ConsultationId = consultationId.parse(id('c'));
const leadId = accountId.parse(id('1'));
const guestExpertId = accountId.parse(id('2'));
const departmentId = accountId.parse(id('3'));

export const staffAs = (role: AccountRole, account: AccountId, orgPath = '/2202/'): StaffCaller => ({
  role,
  accountId: account,
  name: { expert: '孙志刚', department: '吴海涛' }[role as string] ?? role,
  orgId: orgId.parse('2202'),
  orgPath,
  sessionId: sessionId.parse(id('9')),
  address: '192.0.2.1',
});
export const lead = staffAs('expert', leadId);
export const calledIn = staffAs('expert', guestExpertId);
export const department = staffAs('department', departmentId);
export const stranger = staffAs('expert', accountId.parse(id('8')));
export const supervisor = staffAs('supervisor', accountId.parse(id('7')));
export const organizer = staffAs('organizer', accountId.parse(id('6')));

export const bearer = (role: 'citizen' | 'party', of = matter, party: string | null = null): MatterCaller => ({
  role,
  requestId: of,
  consultationId: null,
  partyId: party === null ? null : partId.parse(party),
  name: role === 'citizen' ? '李桂兰' : '张三',
  sessionId: sessionId.parse(id('5')),
  address: '192.0.2.2',
});
export const citizen = bearer('citizen');

/** Records, agreements and papers over a database of their own; the matter and its meeting are facts of the test. */
export class PaperWorld {
  readonly connection: Connection;
  readonly clock: FakeClock = fakeClock();
  readonly concluded: { outcome: RecordOutcome; by: string }[] = [];
  readonly records: Records;
  readonly agreements: Agreements;
  readonly papers: Papers;
  readonly files: FileStore = createFileStore(temporaryDir('papers'));
  readonly repos: { records: ReturnType<typeof createRecordRepo>; agreements: ReturnType<typeof createAgreementRepo> };
  firmName: string | null = null;
  /** What is noted of the telephone. */
  phone: string | null = null;
  confirmDays = 7;
  /** The matter cannot be told: as if the process died in between. */
  isMatterAway = false;

  private constructor(connection: Connection) {
    this.connection = connection;
    this.repos = { records: createRecordRepo(connection), agreements: createAgreementRepo(connection) };
    const matterOf = async (of: typeof matter) =>
      of === matter || of === otherMatter
        ? {
            id: of,
            number: of === matter ? '2026-0137' : '2026-0138',
            citizenName: '李桂兰',
            citizenPhone: '13812345678',
            firmName: this.firmName,
            otherParty: '张三',
            story: '邻居占了我家的田埂种玉米。',
            expertId: of === matter ? leadId : stranger.accountId,
            ownerOrgPath: '/2202/2202001/',
          }
        : null;
    const isCalledIn = async (of: typeof matter, account: AccountId) =>
      of === matter && (account === guestExpertId || account === departmentId);
    const common = {
      matterOf,
      isCalledIn,
      verifyUrl: (token: string) => `https://hall.example.cn/verify/${token}`,
      newId,
      clock: this.clock,
      log: testLog,
    };
    const papers: Papers = createPapers({
      fontFile: cjkFont,
      issuers: [(token) => this.records.check(token), (token) => this.agreements.check(token)],
      log: testLog,
    });
    this.papers = papers;
    this.records = createRecords({
      ...common,
      repo: this.repos.records,
      meetingOf: async (of) =>
        of === meeting ? { requestId: matter, place: '视频', present: '李桂兰、孙志刚', phone: this.phone } : null,
      conclude: async (_of, outcome, by) => {
        if (this.isMatterAway) throw new Error('the matter is away');
        this.concluded.push({ outcome, by });
      },
      render: papers.render,
      numberPrefix: () => '舒咨录',
      confirmDays: () => this.confirmDays,
    });
    this.agreements = createAgreements({
      ...common,
      repo: this.repos.agreements,
      makeLink: async ({ partyId }) => ({
        url: `https://hall.example.cn/matter/${partyId}`,
        expiresAt: this.clock.date(),
      }),
      files: this.files,
      render: papers.render,
      numberPrefix: () => '舒协',
      hashCode: (code) => `hashed:${code}`,
    });
  }

  static async build(): Promise<PaperWorld> {
    const database = await testDatabase();
    const world = new PaperWorld(database.connection);
    await ensureIndexes(database);
    return world;
  }

  async kinds(collection: 'records' | 'agreements'): Promise<string[]> {
    const owed = await this.repos[collection].takeOutbox(this.clock.date(), 50);
    for (const { id: noticeId } of owed) await this.repos[collection].confirmOutbox(noticeId);
    return owed.map(({ kind }) => kind);
  }
}
