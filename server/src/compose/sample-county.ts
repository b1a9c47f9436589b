import { readFileSync } from 'node:fs';
import type { AccountRole, StaffCaller } from '#shared/kit/caller.ts';
import { type AccountId, hallId, orgId, sessionId } from '#shared/kit/ids.ts';
import type { Clock } from '../kernel/clock.ts';
import type { AfterPart } from './after.ts';
import type { ConsultationsPart } from './consultations.ts';
import type { ExpertsPart } from './experts.ts';
import type { LecturesPart } from './lectures.ts';
import { newId } from './new-id.ts';
import type { People } from './people.ts';
import type { RequestsPart } from './requests.ts';
import { seedAnsweredMatters } from './sample-answered.ts';
import { seedSampleExperts } from './sample-experts.ts';
import { seedSampleMatters } from './sample-matters.ts';

type SampleAccount = { signInName: string; title: string; name: string; role: AccountRole; org: string };

const CITY = '220283';

/** An account for each role. `title` is what the console calls it. */
export const sampleAccounts: readonly SampleAccount[] = [
  { signInName: 'admin', title: 'administrator 管理员', name: '管理员', role: 'admin', org: CITY },
  { signInName: 'organizer', title: 'organizer 组织者', name: '李淑兰', role: 'organizer', org: CITY },
  { signInName: 'lecturer', title: 'lecturer 讲师', name: '王建国', role: 'lecturer', org: CITY },
  { signInName: 'clerk', title: 'clerk 受理员', name: '赵晓燕', role: 'clerk', org: CITY },
  { signInName: 'expert', title: 'expert 专家', name: '孙志刚', role: 'expert', org: CITY },
  { signInName: 'supervisor', title: 'supervisor 督导', name: '周国华', role: 'supervisor', org: CITY },
  { signInName: 'department', title: 'department 部门', name: '吴海涛', role: 'department', org: '220283D07' },
];

/** Two halls whose PCs the reader of the README plays. */
export const sampleHalls = [hallId.parse('220283001'), hallId.parse('220283001001')];

const LECTURE_IN_MS = 10 * 60_000;

type SampleParts = {
  people: People;
  lectures: LecturesPart;
  experts: ExpertsPart;
  requests: RequestsPart;
  consultations: ConsultationsPart;
  after: AfterPart;
  clock: Clock;
};

/** Fills an empty database so that somebody new finds a county at work; does nothing where there is any account. */
export async function seedSampleCounty(parts: SampleParts): Promise<void> {
  const { people, lectures, experts, clock } = parts;
  if (await people.auth.hasAnyAdmin()) return;
  const csv = readFileSync(new URL('../../data/org-tree.csv', import.meta.url), 'utf8');
  await people.orgs.importCsv(csv, { dryRun: false });
  const ids = new Map<string, AccountId>();
  for (const { signInName, name, role, org } of sampleAccounts) {
    const account = await people.auth.createAccountDirectly({
      signInName,
      name,
      roles: [role],
      orgId: orgId.parse(org),
    });
    ids.set(signInName, account.id);
  }
  const organizer = callerOf(ids, 'organizer');
  await planSample(lectures, new Date(clock.now() + LECTURE_IN_MS), organizer, idOf(ids, 'lecturer'));
  const [supervisor, clerk] = [callerOf(ids, 'supervisor'), callerOf(ids, 'clerk')];
  await seedSampleExperts({ people, experts, clock }, { organizer, supervisor });
  await seedSampleMatters(parts, { clerk, supervisor });
  await seedAnsweredMatters(parts, { clerk, expert: callerOf(ids, 'expert') });
}

/** As the sample account of this name would call, from the city. */
function callerOf(
  ids: ReadonlyMap<string, AccountId>,
  signInName: 'organizer' | 'supervisor' | 'clerk' | 'expert',
): StaffCaller {
  return {
    role: signInName,
    accountId: idOf(ids, signInName),
    name: sampleAccounts.find((account) => account.signInName === signInName)?.name ?? '',
    orgId: orgId.parse(CITY),
    orgPath: `/${CITY}/`,
    sessionId: sessionId.parse(newId()),
    address: 'sample county',
  };
}

/** A published lecture for the whole county, as the sample organizer would plan it. */
async function planSample(
  { lectures }: LecturesPart,
  startAt: Date,
  organizer: StaffCaller,
  lecturerId: AccountId,
): Promise<void> {
  const { id } = await lectures.planning.create(organizer, {
    title: '民法典与乡村生活',
    topic: '土地承包、邻里纠纷、赡养与继承',
    lecturerId,
    spareId: null,
    startAt: startAt.toISOString(),
    plannedMinutes: 60,
    audience: [orgId.parse(CITY)],
  });
  await lectures.planning.publish(organizer, id);
}

function idOf(ids: ReadonlyMap<string, AccountId>, signInName: string): AccountId {
  const id = ids.get(signInName);
  if (!id) throw new Error(`the sample county has no ${signInName}`);
  return id;
}
