import type { ExpertLevel, WeeklySpan } from '#shared/expert-profile.ts';
import type { StaffCaller } from '#shared/kit/caller.ts';
import { type AccountId, orgId } from '#shared/kit/ids.ts';
import type { LegalField } from '#shared/kit/legal-field.ts';
import type { Clock } from '../kernel/clock.ts';
import type { ExpertsPart } from './experts.ts';
import type { People } from './people.ts';

type SampleExpert = {
  signInName: string;
  name: string;
  level: ExpertLevel;
  title: string;
  unit: string;
  about: string;
  languages: string;
  fields: LegalField[];
  coverage: string[];
  /** ISO weekdays with morning and afternoon hours. */
  weekdays: WeeklySpan['weekday'][];
};

const CITY = '220283';

/** Invented people over the real tree. The first is the sample account that the console names. */
const sampleExperts: readonly SampleExpert[] = [
  {
    signInName: 'expert',
    name: '孙志刚',
    level: 'chief',
    title: '律师、高级合伙人',
    unit: '舒兰市正源律师事务所',
    about: '执业二十余年，长期办理农村土地承包、宅基地和邻里纠纷案件。先把事情听明白，再说法律怎么规定、下一步怎么办。',
    languages: '汉语；听力不便的群众可以用文字交流',
    fields: ['land', 'tort', 'contract'],
    coverage: ['220283001', '220283006'],
    weekdays: [1, 2, 3, 4, 5],
  },
  {
    signInName: 'expert-li',
    name: '李春梅',
    level: 'chief',
    title: '退休法官',
    unit: '舒兰市法学会',
    about: '从事家事审判三十年，擅长婚姻、赡养、抚养和继承纠纷的调解。',
    languages: '汉语',
    fields: ['family'],
    coverage: ['220283002', '220283007', '220283016'],
    weekdays: [1, 3, 5],
  },
  {
    signInName: 'expert-piao',
    name: '朴英哲',
    level: 'expert',
    title: '律师',
    unit: '舒兰市正源律师事务所',
    about: '办理劳动报酬、工伤认定和交通事故赔偿案件，熟悉外出务工人员维权。',
    languages: '汉语、朝鲜语',
    fields: ['labour', 'traffic'],
    coverage: ['220283003', '220283004'],
    weekdays: [2, 4],
  },
  {
    signInName: 'expert-han',
    name: '韩雪',
    level: 'expert',
    title: '公司律师',
    unit: '吉林恒信律师事务所',
    about: '为中小企业提供合同、用工和融资方面的法律体检。',
    languages: '汉语',
    fields: ['enterprise', 'contract', 'labour'],
    coverage: ['220283005', '220283010001', '220283010002'],
    weekdays: [1, 2, 4],
  },
  {
    signInName: 'expert-zhao',
    name: '赵立民',
    level: 'expert',
    title: '法律援助律师',
    unit: '舒兰市法律援助中心',
    about: '办理行政争议、信访事项和刑事法律援助案件。',
    languages: '汉语',
    fields: ['administrative', 'criminal'],
    coverage: ['220283008', '220283009', '220283011'],
    weekdays: [1, 2, 3, 4, 5],
  },
  {
    signInName: 'expert-wu',
    name: '吴桂芬',
    level: 'expert',
    title: '基层法律服务工作者',
    unit: '舒兰市法特法律服务所',
    about: '在乡镇做了十八年法律服务，熟悉村规民约和土地确权。',
    languages: '汉语',
    fields: ['land', 'family', 'tort'],
    coverage: ['220283015', '220283014', '220283018'],
    weekdays: [3, 5],
  },
];

type SampleKeepers = { organizer: StaffCaller; supervisor: StaffCaller };

type Parts = { people: People; experts: ExpertsPart; clock: Clock };

/** Proposes, decides and gives hours, as the people of a county would. */
export async function seedSampleExperts(
  { people, experts: { experts }, clock }: Parts,
  { organizer, supervisor }: SampleKeepers,
): Promise<void> {
  const city = orgId.parse(CITY);
  const year = clock.date().getUTCFullYear();
  for (const sample of sampleExperts) {
    const { signInName, name, title, unit, about, languages } = sample;
    const known = await people.auth.accounts.bySignInName(signInName);
    const account =
      known ?? (await people.auth.createAccountDirectly({ signInName, name, roles: ['expert'], orgId: city }));
    const pool = {
      level: sample.level,
      fields: sample.fields,
      coverage: sample.coverage.map((code) => orgId.parse(code)),
      termFrom: `${year}-01-01`,
      termTo: `${year + 2}-12-31`,
      cap: 8,
    };
    await experts.pool.propose(organizer, account.id, pool, { title, unit, about, languages });
    await experts.pool.decide(supervisor, account.id, true, '');
    await experts.self.setHours(oneself(account.id, name, organizer), {
      weekly: sample.weekdays.flatMap((weekday) => [
        { weekday, from: '08:30', to: '11:30' },
        { weekday, from: '13:30', to: '17:00' },
      ]),
      timeOff: [],
      extra: [],
    });
  }
}

const oneself = (accountId: AccountId, name: string, like: StaffCaller): StaffCaller => ({
  ...like,
  role: 'expert',
  accountId,
  name,
});
