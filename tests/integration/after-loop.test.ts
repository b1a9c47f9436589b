import { readSheet } from 'read-excel-file/node';
import { beforeAll, describe, expect, it } from 'vitest';
import { figureWords } from '#shared/figure-text.ts';
import { type FigureGroup, type Figures, type Measure, measures } from '#shared/figures.ts';
import type { ApiClient } from '../support/api-client.ts';
import { DAY_MS, type LoopMatter, LoopWorld } from '../support/loop-world.ts';

let loop: LoopWorld;
let good: LoopMatter;
let bad: LoopMatter;
let quarter = '';

beforeAll(async () => {
  loop = await LoopWorld.build();
  const local = new Date(loop.clock.now() + 8 * 3_600_000);
  quarter = `${local.getUTCFullYear()}Q${Math.floor(local.getUTCMonth() / 3) + 1}`;
  good = await loop.filed();
  bad = await loop.filed();
  for (const matter of [good, bad]) {
    await loop.claimed(matter);
    await loop.answered(matter, 'answered');
  }
});

const as = (signInName: string): Promise<ApiClient> => loop.as(signInName);
const visitOf = async (clerk: ApiClient, { number }: LoopMatter) => {
  const visit = (await clerk.call('listVisits', { show: 'open' })).visits.find((each) => each.number === number);
  if (visit === undefined) throw new Error(`no open visit of ${number}`);
  return visit;
};
const cellIn = ({ groups }: Figures, by: FigureGroup, key: string) =>
  groups.find((group) => group.by === by)?.cells.find((cell) => cell.key === key);

describe('after the result, over HTTP', () => {
  it('[RAT2] the citizen rates once, from the own page', async () => {
    const { citizen } = good;
    expect(await citizen.call('matterRating', {})).toMatchObject({ state: 'open' });
    const twice = await Promise.all([5, 1].map((faces) => citizen.send('rateMatter', { faces, note: '很满意' })));
    expect(twice.filter(({ ok }) => ok)).toHaveLength(1);
    expect(twice.find(({ ok }) => !ok)).toMatchObject({ error: { code: 'conflict', reason: 'rating_given' } });
    expect(await citizen.call('matterRating', {})).toMatchObject({ state: 'given' });
  });

  it('[NOT12] the own page says what was told, and whether it reached the telephone', { timeout: 60_000 }, async () => {
    const told = async () => {
      const { notices } = await good.citizen.call('matterNotices', {});
      return notices.find(({ kind }) => kind === 'rating.asked')?.toPhone;
    };
    await expect.poll(told, { timeout: 30_000 }).toMatchObject({ way: 'sms', state: 'sent' });
    expect(JSON.stringify(await good.citizen.call('matterNotices', {}))).not.toMatch(/138\d{8}|\/matter\//);
  });

  it('[RAT4] the rating stands with its expert, and the answered matters on the public page', async () => {
    await loop.pass(60_000);
    const { experts } = await loop.app.client().call('publicExperts', {});
    expect(experts.find(({ id }) => String(id) === loop.world.idOf('expert'))).toMatchObject({ answered: 2 });
    const own = await (await as('expert')).call('listRatings', { limit: 10 });
    expect(own.rows.map(({ number }) => number)).toEqual([good.number]);
  });

  it('[VIS8] seven days later the visits are due, and the citizen knew the day', async () => {
    const visit = (await good.citizen.call('matterVisit', {})).visit;
    expect(Math.round((Date.parse(visit?.dueAt ?? '') - loop.clock.now()) / DAY_MS)).toBe(7);
    expect((await (await as('clerk')).call('listVisits', { show: 'open' })).due).toBe(0);
    await loop.pass(7 * DAY_MS);
    expect((await (await as('clerk')).call('listVisits', { show: 'open' })).due).toBe(2);
  });

  it('[VIS3] what holds and is rated is closed', async () => {
    const clerk = await as('clerk');
    const visit = await visitOf(clerk, good);
    expect(visit.phone).toMatch(/^138\*{4}\d{4}$/);
    expect((await clerk.call('revealVisitPhone', { visitId: visit.id })).phone).toMatch(/^138\d{8}$/);
    await clerk.call('recordVisit', { visitId: visit.id, result: 'holds', note: '路已经让出来了' });
    expect(await loop.stateOf(good)).toBe('visited');
    await loop.rounds();
    expect(await loop.stateOf(good)).toBe('closed');
  });

  it('[VIS5] what does not hold is open again; its next result is visited anew', async () => {
    const clerk = await as('clerk');
    const { id } = await visitOf(clerk, bad);
    await clerk.call('recordVisit', { visitId: id, result: 'unreachable', note: '' });
    expect((await visitOf(clerk, bad)).tries).toHaveLength(1);
    await clerk.call('recordVisit', { visitId: id, result: 'doesNotHold', note: '又堵上了' });
    expect(await loop.stateOf(bad)).toBe('assigned');
    const { timeline } = await (await as('planner')).call('getRequest', { requestId: bad.requestId });
    expect(timeline.at(-1)).toMatchObject({ from: 'concluded', to: 'assigned', role: 'clerk', reason: '又堵上了' });
    await loop.answered(bad, 'resolved');
    await loop.pass(7 * DAY_MS);
    const again = await as('clerk');
    await again.call('recordVisit', { visitId: (await visitOf(again, bad)).id, result: 'holds', note: '' });
    expect(await loop.stateOf(bad)).toBe('visited');
  });

  it('[VIS4] unrated, it is closed 14 days later', async () => {
    await loop.pass(14 * DAY_MS);
    expect(await loop.stateOf(bad)).toBe('closed');
    expect(await bad.citizen.call('matterRating', {})).toMatchObject({ state: 'over' });
  });
});

describe('the figures of it, over HTTP', () => {
  const figuresFor = async (signInName: string) => (await as(signInName)).call('getFigures', { quarter });

  it('[FIG1] count what happened, by every group; another branch has nothing', async () => {
    await loop.pass(60_000);
    const figures = await figuresFor('supervisor');
    expect(cellIn(figures, 'total', 'all')?.values).toMatchObject({
      ...{ requests: 2, answered: 1, resolved: 1, notResolved: 0, ratings: 1, rating: expect.any(Number) },
      ...{ visitHolds: 2, visitFails: 0, claimMinutes: 0, held: 0 },
    });
    expect(cellIn(figures, 'township', '2202001')).toMatchObject({ name: '东街道', values: { requests: 2 } });
    expect(cellIn(figures, 'expert', loop.world.idOf('expert'))?.values.visitHolds).toBe(2);
    expect(cellIn(await figuresFor('organizer2'), 'total', 'all')?.values.requests).toBe(0);
    expect(cellIn(await figuresFor('planner'), 'total', 'all')?.values.requests).toBe(2);
  });

  it('[FIG3] behind each figure stand as many rows as it says', async () => {
    const supervisor = await as('supervisor');
    const { groups } = await supervisor.call('getFigures', { quarter });
    const counts = ['requests', 'answered', 'resolved', 'ratings', 'visitHolds'] as const satisfies Measure[];
    for (const { by, cells } of groups)
      for (const { key, values } of cells)
        for (const measure of counts) {
          const { rows } = await supervisor.call('figureRows', { quarter, by, key, measure, limit: 100 });
          expect([by, key, measure, rows.length]).toEqual([by, key, measure, values[measure]]);
        }
  });

  it('[FIG5] the CSV and the workbook say what the page says', async () => {
    const supervisor = await as('supervisor');
    const figures = await supervisor.call('getFigures', { quarter });
    const file = async (kind: string) => (await supervisor.fetch(`/api/figures/${quarter}/${kind}`)).arrayBuffer();
    const [head = '', ...lines] = new TextDecoder()
      .decode(await file('csv'))
      .trimEnd()
      .split('\r\n');
    const cells = figures.groups.flatMap((group) => group.cells);
    const values = cells.map((cell) => measures.map((measure) => String(cell.values[measure] ?? '')));
    expect(lines.map((line) => line.split(',').slice(2))).toEqual(values);
    const words = figureWords('zh-CN');
    expect(head).toBe([words.group, words.item, ...measures.map((measure) => words.measures[measure])].join(','));
    const matters = await readSheet(Buffer.from(await file('xlsx')), words.matters);
    expect(matters.slice(1).map(([number]) => number)).toEqual([good.number, bad.number]);
  });
});

describe('verify', () => {
  it('[FIG4] counts everything again with difference 0, and names what was changed', async () => {
    expect(await loop.verify()).toEqual([]);
    const counted = loop.app.app.database.connection.collection('matterFigures');
    await counted.updateOne({ number: good.number }, { $set: { 'counts.visit': 'unreachable' } });
    expect(await loop.verify()).toEqual([`figures of ${good.number} differ from its events in visit`]);
  });
});
