import type { HallCaller, StaffCaller } from '#shared/kit/caller.ts';
import { accountId, hallId, orgId, type RequestId, requestId, sessionId } from '#shared/kit/ids.ts';
import type { StaffFiling } from '#shared/matters.ts';
import { places, type World } from './world.ts';

/** What everybody is asked when a matter is filed. */
export const filing = (placeId: string | null = places.ownHall) => ({
  text: '邻居盖房占了我家的路，说了几次都不听。',
  name: '李大娘',
  placeId: placeId === null ? null : orgId.parse(placeId),
  otherParty: '',
  guardian: '',
  readNotice: true as const,
  agreesSensitive: false,
});
export const ownFiling = (n = Math.floor(Math.random() * 1e8)) => ({
  ...filing(),
  phone: `138${String(n).padStart(8, '0')}`,
  firm: null,
  expertId: null,
  browserKey: `browser-of-citizen-${n}`,
});
export const windowFiling = (placeId: string | null = places.ownHall): StaffFiling => ({
  ...filing(placeId),
  channel: 'hotline',
  field: null,
  isUrgent: false,
  phone: '13800001234',
});

const address = '192.0.2.7';
const session = sessionId.parse('5'.repeat(24));

export const staffCaller = (world: World, signInName: string, role: StaffCaller['role']): StaffCaller => ({
  role,
  accountId: accountId.parse(world.idOf(signInName)),
  name: `测试${signInName}`,
  orgId: orgId.parse(places.own),
  orgPath: `/${places.city}/${places.own}/`,
  sessionId: session,
  address,
});
export const ownHallCaller: HallCaller = {
  role: 'hall',
  hallId: hallId.parse(places.ownHall),
  name: '东一社区',
  orgId: orgId.parse(places.ownHall),
  orgPath: `/${places.city}/${places.own}/${places.ownHall}/`,
  sessionId: session,
  address,
};

type Stored = { _id: string; number: string };
type Placed = { by?: string; placeId?: string; set?: object; id?: string };

/** A new matter as a clerk types it in, then brought by hand to where a test needs it, or under an id that others know. */
export async function filedMatter(world: World, placed: Placed = {}): Promise<RequestId> {
  const { by = 'planner', placeId = places.ownHall, set = {}, id } = placed;
  const { requests } = world.app.app.requests;
  const filed = await requests.filing.forCitizen(staffCaller(world, by, 'clerk'), windowFiling(placeId));
  const made = requestId.parse(filed.requestId);
  const stored = world.app.app.database.connection.collection<Stored>('requests');
  if (Object.keys(set).length > 0) await stored.updateOne({ _id: made }, { $set: set });
  if (id === undefined) return made;
  const matter = await stored.findOneAndDelete({ _id: made });
  if (matter === null) throw new Error('the matter is gone');
  await stored.insertOne({ ...matter, _id: id });
  return requestId.parse(id);
}
