import type { RequestId } from '#shared/kit/ids.ts';
import { type ApiClient, newKey } from './api-client.ts';
import { poolExpert } from './expert-world.ts';
import { ownFiling } from './request-world.ts';
import type { World } from './world.ts';

export type LedMatter = { id: RequestId; lead: ApiClient; citizen: ApiClient; phone: string };

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** A matter that a citizen filed and an expert of its own claimed, over the routes; the expert keeps every hour. */
export async function ledMatter(world: World, place: string): Promise<LedMatter> {
  const signInName = `lead-${newKey().slice(0, 8)}`;
  const account = await world.addAccount(signInName, ['expert'], place);
  await poolExpert(world, place, { account, coverage: [] });
  const lead = await world.signedIn(signInName);
  await lead.call('setHours', {
    weekly: weekdays.map((weekday) => ({ weekday, from: '00:00', to: '24:00' as const })),
    timeOff: [],
    extra: [],
  });
  const filing = { ...ownFiling(), otherParty: '张三' };
  const browser = world.app.client();
  const filed = await browser.call('fileRequest', filing);
  const { requestId } = filed;
  if (requestId === null || filed.link === null) throw new Error('nothing was filed');
  await lead.call('claimRequest', { requestId, noConflict: true });
  const citizen = world.app.client('matter');
  await citizen.call('openMatterLink', { token: filed.link.split('/matter/')[1] ?? '' });
  return { id: requestId, lead, citizen, phone: filing.phone };
}
