import type { HallCaller, StaffCaller } from '#shared/kit/caller.ts';
import { hallId, orgId, type RequestId, requestId } from '#shared/kit/ids.ts';
import type { LegalField } from '#shared/kit/legal-field.ts';
import { DAY_MS } from '#shared/kit/time.ts';
import type { Filed } from '#shared/matters.ts';
import type { Clock } from '../kernel/clock.ts';
import type { ConsultationsPart } from './consultations.ts';
import type { People } from './people.ts';
import type { RequestsPart } from './requests.ts';

type Parts = { people: People; requests: RequestsPart; consultations: ConsultationsPart; clock: Clock };
/** Who files and decides in the sample county. */
type Staff = { clerk: StaffCaller; supervisor: StaffCaller };

const asked = (place: string, name: string, text: string, otherParty = '') => ({
  ...{ name, text, otherParty },
  placeId: orgId.parse(place),
  guardian: '',
  readNotice: true as const,
  agreesSensitive: false,
});
const typedIn = (field: LegalField | null, isUrgent = false) => ({ field, isUrgent });
const HALL = '220283001001';
const MEETING_MINUTES = 30;

/** Invented matters of invented people, in the states that a county at work has, so that every list has something to show. */
export async function seedSampleMatters(parts: Parts, staff: Staff): Promise<void> {
  await seedWaiting(parts, staff);
  await seedInHand(parts, staff);
}

/** Nobody has them yet: for the covering expert, on the board, to be dispatched. */
async function seedWaiting(
  { people, requests: { requests }, clock }: Parts,
  { clerk, supervisor }: Staff,
): Promise<void> {
  const { filing } = requests;
  await filing.own({
    ...asked(HALL, '李秀英', '邻居翻盖房子，把两家中间的路占了半米，农用车进不了院。说了几次都不听。', '邻居马某'),
    phone: '13900000001',
    firm: null,
    expertId: null,
    browserKey: 'sample-browser-0001',
  });
  await filing.forCitizen(clerk, {
    ...asked('220283012', '张洪军', '去年在工地干了四个月，还差一万二千元工钱，包工头的电话打不通了。', '包工头孙某'),
    ...typedIn('labour'),
    channel: 'hotline',
    phone: '13900000002',
  });
  await filing.forCitizen(clerk, {
    ...asked('220283007', '王淑芬', '丈夫酒后多次动手，昨晚又打人，现在带着孩子住在娘家，不敢回去拿东西。'),
    ...typedIn('family', true),
    channel: 'window',
    phone: '13900000003',
  });
  await filing.forCitizen(supervisor, {
    ...asked('220283008', '于文财', '对征地补偿的面积有异议，到乡里反映过三次，希望有人把政策讲清楚。'),
    ...typedIn('administrative'),
    channel: 'assigned',
    phone: '13900000004',
    assignment: { by: '市委政法委', documentNumber: '', dueOn: dayIn(clock, 15), mustReportBack: true },
  });
  await filing.atHall(hallCaller(people, clerk), {
    ...asked(HALL, '张桂兰', '儿子儿媳不在家，村里要重新量地，不知道自家的承包证还算不算数。'),
    phone: null,
    operator: '王会计',
  });
}

/** Taken by experts: at work, with an appointment, answered. */
async function seedInHand({ people, requests, consultations }: Parts, { clerk }: Staff): Promise<void> {
  const { filing, routing, desk } = requests.requests;
  const taken = async (signInName: string, filed: Filed): Promise<[StaffCaller, RequestId]> => {
    const expert = await expertCaller(people, signInName, clerk);
    const id = requestId.parse(filed.requestId);
    await routing.claim(expert, id);
    return [expert, id];
  };
  await taken(
    'expert-han',
    await filing.forCitizen(clerk, {
      ...asked(
        '220283005',
        '周立新',
        '采购方收货两个月不付款，合同里没有写违约金，想问怎么催要、要不要起诉。',
        '长春某商贸公司',
      ),
      ...typedIn('enterprise'),
      channel: 'enterprise',
      phone: '13900000005',
      firm: { name: '舒兰市金谷米业有限公司', creditCode: '91220283MA17ABCD5X', contact: '周立新' },
    }),
  );
  await taken(
    'expert',
    await filing.forCitizen(clerk, {
      ...asked('220283006', '陈桂芝', '父亲去世后，大哥把父亲名下的承包地都种了，我们姐妹想知道有没有份。', '大哥陈某'),
      ...typedIn('land'),
      channel: 'window',
      phone: '13900000006',
    }),
  );
  const [lead, booked] = await taken(
    'expert',
    await filing.forCitizen(clerk, {
      ...asked(
        '220283001',
        '刘长海',
        '把地租给别人三年，对方只给了头一年的钱，还在地里打了井，想收回来。',
        '承租人高某',
      ),
      ...typedIn('land'),
      channel: 'hotline',
      phone: '13900000007',
    }),
  );
  const { booking } = consultations.consultations;
  const [first] = (await booking.slots(lead, booked, MEETING_MINUTES)).slots;
  if (first !== undefined) await booking.book(lead, booked, first, MEETING_MINUTES);
  const [judge, answered] = await taken(
    'expert-li',
    await filing.forCitizen(clerk, {
      ...asked('220283002', '赵玉兰', '老人留下一份手写的遗嘱，没有日期，几个孩子说法不一样，这份遗嘱有效吗？'),
      ...typedIn('family'),
      channel: 'hotline',
      phone: '13900000008',
    }),
  );
  const answer =
    '自书遗嘱应当由遗嘱人亲笔书写、签名，注明年、月、日（民法典第一千一百三十四条）。没有日期的，一般会被认为形式不完备。建议先把遗嘱原件保存好，几个子女坐下来协商；协商不成，可以申请人民调解，我可以参加。';
  await desk.answer(judge, answered, answer, 'answered');
}

const dayIn = (clock: Clock, days: number): string => new Date(clock.now() + days * DAY_MS).toISOString().slice(0, 10);

async function expertCaller({ auth }: People, signInName: string, like: StaffCaller): Promise<StaffCaller> {
  const account = await auth.accounts.bySignInName(signInName);
  if (!account) throw new Error(`the sample county has no expert ${signInName}`);
  return { ...like, role: 'expert', accountId: account.id, name: account.name };
}

function hallCaller({ orgs }: People, { sessionId, address }: StaffCaller): HallCaller {
  const org = orgs.get(HALL);
  if (!org) throw new Error(`the sample county has no place ${HALL}`);
  const { id, name, path } = org;
  return { role: 'hall', hallId: hallId.parse(HALL), name, orgId: id, orgPath: path, sessionId, address };
}
