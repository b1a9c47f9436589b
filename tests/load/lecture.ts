import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { AttendanceReport } from '#shared/attendance.ts';
import type { ApiSocket } from '../support/api-client.ts';
import { pdfOf } from '../support/pdf.ts';
import type { ServerProcess } from '../support/product-process.ts';
import { type County, prepareCounty, startLecture } from './crowd/county.ts';
import { startCpuUse } from './crowd/cpu.ts';
import { newPartId } from './crowd/day-hall.ts';
import type { Tally } from './crowd/day-halls.ts';
import { DayHallsProcess } from './crowd/day-halls-process.ts';
import { eventLoopDelayP99Ms } from './crowd/event-loop.ts';
import { type Measured, runLoadTest } from './crowd/load-test.ts';

/*
 * A whole lecture with all halls, by script: pages are turned all the time, all hands go up in one second, halls ask, vote and
 * count heads, some lose their lines and come back. One JSON line on standard output; exit status 1 if a bar is missed.
 * `--fault busy-node` lets the server's JavaScript block for 60 ms every tenth of a second: that must turn it red.
 */
const bars = {
  failed: 0,
  nodeShareOfCore: 0.25,
  eventLoopP99Ms: 20,
  pageTurnP95Ms: 300,
  lostEvents: 0,
  doubledEvents: 0,
  attendanceErrorSecondsMax: 3,
};
const PAGES = 6;
/** Pages are turned so often within the lecture. */
const TURNS = 36;

const { values } = parseArgs({
  options: {
    halls: { type: 'string', default: '254' },
    minutes: { type: 'string', default: '3' },
    bitrate: { type: 'string', default: '1200000' },
    fault: { type: 'string', default: 'none' },
  },
});

const faults = { 'busy-node': new URL('crowd/busy-node.ts', import.meta.url) };
await runLoadTest({ name: 'lecture', bars, options: values, faults }, async (product) =>
  measure(product, await prepareCounty(product, Number(values.halls))),
);

async function measure(product: ServerProcess, county: County): Promise<Measured<typeof bars>> {
  const { lectureId, organizer } = county;
  const deckId = await bringSlides(county);
  const { publisher, desk } = await startLecture(county, { bitrate: Number(values.bitrate) });
  const halls = await DayHallsProcess.start({ url: product.url, lectureId, halls: county.halls });
  await halls.do({ act: 'join' });
  await desk.call('slides:show', { lectureId, deckId });
  await eventLoopDelayP99Ms(product.url);
  const cpuUse = startCpuUse(product.pid());
  const startedAt = Date.now();
  const turnedAt = await playLecture({ lectureId, deckId }, desk, halls);
  const { node, workers, othersShare } = cpuUse();
  const seconds = (Date.now() - startedAt) / 1_000;
  const p99 = await eventLoopDelayP99Ms(product.url);
  await desk.call('lecture:end', { lectureId });
  const tally = await halls.tally();
  halls.stop();
  publisher.close();
  const report = await organizer.call('lectureAttendance', { lectureId });
  for (const reason of halls.reasons) process.stderr.write(`${reason}\n`);
  return {
    result: {
      halls: county.halls.length,
      failed: halls.failed,
      workerCores: Math.round(workers / seconds) / 1_000,
      nodeShareOfCore: Math.round(node / seconds) / 1_000,
      eventLoopP99Ms: p99,
      pageTurnP95Ms: turnP95Ms(tally, turnedAt),
      lostEvents: tally.lost,
      doubledEvents: tally.doubled,
      attendanceErrorSecondsMax: attendanceError(tally, report),
    },
    details: { heardEvents: tally.heard, turns: turnedAt.size, seconds, othersShare },
  };
}

async function bringSlides({ lectureId, lecturer }: County): Promise<string> {
  const put = await lecturer.upload('uploadSlides', { lectureId, fileName: 'slides.pdf' }, pdfOf(PAGES));
  if (!put.ok) throw new Error(`the slides were refused: ${put.error.reason}`);
  const deadline = Date.now() + 60_000;
  for (;;) {
    const [deck] = (await lecturer.call('listSlideDecks', { lectureId })).decks;
    if (deck?.state === 'ready') return deck.id;
    if (deck?.state === 'failed' || Date.now() > deadline) throw new Error('the slides were not made into pages');
    await wait(200);
  }
}

/** Goes through the script; resolves with when each page was turned, by page and turn. */
async function playLecture(
  { lectureId, deckId }: { lectureId: string; deckId: string },
  desk: ApiSocket,
  halls: DayHallsProcess,
): Promise<Map<number, number>> {
  const lengthMs = 60_000 * Number(values.minutes);
  const startedAt = Date.now();
  const turnedAt = new Map<number, number>();
  const at = async (share: number, act: () => Promise<unknown>): Promise<void> => {
    await wait(Math.max(0, startedAt + share * lengthMs - Date.now()));
    await act();
  };
  const turnPages = async (): Promise<void> => {
    for (let turn = 0; turn < TURNS; turn += 1) {
      await at(turn / TURNS, async () => {
        turnedAt.set(turn, Date.now());
        await desk.call('slides:turn', { lectureId, deckId, page: 1 + ((turn + 1) % PAGES) });
      });
    }
  };
  const poll = async (title: string, from: number): Promise<void> => {
    const pollId = newPartId();
    const words = { title, kind: 'yesNo' as const, counting: 'hands' as const, options: [], right: null };
    await at(from, () => desk.call('poll:create', { lectureId, pollId, ...words }));
    await desk.call('poll:move', { lectureId, pollId, to: 'open' });
    await halls.do({ act: 'vote', pollId });
    await at(from + 0.05, () => desk.call('poll:move', { lectureId, pollId, to: 'closed' }));
    await desk.call('poll:move', { lectureId, pollId, to: 'shown' });
  };
  const takePart = async (): Promise<void> => {
    await at(0.05, () => halls.do({ act: 'raise' }));
    await at(0.15, () => halls.do({ act: 'lower' }));
    await at(0.2, () => halls.do({ act: 'ask', text: '土地承包到期怎么办' }));
    await at(0.3, () => halls.do({ act: 'count' }));
    await poll('今天讲的内容您听懂了吗', 0.4);
    await at(0.5, () => halls.do({ act: 'drop' }));
    await at(0.6, () => halls.do({ act: 'return' }));
    await at(0.65, () =>
      desk.call('announcement:say', { lectureId, announcementId: newPartId(), text: '十分钟后结束' }),
    );
    await poll('下次讲婚姻家庭', 0.7);
    await at(0.85, () => desk.call('heads:ask', { lectureId }));
    await halls.do({ act: 'count' });
    await at(1, async () => undefined);
  };
  await Promise.all([turnPages(), takePart()]);
  return turnedAt;
}

/** From the lecturer's key to each hall, 95 of 100. Turns and news of slides are in the same order; the first news shows the deck. */
function turnP95Ms({ turns }: Tally, turnedAt: ReadonlyMap<number, number>): number {
  const news = turns.slice(-turnedAt.size);
  const delays = [...turnedAt.values()].flatMap((sent, turn) => (news[turn]?.at ?? []).map((got) => got - sent));
  delays.sort((a, b) => a - b);
  return delays[Math.floor(0.95 * delays.length)] ?? Number.POSITIVE_INFINITY;
}

/** Between the minutes that are handed in and those that the halls themselves measured, in seconds. */
function attendanceError({ halls }: Tally, report: AttendanceReport): number {
  const from = Date.parse(report.startedAt ?? '');
  const to = Date.parse(report.endedAt ?? '');
  const errors = halls.map(({ hallId, stays }) => {
    const own = stays.reduce((sum, [came, left]) => sum + Math.max(0, Math.min(left, to) - Math.max(came, from)), 0);
    const row = report.rows.find((each) => each.hallId === hallId);
    return row ? Math.abs(row.presentMs - own) / 1_000 : Number.POSITIVE_INFINITY;
  });
  return Math.round(100 * Math.max(...errors)) / 100;
}
