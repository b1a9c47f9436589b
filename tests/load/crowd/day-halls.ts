import { DayHall } from './day-hall.ts';
import type { Orders } from './halls.ts';

/*
 * All hall PCs of a whole lecture, in a process of their own: each order is done by the halls that it is for, all at once, and
 * answered with how many failed. `tally` says what all of them heard, and when they were there.
 */
export type DayOrder =
  | { act: 'join' | 'raise' | 'lower' | 'count' | 'drop' | 'return' | 'tally' }
  | { act: 'ask'; text: string }
  | { act: 'vote'; pollId: string };
export type DayAnswer = { failed: number; reasons: string[]; tally?: Tally };

export type Tally = {
  lost: number;
  doubled: number;
  /** News that halls heard, all together. */
  heard: number;
  /** By the number of the news: when each hall had it. */
  turns: { seq: number; at: number[] }[];
  halls: { hallId: string; stays: [from: number, to: number][] }[];
};

/** So many halls lose their line for a while, and so many ask. */
const DROPPED = 25;
const ASKING = 60;

process.on('disconnect', () => process.exit(0));
process.once('message', ({ url, lectureId, halls: pcs }: Orders) => {
  const halls = pcs.map((pc) => new DayHall(url, lectureId, pc));
  const dropped = halls.slice(0, DROPPED);
  const answer = (message: DayAnswer | { ready: true }): void => void process.send?.(message);
  process.on('message', (order: DayOrder) => {
    void obey(order, halls, dropped).then(answer, (error) => answer({ failed: 1, reasons: [String(error)] }));
  });
  answer({ ready: true });
});

async function obey(order: DayOrder, halls: readonly DayHall[], dropped: readonly DayHall[]): Promise<DayAnswer> {
  switch (order.act) {
    case 'join':
      return all(halls, (hall) => hall.join());
    case 'raise':
      return all(halls, (hall) => hall.raise());
    case 'lower':
      return all(halls, (hall) => hall.lower());
    case 'count':
      return all(halls, (hall, index) => hall.count(10 + (index % 40)));
    case 'ask':
      return all(halls.slice(0, ASKING), (hall, index) => hall.question(`${order.text}${index}`));
    case 'vote':
      return all(halls, (hall, index) => hall.vote(order.pollId, [index % 7, index % 5]));
    case 'drop':
      return all(dropped, async (hall) => hall.drop());
    case 'return':
      return all(dropped, (hall) => hall.join());
    case 'tally':
      return { failed: 0, reasons: [], tally: tally(halls) };
    default:
      return order satisfies never;
  }
}

async function all(
  halls: readonly DayHall[],
  act: (hall: DayHall, index: number) => Promise<void>,
): Promise<DayAnswer> {
  const results = await Promise.allSettled(halls.map(act));
  const reasons = results.flatMap((result) => (result.status === 'rejected' ? String(result.reason) : []));
  return { failed: reasons.length, reasons: [...new Set(reasons)] };
}

function tally(halls: readonly DayHall[]): Tally {
  const news = new Map(
    halls.flatMap(({ visits }) => visits.flatMap((visit) => visit.news)).map((one) => [one.seq, one]),
  );
  const seqs = [...news.keys()].sort((a, b) => a - b);
  let lost = 0;
  let doubled = 0;
  let heard = 0;
  const times = new Map<number, number[]>();
  for (const { visits } of halls) {
    for (const { snapshotSeq, news: got, leftAt } of visits) {
      const own = new Set(got.map(({ seq }) => seq));
      heard += got.length;
      doubled += got.length - own.size;
      // A line that was cut covers what came until then; the snapshot of the next one covers the rest.
      const until = leftAt === null ? Number.POSITIVE_INFINITY : Math.max(snapshotSeq, ...own);
      lost += seqs.filter((seq) => seq > snapshotSeq && seq <= until && !own.has(seq)).length;
      for (const { seq, name, at } of got) {
        if (name !== 'slides:changed' || seq <= snapshotSeq) continue;
        times.set(seq, [...(times.get(seq) ?? []), at]);
      }
    }
  }
  const turns = [...times].map(([seq, at]) => ({ seq, at })).sort((a, b) => a.seq - b.seq);
  const stays = (visits: DayHall['visits']): [number, number][] =>
    visits.map(({ joinedAt, leftAt }) => [joinedAt, leftAt ?? Date.now()]);
  return { lost, doubled, heard, turns, halls: halls.map(({ hallId, visits }) => ({ hallId, stays: stays(visits) })) };
}
