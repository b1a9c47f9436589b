import type { FileOutput } from '#shared/kit/define.ts';
/** What `work` rejects with; undefined when it does not. */
export async function rejection(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  );
}

/** The text of a download that was made in memory. */
export const textOf = (content: FileOutput['content']): string => ('body' in content ? String(content.body) : '');
