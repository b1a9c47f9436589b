import type { MatterCaller, StaffCaller } from '#shared/kit/caller.ts';
import { orgId, requestId, sessionId } from '#shared/kit/ids.ts';
import type { LegalField } from '#shared/kit/legal-field.ts';
import type { Outcome } from '#shared/request-facts.ts';
import type { AfterPart } from './after.ts';
import { newId } from './new-id.ts';
import type { RequestsPart } from './requests.ts';

type SampleMatter = {
  text: string;
  name: string;
  phone: string;
  place: string;
  field: LegalField;
  /** Claimed by the sample expert, who covers the place. */
  isClaimed: boolean;
  answer?: { text: string; outcome: Outcome };
  rating?: { faces: number; note: string };
};

/** Invented matters of the sample expert's township, and one that waits for whoever claims it. */
const sampleMatters: readonly SampleMatter[] = [
  {
    text: '邻居翻盖房子，把我家走了二十多年的过道占了一半，车进不来。找村里说过两次，没有说通。',
    name: '李桂兰',
    phone: '13800000101',
    place: '220283001001',
    field: 'tort',
    isClaimed: true,
    answer: {
      text: '按民法典关于相邻关系的规定，历史形成的通道应当留出。已和村委会约好一起到现场量尺，双方签字确认留出两米五。',
      outcome: 'resolved',
    },
    rating: { faces: 5, note: '讲得明白，还到家里来看了。' },
  },
  {
    text: '承包地被征了三亩，村里说补偿款要扣两成做公益，我想问问这样扣合不合法。',
    name: '张福山',
    phone: '13800000102',
    place: '220283001002',
    field: 'land',
    isClaimed: true,
    answer: {
      text: '青苗和地上附着物补偿归您本人，不能扣。土地补偿费怎样分，要开村民会议决定。您可以先向村委会要征地公告和分配方案。',
      outcome: 'answered',
    },
  },
  {
    text: '把两万块钱借给同学，只有微信聊天记录，没有借条。人现在不接电话了，还能要回来吗？',
    name: '王立新',
    phone: '13800000103',
    place: '220283001003',
    field: 'contract',
    isClaimed: true,
  },
  {
    text: '在饭店干了三个月，老板说效益不好，一直拖着不给开工资，一共欠我九千多。',
    name: '刘艳',
    phone: '13800000104',
    place: '220283012',
    field: 'labour',
    isClaimed: false,
  },
];

type Parts = { requests: RequestsPart; after: AfterPart };
type SamplePeople = { clerk: StaffCaller; expert: StaffCaller };

/** Filed at the window, claimed, answered and rated, as the people of a county would. */
export async function seedAnsweredMatters(
  { requests: { requests }, after: { ratings, visits } }: Parts,
  { clerk, expert }: SamplePeople,
): Promise<void> {
  for (const sample of sampleMatters) {
    const { text, name, phone, field, place, isClaimed, answer, rating } = sample;
    const filed = await requests.filing.forCitizen(clerk, {
      ...{ channel: 'window', text, name, phone, field, placeId: orgId.parse(place) },
      ...{ otherParty: '', guardian: '', isUrgent: false, readNotice: true, agreesSensitive: false },
    });
    const id = requestId.parse(filed.requestId);
    if (isClaimed) await requests.routing.claim(expert, id);
    if (answer) await requests.desk.answer(expert, id, answer.text, answer.outcome);
    if (!rating) continue;
    await ratings.tick();
    await ratings.give(citizenOf(id, name), rating);
  }
  await visits.tick();
}

const citizenOf = (id: MatterCaller['requestId'], name: string): MatterCaller => ({
  role: 'citizen',
  requestId: id,
  consultationId: null,
  partyId: null,
  name,
  sessionId: sessionId.parse(newId()),
  address: 'sample county',
});
