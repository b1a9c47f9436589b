import { standingHeads } from '#shared/heads.ts';
import type { HallId } from '#shared/kit/ids.ts';
import { MINUTE_MS } from '#shared/kit/time.ts';
import { type ReportHall, type ReportProblem, type ReportTotals, reportRules } from '#shared/reports.ts';
import type { HallFacts, ReportFacts, ReportLecture, SoundFact, Stretch, SupplementFact } from './report-facts.ts';

/** What was so at `asOf`: later facts do not count, so that what was counted then can be counted again at any time. */
export function hallsCounted(facts: ReportFacts, asOf: number): ReportHall[] {
  const isThen = ({ at }: { at: number | string }): boolean => (typeof at === 'number' ? at : Date.parse(at)) <= asOf;
  const soundsOf = Map.groupBy(facts.sounds.filter(isThen), ({ hallId }) => hallId);
  const supplementsOf = Map.groupBy(facts.supplements.filter(isThen), ({ hallId }) => hallId);
  const questionsOf = countBy(facts.questions.filter(isThen));
  const votesOf = countBy(facts.polls.flatMap(({ votes }) => votes.filter(isThen)));
  return facts.attendance.halls.map((hall) => ({
    ...attended(hall),
    heads: standingHeads(hall.headCounts.filter(isThen)),
    noSoundMs: silence(soundsOf.get(hall.hallId) ?? [], hall.stays),
    supplementHeads: standingSupplement(supplementsOf.get(hall.hallId) ?? []),
    questions: questionsOf.get(hall.hallId) ?? 0,
    votes: votesOf.get(hall.hallId) ?? 0,
  }));
}

function attended(hall: HallFacts) {
  const { hallId, hallName, path, townshipId, townshipName, presentMs, minutes, breaks, result, late, leftEarly } =
    hall;
  return { hallId, hallName, path, townshipId, townshipName, presentMs, minutes, breaks, result, late, leftEarly };
}

function countBy(rows: readonly { readonly hallId: HallId }[]): Map<HallId, number> {
  const counts = new Map<HallId, number>();
  for (const { hallId } of rows) counts.set(hallId, (counts.get(hallId) ?? 0) + 1);
  return counts;
}

/** How long a hall was there without sound: from the moment its PC said so until it said otherwise. */
function silence(sounds: readonly SoundFact[], stays: readonly Stretch[]): number {
  const ordered = [...sounds].sort((a, b) => a.at - b.at);
  return ordered.reduce((sum, { sound, at }, n) => {
    const until = ordered[n + 1]?.at ?? Number.POSITIVE_INFINITY;
    return sound === 'on' ? sum : sum + overlap({ from: at, to: until }, stays);
  }, 0);
}

const overlap = ({ from, to }: Stretch, stays: readonly Stretch[]): number =>
  stays.reduce((sum, stay) => sum + Math.max(0, Math.min(to, stay.to) - Math.max(from, stay.from)), 0);

/** The last entry stands. */
const standingSupplement = (entries: readonly SupplementFact[]): number | null =>
  [...entries].sort((a, b) => a.at - b.at).at(-1)?.heads ?? null;

export const isSilent = ({ noSoundMs }: Pick<ReportHall, 'noSoundMs'>): boolean =>
  noSoundMs >= reportRules.noSoundSeconds * 1_000;

export const noTotals = (): ReportTotals => ({
  ...{ expected: 0, reached: 0, present: 0, partial: 0, absent: 0, late: 0, leftEarly: 0, breaks: 0, noSound: 0 },
  ...{ personTimes: 0, questions: 0, supplements: 0, supplementTimes: 0 },
});

/** The one place where a hall becomes part of a sum, of a lecture as of a year. */
export function addTo(sums: ReportTotals, hall: ReportHall): void {
  sums.expected += 1;
  sums[hall.result] += 1;
  if (hall.result !== 'absent') sums.reached += 1;
  if (hall.late) sums.late += 1;
  if (hall.leftEarly) sums.leftEarly += 1;
  if (isSilent(hall)) sums.noSound += 1;
  if (hall.supplementHeads !== null) sums.supplements += 1;
  sums.breaks += hall.breaks;
  sums.personTimes += hall.heads ?? 0;
  sums.questions += hall.questions;
  sums.supplementTimes += hall.supplementHeads ?? 0;
}

export function totalsOf(halls: readonly ReportHall[]): ReportTotals {
  const sums = noTotals();
  for (const hall of halls) addTo(sums, hall);
  return sums;
}

export function townshipsOf(halls: readonly ReportHall[]) {
  return [...Map.groupBy(halls, ({ townshipId }) => townshipId)].map(([townshipId, own]) => ({
    townshipId,
    townshipName: own[0]?.townshipName ?? '',
    totals: totalsOf(own),
  }));
}

const minutesIn = (ms: number): number => Math.floor(ms / MINUTE_MS);

/** What went wrong, the lecture itself first, then kind by kind in the order of the tree. */
export function problemsOf(lecture: ReportLecture, halls: readonly ReportHall[]): ReportProblem[] {
  const named =
    (kind: ReportProblem['kind'], holds: (hall: ReportHall) => boolean, amount?: (hall: ReportHall) => number) => () =>
      halls.filter(holds).map(({ hallId, hallName, townshipName, ...hall }) => ({
        ...{ kind, hallId, hallName, townshipName },
        amount: amount?.({ hallId, hallName, townshipName, ...hall }) ?? null,
      }));
  const kinds = [
    named('absent', ({ result }) => result === 'absent'),
    named(
      'partial',
      ({ result }) => result === 'partial',
      ({ minutes }) => minutes,
    ),
    named('late', ({ late }) => late),
    named('leftEarly', ({ leftEarly }) => leftEarly),
    named(
      'breaks',
      ({ breaks }) => breaks >= reportRules.breaks,
      ({ breaks }) => breaks,
    ),
    named('noSound', isSilent, ({ noSoundMs }) => minutesIn(noSoundMs)),
    named('noHeads', ({ result, heads }) => result !== 'absent' && heads === null),
  ];
  return [...ofLecture(lecture), ...kinds.flatMap((kind) => kind())];
}

function ofLecture({ startAt, plannedMinutes, startedAt, endedAt, livePeriods }: ReportLecture): ReportProblem[] {
  const late = minutesIn((startedAt ?? startAt) - startAt);
  const over = minutesIn((endedAt ?? 0) - startAt) - plannedMinutes;
  const whole = { hallId: null, hallName: '', townshipName: '' };
  return [
    ...(late >= reportRules.lateStartMinutes ? [{ ...whole, kind: 'lateStart' as const, amount: late }] : []),
    ...(over >= reportRules.overrunMinutes ? [{ ...whole, kind: 'overrun' as const, amount: over }] : []),
    ...(livePeriods.length > 1 ? [{ ...whole, kind: 'pauses' as const, amount: livePeriods.length - 1 }] : []),
  ];
}

const compared = [
  'presentMs',
  'minutes',
  'breaks',
  'result',
  'late',
  'leftEarly',
  'heads',
  'noSoundMs',
  'supplementHeads',
  'questions',
  'votes',
] as const;

/** What of a stored count is not what the events say, as `hall.figure`. */
export function differences(stored: readonly ReportHall[], again: readonly ReportHall[]): string[] {
  const known = new Map(stored.map((hall) => [hall.hallId, hall]));
  const wrong = again.flatMap((hall) => {
    const kept = known.get(hall.hallId);
    known.delete(hall.hallId);
    if (kept === undefined) return [`${hall.hallId} (missing)`];
    return compared.filter((name) => kept[name] !== hall[name]).map((name) => `${hall.hallId}.${name}`);
  });
  return [...wrong, ...[...known.keys()].map((hallId) => `${hallId} (not expected)`)];
}
