import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AccountId } from '#shared/kit/ids.ts';
import { createExpertRepo } from '../../server/src/experts/expert.repo.ts';
import { noWords, PoolWorld, poolOf } from '../support/pool-world.ts';

let world: PoolWorld;
const told = async (): Promise<{ kind: string; to: object; params: object }[]> => {
  const repo = createExpertRepo(world.people.connection);
  const owed = await repo.takeOutbox(world.people.clock.date(), 100);
  for (const { id } of owed) await repo.confirmOutbox(id);
  return owed.map(({ kind, to, params }) => ({ kind, to, params }));
};
const kinds = async (): Promise<string[]> => (await told()).map(({ kind }) => kind);

beforeAll(async () => {
  world = await PoolWorld.build();
});
beforeEach(async () => {
  await told();
});

describe('the pool tells', () => {
  it('[EXP23] supervisors of a proposal and an appeal, the expert and the organizers of what was decided', async () => {
    const { experts, organizer, supervisor } = world;
    const expert = await world.account();
    const { accountId: id, name } = expert;
    await experts.pool.propose(organizer, id, poolOf(), noWords);
    const toSupervisors = { to: { role: 'supervisor' }, params: { name } };
    expect(await told()).toMatchObject([{ kind: 'expert.proposed', ...toSupervisors }]);
    await experts.pool.decide(supervisor, id, true, '');
    expect(await told()).toMatchObject([
      { kind: 'expert.approved', to: { account: id } },
      { kind: 'expert.proposalDecided', to: { role: 'organizer', branch: '/2202/' }, params: { name } },
    ]);
    await experts.pool.suspend(organizer, id, '核查');
    await experts.pool.resume(organizer, id);
    await experts.pool.suspend(supervisor, id, '核查');
    await experts.pool.remove(supervisor, id, '收费', null);
    expect(await kinds()).toEqual(['expert.suspended', 'expert.resumed', 'expert.suspended', 'expert.removed']);
    await experts.self.appeal(expert, '没有收费');
    expect(await told()).toMatchObject([{ kind: 'expert.appealed', ...toSupervisors }]);
    await experts.pool.decideAppeal(supervisor, id, true, '查无此事');
    expect(await told()).toMatchObject([{ kind: 'expert.appealGranted', to: { account: id } }]);
  });

  it('[EXP23] nobody of a move that was refused', async () => {
    const { experts, organizer } = world;
    const { accountId: id } = await world.pooled();
    await told();
    await Promise.allSettled(Array.from({ length: 10 }, () => experts.pool.suspend(organizer, id, '同时')));
    expect(await kinds()).toEqual(['expert.suspended']);
  });

  it('[EXP24] a month ahead that a term ends, once, and again for a later end', async () => {
    const { experts, organizer } = world;
    const { accountId: id } = await world.pooled({ termTo: '2026-12-20' });
    await world.pooled({ termTo: '2027-12-31' });
    await told();
    const ofIt = async () => (await told()).filter(({ to }) => 'account' in to && (to.account as AccountId) === id);
    await Promise.all([experts.terms.tick(), experts.terms.tick()]);
    expect(await ofIt()).toMatchObject([{ kind: 'expert.termEnds', params: { lastOn: '2026-12-20' } }]);
    await experts.pool.edit(organizer, id, poolOf({ termTo: '2026-12-22' }));
    await experts.terms.tick();
    await experts.terms.tick();
    expect(await ofIt()).toMatchObject([{ params: { lastOn: '2026-12-22' } }]);
  });
});
