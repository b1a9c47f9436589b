import { describe, expect, it } from 'vitest';
import type { ConsultationId } from '#shared/kit/ids.ts';
import { ConsultationSuite } from '../support/consultation-suite.ts';
import { bookedSoon, MINUTE } from '../support/consultation-world.ts';
import { staff } from '../support/lecture-world.ts';
import { rejection } from '../support/outcome.ts';

const suite = new ConsultationSuite();
const { clock } = suite;

describe('who did not come', () => {
  /** Minute by minute, so that what is written down as time passes reaches the real database. */
  const passBy = async (ms: number): Promise<void> => {
    for (let left = ms; left > 0; left -= MINUTE) {
      await clock.advance(Math.min(left, MINUTE));
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
  };
  const stateOf = async (id: ConsultationId) => {
    await suite.world.consultations.tick();
    return (await suite.world.repo.find(id))?.state;
  };

  it('[CON25] a citizen who waited 15 minutes for an expert who did not come has not missed it; the matter is told', async () => {
    const { citizen, matter, id, startAt } = await bookedSoon(suite.world, clock);
    const phone = suite.world.connect();
    await suite.join(citizen, id, phone);
    await passBy(startAt - clock.now() + 16 * MINUTE);
    await expect.poll(() => stateOf(id), { timeout: 15_000 }).toBe('noShow');
    expect(await suite.world.repo.find(id)).toMatchObject({ absent: 'expert' });
    expect(matter.moves).toEqual(['scheduled', 'noShow']);
    expect(suite.world.said.filter(({ to }) => to === phone).at(-1)).toMatchObject({ payload: { place: 'over' } });
    const corrected = suite.world.consultations.lists.correct(staff('organizer'), id, {
      to: 'noShow',
      absent: 'both',
      reason: '群众误点了别的链接',
    });
    expect(await corrected).toMatchObject({
      absent: 'both',
      history: expect.arrayContaining([expect.objectContaining({ reason: '群众误点了别的链接' })]),
    });
    const held = { to: 'held', absent: null, reason: '改用电话谈了' } as const;
    await suite.world.consultations.lists.correct(staff('organizer'), id, held);
    expect(matter.moves).toEqual(['scheduled', 'noShow', 'heldAfterAll']);
    const stranger = staff('organizer', { orgPath: '/2202/2202002/' });
    expect(
      await rejection(
        suite.world.consultations.lists.correct(stranger, id, { to: 'held', absent: null, reason: '见过' }),
      ),
    ).toMatchObject({ code: 'not_found' });
  });

  it('[CON26] nobody came: both are absent; the quarter is free again', async () => {
    const { id, startAt } = await bookedSoon(suite.world, clock);
    await passBy(startAt - clock.now() + 16 * MINUTE);
    await expect.poll(() => stateOf(id), { timeout: 15_000 }).toBe('noShow');
    expect((await suite.world.repo.find(id))?.absent).toBe('both');
    expect(await suite.world.consultations.verify()).toEqual([]);
  });

  it('[CON27] a talk that nobody ended is over an hour after its planned end, as soon as nobody is in it', async () => {
    const { lead, citizen, id, startAt } = await bookedSoon(suite.world, clock);
    const [desk, phone] = [suite.world.connect(), suite.world.connect()];
    await suite.join(citizen, id, phone);
    await suite.join(lead, id, desk);
    await suite.world.consultations.conduct.start({ caller: lead, connectionId: desk }, id);
    await passBy(10 * MINUTE);
    const leftAt = clock.now();
    suite.world.consultations.connectionClosed(desk, leftAt);
    suite.world.consultations.connectionClosed(phone, leftAt);
    await passBy(startAt + 91 * MINUTE - clock.now());
    await expect.poll(() => stateOf(id), { timeout: 15_000 }).toBe('held');
    expect((await suite.world.repo.find(id))?.endedAt).toBe(leftAt);
  });
});
