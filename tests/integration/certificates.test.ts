import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FileOutput } from '#shared/kit/define.ts';
import type { HallId, LectureId } from '#shared/kit/ids.ts';
import type { Database } from '../../server/src/db/connect.ts';
import { ensureIndexes } from '../../server/src/db/indexes.ts';
import type { Sfu } from '../../server/src/media/sfu.ts';
import { callOf } from '../support/after-world.ts';
import { testDatabase } from '../support/engine.ts';
import { fakeClock } from '../support/fake-clock.ts';
import { openTestSfu } from '../support/media-world.ts';
import { rejection } from '../support/outcome.ts';
import { wordsByPage } from '../support/papers-read.ts';
import { countyHalls, hallAt, ReportWorld } from '../support/report-world.ts';

const halls = countyHalls.slice(0, 4);
const [city, absent, second, third] = [hallAt(0), hallAt(1), hallAt(2), hallAt(3)];
let database: Database;
let sfu: Sfu;
let day: ReportWorld;
let lectureId: LectureId;

beforeAll(async () => {
  database = await testDatabase();
  sfu = await openTestSfu();
});
afterEach(async () => {
  await database.connection.collection('certificates').deleteMany({});
  await day.world.close();
});
afterAll(() => sfu.close());

/** Four halls, of which three were there: the city's with 30 people. */
async function heard() {
  day = new ReportWorld(database, sfu, fakeClock(), halls);
  await ensureIndexes(database);
  lectureId = await day.started('土地承包');
  await day.join(lectureId, [city, second, third]);
  await day.at(30);
  await day.heads(lectureId, city, 30);
  await day.end(lectureId);
  return day.papers();
}
const call = () => callOf(day.organizer);

async function pagesOf({ content }: FileOutput): Promise<string[]> {
  const body = 'body' in content && typeof content.body !== 'string' ? content.body : new Uint8Array();
  return wordsByPage(body);
}
const issueTo = async ({ routes }: Pick<Awaited<ReturnType<typeof heard>>, 'routes'>, { hallId }: { hallId: HallId }) =>
  (await routes.issueCertificates({ lectureId, hallIds: [hallId] }, call())).certificates;
const tokenOn = (page = ''): string => /verify\/([\w-]{22})/.exec(page)?.[1] ?? '';

describe('certificates of attendance', () => {
  it('[CER1] are given once to a hall that took part, with a number and a code that can be checked', {
    timeout: 60_000,
  }, async () => {
    const { routes, papers } = await heard();
    const input = { lectureId, hallId: city.hallId };
    const issue = () => issueTo({ routes }, city);
    const [both, again] = await Promise.all([issue(), issue()]);
    expect(both).toEqual(again);
    expect(both[0]?.number).toMatch(/^舒学〔2026〕\d+号$/);
    const pdf = await routes.certificatePdf(input, call());
    const [plain] = await pagesOf(pdf);
    for (const words of ['法治大讲堂参会证明', both[0]?.number, '测试市中心', '土地承包', '实到人数30'])
      expect(plain).toContain(words);
    const token = tokenOn(plain);
    expect(await papers.check(token)).toMatchObject({ result: 'valid', kind: 'attendance', number: both[0]?.number });
    await database.connection.collection('certificates').updateOne({ token }, { $set: { 'content.heads': 300 } });
    expect(await papers.check(token)).toMatchObject({ result: 'altered' });
    expect(await day.stores.verify()).toEqual([`certificate ${both[0]?.number} is not what was issued`]);
  });

  it('[CER7] name who taught, where somebody else took over', { timeout: 60_000 }, async () => {
    const { routes } = await heard();
    const stint = (name: string, from: number, to: number) => ({
      ...{ role: 'lecturer', accountId: 'e'.repeat(24), name },
      ...{ from: new Date(from), to: new Date(to) },
    });
    const at = day.clock.now();
    const taught = [stint('王建国', at - 3, at - 2), stint('赵晓梅', at - 2, at - 1), stint('王建国', at - 1, at)];
    const ended = { _id: lectureId as string };
    await database.connection.collection<{ _id: string }>('lectures').updateOne(ended, { $set: { taught } });
    await routes.issueCertificates({ lectureId, hallIds: [city.hallId] }, call());
    const [plain] = await pagesOf(await routes.certificatePdf({ lectureId, hallId: city.hallId }, call()));
    expect(plain).toContain('王建国、赵晓梅');
  });

  it('[CER2] are refused where nobody took part, and say 补学 where the replay was watched', async () => {
    const { routes } = await heard();
    const input = { lectureId, hallIds: [absent.hallId] };
    expect(await rejection(routes.issueCertificates(input, call()))).toMatchObject({ reason: 'hall_was_not_present' });
    await routes.enterSupplement({ lectureId, hallId: absent.hallId, heads: 18, reason: '当天停电' }, call());
    expect((await routes.issueCertificates(input, call())).certificates).toMatchObject([{ isSupplement: true }]);
  });

  it('[CER3] one that the report contradicts is outdated until it is replaced', { timeout: 60_000 }, async () => {
    const { routes, papers } = await heard();
    const input = { lectureId, hallId: city.hallId };
    const issue = () => issueTo({ routes }, city);
    const states = async () =>
      (await routes.lectureCertificates({ lectureId }, call())).certificates.map(({ heads, state }) => [heads, state]);
    await issue();
    const token = tokenOn((await pagesOf(await routes.certificatePdf(input, call())))[0]);
    expect(await papers.check(token)).toMatchObject({ result: 'valid' });
    await day.heads(lectureId, city, 28, '重复计数');
    expect(await states()).toEqual([[30, 'outdated']]);
    expect(await papers.check(token)).toMatchObject({ result: 'outdated' });
    expect(await rejection(routes.certificatePdf(input, call()))).toMatchObject({ reason: 'certificate_outdated' });
    expect(await issue()).toMatchObject([{ heads: 28, state: 'valid' }]);
    await day.clock.advance(1_000);
    expect(await states()).toEqual([
      [30, 'withdrawn'],
      [28, 'valid'],
    ]);
    expect(await papers.check(token)).toMatchObject({ result: 'withdrawn' });
    const [again] = await pagesOf(await routes.certificatePdf(input, call()));
    expect(again).toContain('实到人数28');
    expect(await papers.check(tokenOn(again))).toMatchObject({ result: 'valid' });
    expect(await day.stores.verify()).toEqual([]);
  });

  it('[CER3] a later viewing that is taken back leaves an outdated one that cannot be replaced', async () => {
    const { routes } = await heard();
    const hall = { lectureId, hallId: absent.hallId };
    const issue = () => issueTo({ routes }, absent);
    await routes.enterSupplement({ ...hall, heads: 18, reason: '当天停电' }, call());
    await issue();
    await day.clock.advance(60_000);
    await routes.enterSupplement({ ...hall, heads: null, reason: '登记错了会场' }, call());
    expect((await routes.lectureCertificates({ lectureId }, call())).certificates).toMatchObject([
      { state: 'outdated' },
    ]);
    expect(await rejection(issue())).toMatchObject({ reason: 'hall_was_not_present' });
  });

  it('[CER4] is withdrawn with a reason, once, and the hall gets another number', { timeout: 60_000 }, async () => {
    const { routes, papers } = await heard();
    const input = { lectureId, hallId: city.hallId };
    const issue = () => issueTo({ routes }, city);
    const [first] = await issue();
    const token = tokenOn((await pagesOf(await routes.certificatePdf(input, call())))[0]);
    const withdraw = (reason: string) =>
      routes.withdrawCertificate({ ...input, number: first?.number ?? '', reason }, call());
    await withdraw('发错会场');
    await withdraw('再来一次');
    expect((await routes.lectureCertificates({ lectureId }, call())).certificates).toMatchObject([
      { state: 'withdrawn', withdrawn: { by: day.organizer.name, reason: '发错会场' } },
    ]);
    expect(await papers.check(token)).toMatchObject({ result: 'withdrawn', number: first?.number });
    expect(await rejection(routes.certificatePdf(input, call()))).toMatchObject({ reason: 'certificate_unknown' });
    const other = routes.withdrawCertificate({ ...input, number: '舒学〔2026〕0号', reason: '错' }, call());
    expect(await rejection(other)).toMatchObject({ reason: 'certificate_unknown' });
    const [next] = await issue();
    expect(next).toMatchObject({ state: 'valid' });
    expect(next?.number).not.toBe(first?.number);
  });

  it('[CER5] all at once, with a page for each hall in the order of the tree', { timeout: 60_000 }, async () => {
    const { routes } = await heard();
    expect(await rejection(routes.certificatesPdf({ lectureId }, call()))).toMatchObject({
      reason: 'certificate_unknown',
    });
    const all = { lectureId, hallIds: [third.hallId, city.hallId, second.hallId] };
    const { certificates } = await routes.issueCertificates(all, call());
    const numbers = certificates.map(({ number }) => Number(/(\d+)号/.exec(number)?.[1]));
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    await day.heads(lectureId, second, 5, '漏报');
    const pages = await pagesOf(await routes.certificatesPdf({ lectureId }, call()));
    expect(pages.map((page) => [city, third].findIndex(({ name }) => page.includes(name)))).toEqual([0, 1]);
    expect(pages.map((page) => page.includes('第1页共1页'))).toEqual([true, true]);
  });

  it('[CER6] none is issued while the lecture can go on again', async () => {
    day = new ReportWorld(database, sfu, fakeClock(), halls);
    await ensureIndexes(database);
    lectureId = await day.started('土地承包');
    await day.join(lectureId, [city]);
    await day.at(30);
    await day.world.lectures.directing.direct(day.organizer, lectureId, 'end');
    const { routes } = day.papers();
    const issue = () => issueTo({ routes }, city);
    expect(await rejection(issue())).toMatchObject({ reason: 'certificate_too_early' });
    await day.clock.advance(10 * 60_000 + 1);
    expect(await issue()).toHaveLength(1);
  });

  it('[CER6] nor while one that ended by itself can', async () => {
    day = new ReportWorld(database, sfu, fakeClock(), halls);
    await ensureIndexes(database);
    lectureId = await day.started('土地承包');
    await day.join(lectureId, [city]);
    const state = async () => (await day.world.lectures.lectureFor(lectureId, day.organizer)).state;
    for (let minutes = 0; minutes < 300 && (await state()) !== 'ended'; minutes += 1) {
      await day.clock.advance(60_000);
      await day.world.lectures.directing.tick();
    }
    const { routes } = day.papers();
    const issue = () => issueTo({ routes }, city);
    expect(await rejection(issue())).toMatchObject({ reason: 'certificate_too_early' });
    await day.clock.advance(11 * 60_000);
    expect(await issue()).toHaveLength(1);
  });
});
