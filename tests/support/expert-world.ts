import { type ApiClient, newKey } from './api-client.ts';
import { places, type World } from './world.ts';

export type PoolState = 'proposed' | 'active' | 'suspended' | 'suspendedByOrganizer' | 'removed' | 'appealed';

/** What organizer and supervisor say about an expert. */
export const poolFields = (coverage: string[]) => ({
  level: 'expert' as const,
  fields: ['land' as const],
  coverage,
  termFrom: '2026-01-01',
  termTo: '2099-12-31',
  cap: 8,
});
export const selfFields = { title: '律师', unit: '测试律师事务所', about: '', languages: '' };

/** The smallest picture: one white dot. */
export const whiteDot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==',
  'base64',
);

const clients = new WeakMap<World, Map<string, Promise<ApiClient>>>();

/** An account for this alone, so that no test ends its session; signed in once for each county. */
function keeper(world: World, role: 'organizer' | 'supervisor', place: string): Promise<ApiClient> {
  const known = clients.get(world) ?? new Map<string, Promise<ApiClient>>();
  clients.set(world, known);
  const signInName = `pool-${role}-${place}`;
  const made =
    known.get(signInName) ?? world.addAccount(signInName, [role], place).then(() => world.signedIn(signInName));
  known.set(signInName, made);
  return made;
}

export type PooledExpert = { state?: PoolState; account?: string; hasPhoto?: boolean; coverage?: string[] };

/** Brings an expert into the pool as people do, over the routes; an account that is in it already stays as it is. */
export async function poolExpert(world: World, place: string, options: PooledExpert = {}): Promise<string> {
  const { state = 'active', hasPhoto = false, coverage = [place] } = options;
  const organizer = await keeper(world, 'organizer', place);
  const supervisor = await keeper(world, 'supervisor', places.city);
  const signInName = `expert-${newKey().slice(0, 8)}`;
  const id = options.account ?? (await world.addAccount(signInName, ['expert'], place));
  if (options.account !== undefined) {
    const { experts } = await supervisor.call('listExperts', {});
    if (experts.some((expert) => String(expert.id) === id)) return id;
  }

  await organizer.call('proposeExpert', { accountId: id, ...poolFields(coverage), ...selfFields });
  if (hasPhoto) await organizer.upload('uploadExpertPhoto', { accountId: id }, whiteDot);
  if (state === 'proposed') return id;
  await supervisor.call('decideExpert', { accountId: id, isApproved: true, reason: '' });
  if (state === 'active') return id;
  const suspends = state === 'suspendedByOrganizer' ? organizer : supervisor;
  await suspends.call('suspendExpert', { accountId: id, reason: '测试暂停' });
  if (state === 'suspended' || state === 'suspendedByOrganizer') return id;
  await supervisor.call('removeExpert', { accountId: id, reason: '测试清退', until: null });
  if (state === 'removed') return id;
  const oneself = await world.signedIn(signInName);
  await oneself.call('appealRemoval', { text: '测试申诉' });
  return id;
}
