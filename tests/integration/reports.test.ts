import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileOutput } from '#shared/kit/define.ts';
import type { LectureId } from '#shared/kit/ids.ts';
import { reportTable } from '#shared/reports.ts';
import type { Database } from '../../server/src/db/connect.ts';
import { ensureIndexes } from '../../server/src/db/indexes.ts';
import type { Sfu } from '../../server/src/media/sfu.ts';
import { createPapers } from '../../server/src/papers/papers.ts';
import { createReportRoutes } from '../../server/src/reports/report.routes.ts';
import { callOf } from '../support/after-world.ts';
import { testDatabase, testLog } from '../support/engine.ts';
import { fakeClock } from '../support/fake-clock.ts';
import { openTestSfu } from '../support/media-world.ts';
import { rejection, textOf } from '../support/outcome.ts';
import { wordsByPage } from '../support/papers-read.ts';
import { countyHalls, ReportWorld } from '../support/report-world.ts';

const MINUTE = 60_000;
const fontFile = '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc';
let database: Database;
let sfu: Sfu;
let day: ReportWorld;

beforeAll(async () => {
  database = await testDatabase();
  sfu = await openTestSfu();
});
afterAll(() => sfu.close());

async function newDay(at?: number): Promise<ReportWorld> {
  day = new ReportWorld(database, sfu, fakeClock(at));
  await ensureIndexes(database);
  return day;
}

const routes = () =>
  createReportRoutes({
    reports: day.stores.reports,
    lectureFor: (id) => day.lecture(id),
    render: createPapers({ fontFile, issuers: [], log: testLog }).render,
  });
const call = () => callOf(day.organizer);
const bytesOf = ({ content }: FileOutput): Uint8Array =>
  'body' in content && typeof content.body !== 'string' ? content.body : new Uint8Array();
/** As a spreadsheet would show them: an apostrophe before a formula is no part of the text. */
const csvRows = ({ content }: FileOutput): string[][] =>
  parse(textOf(content), { bom: true }).map((cells) => cells.map((cell) => cell.replace(/^'(?==)/, '')));

/** 200 of 254 halls from the start, 40 from minute 15, 14 never; the first one is cut off twice and silent for a while. */
async function wholeLecture(): Promise<LectureId> {
  const id = await day.started('=土地承包', 7);
  const [first] = countyHalls;
  if (!first) throw new Error('no halls');
  await day.join(id, countyHalls.slice(0, 200));
  await day.at(5);
  for (const hall of countyHalls.slice(0, 200)) await day.heads(id, hall, 10);
  await day.stores.soundNotes.note(id, first.hallId, 'off');
  await day.at(9);
  await day.stores.soundNotes.note(id, first.hallId, 'on');
  await day.at(15);
  await day.join(id, countyHalls.slice(200, 240));
  await day.question(id, first, '=1+1 土地被占了怎么办？');
  for (const [minute, name] of [
    [20, 'second'],
    [25, 'third'],
  ] as const) {
    await day.at(minute);
    day.leave([first], name === 'second' ? 'first' : 'second');
    await day.at(minute + 1);
    await day.join(id, [first], name);
  }
  await day.at(70);
  await day.end(id);
  return id;
}

describe('the report of a lecture', () => {
  let lectureId: LectureId;
  beforeAll(async () => {
    await newDay();
    lectureId = await wholeLecture();
  }, 120_000);
  afterAll(() => day.world.close());

  it('[REP1] counts halls, person-times by township, questions and problems of 254 halls', async () => {
    const report = await day.report(lectureId);
    expect(report.totals).toMatchObject({ expected: 254, reached: 240, present: 240, absent: 14, late: 40, breaks: 2 });
    expect(report.totals).toMatchObject({ personTimes: 2_000, questions: 1, noSound: 1, supplements: 0 });
    const sum = (of: 'personTimes' | 'reached' | 'expected') =>
      report.townships.reduce((total, { totals }) => total + totals[of], 0);
    expect([sum('expected'), sum('reached'), sum('personTimes')]).toEqual([254, 240, 2_000]);
    const amounts = Object.groupBy(report.problems, ({ kind }) => kind);
    expect([amounts.lateStart?.[0]?.amount, amounts.overrun?.[0]?.amount]).toEqual([7, 17]);
    expect([amounts.absent?.length, amounts.late?.length, amounts.noHeads?.length]).toEqual([14, 40, 40]);
    expect(amounts.breaks?.map(({ hallId, amount }) => [hallId, amount])).toEqual([['2202', 2]]);
    expect(amounts.noSound?.map(({ hallId, amount }) => [hallId, amount])).toEqual([['2202', 4]]);
  });

  it('[REP2] page, CSV, XLSX and PDF say the same', { timeout: 60_000 }, async () => {
    const report = await day.report(lectureId);
    const csv = await routes().reportCsv({ lectureId, table: 'halls' }, call());
    const xlsx = bytesOf(await routes().reportXlsx({ lectureId }, call()));
    const rows = csvRows(csv).slice(1);
    expect(csv.fileName).toBe('讲堂报告-=土地承包-会场明细-2026-11-23.csv');
    expect(rows.map(([id, , , , minutes, , , , , heads]) => [id, Number(minutes), Number(heads)])).toEqual(
      report.halls.map(({ hallId, minutes, heads }) => [hallId, minutes, heads ?? 0]),
    );
    for (const table of reportTable.options) {
      const sheet = await readSheet(Buffer.from(xlsx), reportTable.options.indexOf(table) + 2);
      const same = csvRows(await routes().reportCsv({ lectureId, table }, call()));
      expect(sheet.map((cells) => cells.map((cell) => String(cell ?? '')))).toEqual(same);
    }
    const townships = await readSheet(Buffer.from(xlsx), 3);
    expect(townships.at(-1)?.slice(0, 4)).toEqual(['合计', 254, 240, 240]);
    const questions = textOf((await routes().reportCsv({ lectureId, table: 'questions' }, call())).content);
    expect(questions).toContain("'=1+1 土地被占了怎么办？");
    const pages = await wordsByPage(bytesOf(await routes().reportPdf({ lectureId }, call())));
    const plain = pages.join('');
    for (const words of ['法治大讲堂讲堂报告', '应到会场254', '人次2000', '第20乡镇', '土地被占了怎么办'])
      expect(plain).toContain(words);
    for (const { hallName } of report.halls) expect(plain).toContain(hallName);
    expect(pages.length).toBeGreaterThan(5);
  });

  it('[REP3] counting again from the events gives no difference, and a changed figure is found', async () => {
    const id = lectureId;
    expect(await day.stores.verify()).toEqual([]);
    const spoiled = database.connection.collection('lectureReports');
    await spoiled.updateOne({ 'halls.hallId': '2202001' }, { $set: { 'halls.$.heads': 11 } });
    expect((await day.report(id)).totals.personTimes).toBe(2_001);
    expect(await day.stores.verify()).toEqual([`report of lecture ${id} differs from its events in 2202001.heads`]);
    await spoiled.updateOne({ 'halls.hallId': '2202001' }, { $set: { 'halls.$.heads': 10 } });
    expect(await day.stores.verify()).toEqual([]);
  });

  it('[REP4] a fact that comes after the end is counted, in the report and by verify', async () => {
    const id = lectureId;
    const [first, second] = countyHalls;
    if (!first || !second) throw new Error('no halls');
    await day.clock.advance(MINUTE);
    await day.heads(id, second, 25, '电话核对');
    expect((await day.report(id)).totals.personTimes).toBe(2_015);
    expect(await day.stores.verify()).toEqual([]);
  });
});

describe('a report', () => {
  afterAll(() => day.world.close());

  it('[REP6] is counted by itself once the lecture is over', async () => {
    await newDay(Date.UTC(2026, 10, 2, 1));
    const id = await day.started('相邻关系');
    await day.join(id, countyHalls.slice(0, 2));
    await day.at(10);
    await day.stores.reports.catchUp();
    const stored = () => database.connection.collection<{ _id: string }>('lectureReports').findOne({ _id: id });
    expect(await stored()).toBeNull();
    await day.end(id);
    await day.clock.advance(MINUTE);
    await day.stores.reports.catchUp();
    expect(await stored()).toMatchObject({ halls: expect.arrayContaining([expect.objectContaining({ minutes: 10 })]) });
    await day.world.close();
  });

  it('[REP5] there is none before the end, and one that goes on again is counted anew', async () => {
    await newDay(Date.UTC(2026, 11, 1, 1));
    const id = await day.started('土地');
    expect(await rejection(day.report(id))).toMatchObject({ code: 'invalid_state', reason: 'lecture_state' });
    await day.join(id, countyHalls.slice(0, 3));
    await day.at(10);
    await day.world.lectures.directing.direct(day.organizer, id, 'end');
    await day.at(12);
    expect((await day.report(id)).halls[0]?.minutes).toBe(10);
    await day.world.lectures.directing.direct(day.organizer, id, 'reopen');
    await day.at(20);
    await day.end(id);
    expect((await day.report(id)).halls[0]?.minutes).toBe(18);
    expect(await day.stores.verify()).toEqual([]);
  });
});
