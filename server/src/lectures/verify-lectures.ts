import { isOnAirState, slotKeysOf } from './lecture.rules.ts';
import type { LecturesDeps } from './lecture-ports.ts';
import type { LectureRecord } from './lecture-record.ts';

/** What each lecture derives from the rest of itself and from its expected halls; older sets of halls are taken away. */
export async function verifyLectures({
  repo,
  attendance,
}: Pick<LecturesDeps, 'repo' | 'attendance'>): Promise<string[]> {
  const problems: string[] = [];
  await repo.eachWithSlots(async (lecture, slotKeys) => {
    const found = [...slotProblems(lecture, slotKeys), ...periodProblems(lecture)];
    const { id, expectedSetId, expectedHalls } = lecture;
    if (expectedSetId !== null) {
      await attendance.keepOnlyExpected(id, expectedSetId);
      const stored = (await attendance.expectedHalls(expectedSetId)).length;
      if (stored !== expectedHalls) found.push(`says ${expectedHalls} expected halls, stored are ${stored}`);
    }
    problems.push(...found.map((problem) => `lecture ${id} ${problem}`));
  });
  return problems;
}

/** One under way may have none: it was reopened when its lecturer had another lecture. */
function slotProblems(lecture: LectureRecord, stored: readonly string[]): string[] {
  const derived = slotKeysOf(lecture);
  if (stored.length === 0 && isOnAirState(lecture.state)) return [];
  const isSame = derived.length === stored.length && derived.every((key) => stored.includes(key));
  return isSame ? [] : [`holds ${stored.length} slots of its lecturer, but should hold ${derived.length}`];
}

function periodProblems({ state, livePeriods, startedAt, endedAt }: LectureRecord): string[] {
  const open = livePeriods.filter(({ to }) => to === null).length;
  const problems: string[] = [];
  if (open !== (state === 'live' ? 1 : 0)) problems.push(`is ${state} and has ${open} open live periods`);
  if (livePeriods.length > 0 !== (startedAt !== null)) problems.push('has a start that its live periods do not have');
  if ((state === 'ended') !== (endedAt !== null))
    problems.push(`is ${state} and has ${endedAt === null ? 'no' : 'an'} end`);
  const isInOrder = livePeriods.every(
    ({ from, to }, n) => from <= (to ?? from) && from >= (livePeriods[n - 1]?.to ?? 0),
  );
  return isInOrder ? problems : [...problems, 'has live periods that overlap or run backwards'];
}
