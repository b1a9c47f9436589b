import { beforeAll, describe, expect, it } from 'vitest';
import { startTestApp } from '../support/harness.ts';
import { clientId, lecturesOnAir } from '../support/lecture-on-air.ts';
import { places, World } from '../support/world.ts';

let world: World;
const onAir = lecturesOnAir();

beforeAll(async () => {
  world = await World.build(await startTestApp());
});

type Air = Awaited<ReturnType<typeof onAir>>;
const single = {
  title: '选哪一天？',
  kind: 'single',
  counting: 'hands',
  options: ['周一', '周二'],
  right: null,
} as const;

async function opened({ lecturer, lectureId }: Air, plan: Record<string, unknown> = single): Promise<string> {
  const pollId = clientId();
  for (let n = 0; n < 2; n += 1) {
    const ack = await lecturer.send('poll:create', { lectureId, pollId, ...plan });
    expect(ack.ok).toBe(true);
    await lecturer.call('poll:move', { lectureId, pollId, to: 'open' });
  }
  return pollId;
}
const stored = async ({ planner, lectureId }: Air) => (await planner.call('lecturePolls', { lectureId })).polls;
const counted = async ({ hall, lectureId }: Air, heads: number) =>
  hall.call('heads:report', { lectureId, reportId: clientId(), heads });

describe('polls', () => {
  it('[POL1] hands are numbers per option, held against the head count; a hall may change them until the close', async () => {
    const air = await onAir(world);
    const { hall, hall2, lecturer, lectureId, outcome } = air;
    const pollId = await opened(air);
    expect(await outcome(hall, 'poll:vote', { pollId, counts: [1, 1] })).toBe('heads_first');
    await counted(air, 30);
    expect(await outcome(hall, 'poll:vote', { pollId, counts: [20, 11] })).toBe('votes_do_not_fit');
    expect(await outcome(hall, 'poll:vote', { pollId, counts: [20, 5, 1] })).toBe('choice_missing');
    await hall.call('poll:vote', { lectureId, pollId, counts: [20, 5] });
    await hall.call('poll:vote', { lectureId, pollId, counts: [22, 8] });
    await hall.call('poll:vote', { lectureId, pollId, counts: [22, 8] });
    await lecturer.event('polls:changed', ({ poll }) => poll.result?.counts.join() === '22,8');
    expect((await stored(air)).map(({ result }) => result)).toEqual([{ counts: [22, 8], halls: 1 }]);
    expect(hall2.heard.some(({ payload }) => JSON.stringify(payload).includes('"counts":[22,8]'))).toBe(false);
  });

  it('[POL2] a vote after the close is refused, and none that was acknowledged is lost', async () => {
    const air = await onAir(world);
    const { hall, hall2, lecturer, lectureId, outcome } = air;
    const pollId = await opened(air, { ...single, counting: 'hall' });
    const votes = Promise.all([hall, hall2].map((one) => outcome(one, 'poll:vote', { pollId, counts: [1, 0] })));
    const [acks] = await Promise.all([votes, lecturer.call('poll:move', { lectureId, pollId, to: 'closed' })]);
    expect(await outcome(hall, 'poll:vote', { pollId, counts: [0, 1] })).toBe('poll_closed');
    expect(acks.every((ack) => ack === 'ok' || ack === 'poll_closed')).toBe(true);
    const [poll] = await stored(air);
    expect(poll?.result?.halls).toBe(acks.filter((ack) => ack === 'ok').length);
  });

  it('[POL3] halls see result and right answer when they are shown, not before', async () => {
    const air = await onAir(world);
    const { hall, lecturer, lectureId } = air;
    const pollId = await opened(air, { ...single, kind: 'quiz', counting: 'hall', right: 1 });
    const told = await hall.event('polls:changed', ({ poll }) => poll.id === pollId);
    expect(told.poll).toMatchObject({ state: 'open', right: null, result: null });
    await hall.call('poll:vote', { lectureId, pollId, counts: [0, 1] });
    await lecturer.call('poll:move', { lectureId, pollId, to: 'closed' });
    await lecturer.call('poll:move', { lectureId, pollId, to: 'shown' });
    const shown = await hall.event('polls:changed', ({ poll }) => poll.state === 'shown');
    expect(shown.poll).toMatchObject({ right: 1, result: { counts: [0, 1], halls: 1 } });
  });

  it('[POL4] one poll is open at a time, and nothing is skipped or taken back', async () => {
    const air = await onAir(world);
    const { lecturer, organizer, lectureId, outcome } = air;
    const pollId = await opened(air);
    const second = clientId();
    await organizer.call('poll:create', { lectureId, pollId: second, ...single, options: ['甲', '乙'] });
    expect(await outcome(organizer, 'poll:move', { pollId: second, to: 'open' })).toBe('poll_open_already');
    expect(await outcome(lecturer, 'poll:move', { pollId, to: 'shown' })).toBe('poll_state');
    expect(await outcome(lecturer, 'poll:create', { pollId: clientId(), ...single, options: ['甲', '甲'] })).toBe(
      'poll_options',
    );
  });

  it('[POL5] a hall that comes back finds its vote, and the CSV has each hall and the sum', async () => {
    const air = await onAir(world);
    const { lectureId, hall, planner, enter } = air;
    const pollId = await opened(air, { ...single, kind: 'yesNo', counting: 'hall', options: [], title: '=赞成吗' });
    await hall.call('poll:vote', { lectureId, pollId, counts: [1, 0] });
    const again = await enter(await world.paired(places.ownHall));
    const { extras } = await again.call('lecture:join', { lectureId });
    expect(extras.polls.own).toEqual([{ pollId, counts: [1, 0] }]);
    const ack = await planner.send('pollsCsv', { lectureId });
    const csv = ack.ok ? String(ack.data) : '';
    expect(csv).toContain("'=赞成吗");
    expect(csv).toContain('东一社区,赞成,1');
    expect(csv).toContain('合计,赞成,1');
  });
});
