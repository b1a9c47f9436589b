import { isWholeFile, type ReadFile } from '../kernel/file-whole.ts';
import type { RequestRepo } from './request.repo.ts';
import { holdsPlace, priorityOf } from './request.rules.ts';
import type { RequestRecord } from './request-record.ts';

/** What stands beside each matter's timeline, files and number against these, in sentences. */
export async function verifyRequests(
  repo: Pick<RequestRepo, 'each' | 'lastNumber'>,
  readFile: ReadFile,
): Promise<string[]> {
  const problems: string[] = [];
  const highest = new Map<string, number>();
  for await (const { matter, fileCount } of repo.each()) {
    const { number, files } = matter;
    const [year = '', count = ''] = number.split('-');
    highest.set(year, Math.max(highest.get(year) ?? 0, Number(count)));
    problems.push(...flawsOf(matter).map((flaw) => `matter ${number} ${flaw}`));
    if (fileCount !== files.length)
      problems.push(`matter ${number} counts ${fileCount} files, and has ${files.length}`);
    for (const { id, hash } of files)
      if (!(await isWholeFile(hash, readFile))) problems.push(`file ${id} of matter ${number} is not what was added`);
  }
  for (const [year, number] of highest) {
    const counted = await repo.lastNumber(year);
    if (counted < number) problems.push(`the numbers of ${year} go up to ${number}, but are counted to ${counted}`);
  }
  return problems;
}

function flawsOf(matter: RequestRecord): string[] {
  const { state, expertId, timeline, priority } = matter;
  const last = timeline.at(-1)?.to;
  return [
    ...(last === state ? [] : [`is ${state}, but its timeline ends with ${last ?? 'nothing'}`]),
    ...(holdsPlace(state) && expertId === null ? [`is ${state}, but nobody has it`] : []),
    ...(priority === priorityOf(matter)
      ? []
      : [`stands at ${priority} in lists, but belongs at ${priorityOf(matter)}`]),
  ];
}
