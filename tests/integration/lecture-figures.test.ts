import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { figureTableName } from '#shared/lecture-figures.ts';
import type { Database } from '../../server/src/db/connect.ts';
import { ensureIndexes } from '../../server/src/db/indexes.ts';
import type { Sfu } from '../../server/src/media/sfu.ts';
import { createCountCache } from '../../server/src/reports/count-cache.ts';
import { createLectureFigureRoutes } from '../../server/src/reports/lecture-figure.routes.ts';
import { createReportRepo } from '../../server/src/reports/report.repo.ts';
import { callOf } from '../support/after-world.ts';
import { testDatabase } from '../support/engine.ts';
import { fakeClock } from '../support/fake-clock.ts';
import { lecturers, staff } from '../support/lecture-world.ts';
import { openTestSfu } from '../support/media-world.ts';
import { textOf } from '../support/outcome.ts';
import { countyHalls, ReportWorld } from '../support/report-world.ts';

const halls = countyHalls.slice(0, 20);
const supervisor = staff('supervisor');
let database: Database;
let sfu: Sfu;
let day: ReportWorld;

/** Two lectures of the third quarter with 10 and 15 of 20 halls, and one of the fourth with 20. */
beforeAll(async () => {
  database = await testDatabase();
  sfu = await openTestSfu();
  await heard('=一', Date.UTC(2026, 8, 20, 1), 10, 5);
  await heard('二', Date.UTC(2026, 8, 21, 1), 15, 4);
  await heard('三', Date.UTC(2026, 9, 12, 1), 20, 1);
}, 60_000);
afterAll(() => sfu.close());

/** Heard for six minutes on this day by as many halls, each with as many people. */
async function heard(title: string, at: number, joined: number, heads: number): Promise<void> {
  day = new ReportWorld(database, sfu, fakeClock(at), halls);
  await ensureIndexes(database);
  const id = await day.started(title);
  await day.join(id, halls.slice(0, joined));
  await day.at(5);
  for (const hall of halls.slice(0, joined)) await day.heads(id, hall, heads);
  await day.at(6);
  await day.end(id);
  await day.world.close();
}

const figures = () => day.stores.lectureFigures;

describe('figures of lectures', () => {
  it('[LFG1] sums lectures, halls and person-times by quarter, township and hall', async () => {
    const { total, townships } = await figures().of(supervisor, '2026Q3');
    expect(total).toMatchObject({ lectures: 2, hallsReached: 15, expected: 40, present: 25, absent: 15 });
    expect(total.personTimes).toBe(10 * 5 + 15 * 4);
    expect(townships.map(({ figures: one }) => one.expected)).toEqual([2, 26, 12]);
    expect(townships[1]?.halls[0]?.figures).toMatchObject({ lectures: 2, personTimes: 9 });
    expect((await figures().of(supervisor, '2026')).total).toMatchObject({ lectures: 3, personTimes: 130 });
    expect((await figures().of(supervisor, '2026Q2')).total.lectures).toBe(0);
    const rows = { period: '2026Q3', level: 'hall' as const, key: '2202001', limit: 1 };
    const first = await figures().rows(supervisor, rows);
    expect(first.rows.map(({ title, figures: one }) => [title, one.personTimes])).toEqual([['二', 4]]);
    const next = await figures().rows(supervisor, { ...rows, cursor: first.nextCursor ?? '' });
    expect(next.rows.map(({ title }) => title)).toEqual(['=一']);
    expect(next.nextCursor).toBeNull();
    expect(await day.stores.verify()).toEqual([]);
  });

  it('[LFG2] an organizer reads the halls of the branch, a lecturer the own lectures', async () => {
    const township = staff('organizer', { orgPath: '/2202/2202002/' });
    const { total, townships } = await figures().of(township, '2026');
    expect(townships.map(({ townshipId }) => townshipId)).toEqual(['2202002']);
    expect(total).toMatchObject({ lectures: 3, expected: 18, personTimes: 1 * 4 + 6 });
    const other = staff('lecturer', { ...(lecturers[1] && { accountId: lecturers[1].id }) });
    expect((await figures().of(other, '2026')).total.lectures).toBe(0);
    const own = staff('lecturer', { ...(lecturers[0] && { accountId: lecturers[0].id }) });
    expect((await figures().of(own, '2026')).total.lectures).toBe(3);
  });

  it('[LFG3] CSV and XLSX hold the figures of the page', async () => {
    const routes = createLectureFigureRoutes({ figures: figures(), render: async () => new Uint8Array() });
    const { content } = await routes.lectureFiguresXlsx({ period: '2026' }, callOf(supervisor));
    const book = Buffer.from('body' in content ? content.body : '');
    for (const [n, table] of figureTableName.options.entries()) {
      const csv = await routes.lectureFiguresCsv({ period: '2026', table }, callOf(supervisor));
      expect(textOf(csv.content).startsWith('\uFEFF')).toBe(true);
      const rows: string[][] = parse(textOf(csv.content), { bom: true });
      const sheet = await readSheet(book, n + 1);
      const plain = rows.map((cells) => cells.map((cell) => cell.replace(/^'(?==)/, '')));
      expect(plain).toEqual(sheet.map((cells) => cells.map((cell) => String(cell ?? ''))));
    }
    const townships = await readSheet(book, 1);
    expect(townships.at(-1)?.slice(0, 3)).toEqual(['合计', 3, 20]);
  });

  it('[LFG4] reads again only what changed, and sees at once what another process corrected', async () => {
    const repo = createReportRepo(database.connection);
    const read: string[] = [];
    const cache = createCountCache({
      repo: {
        versions: repo.versions,
        find: (ids) => {
          read.push(...ids);
          return repo.find(ids);
        },
      },
      counted: async (lecture, stored) => {
        if (stored === undefined || stored.isOwed)
          return (await first(day.stores.reports.counts([lecture]))) ?? never();
        return stored;
      },
    });
    const { rows } = await figures().rows(supervisor, { period: '2026', level: 'all', key: '', limit: 50 });
    const lectures = await Promise.all(rows.map(({ lectureId }) => day.lecture(lectureId)));
    let turns = 0;
    const personTimes = async (): Promise<number> => {
      let sum = 0;
      for await (const { halls: of } of cache.counts(lectures)) {
        sum += of.reduce((all, { heads }) => all + (heads ?? 0), 0);
        setImmediate(() => (turns += 1));
      }
      return sum;
    };
    expect(await personTimes()).toBe(130);
    expect(turns).toBeGreaterThan(0);
    expect(read).toHaveLength(3);
    expect(await personTimes()).toBe(130);
    expect(read).toHaveLength(3);
    const [corrected] = rows;
    const [city] = halls;
    if (corrected === undefined || city === undefined) throw new Error('no lecture');
    await day.heads(corrected.lectureId, city, 11, '电话核对');
    expect(await personTimes()).toBe(140);
    expect((await figures().of(supervisor, '2026')).total.personTimes).toBe(140);
    expect(await personTimes()).toBe(140);
    expect(read.slice(3)).toEqual([corrected.lectureId, corrected.lectureId]);
  });
});

async function first<T>(all: AsyncIterable<T>): Promise<T | undefined> {
  for await (const one of all) return one;
  return undefined;
}
const never = (): never => {
  throw new Error('nothing was counted');
};
