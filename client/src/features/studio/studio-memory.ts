import { tabFacts } from '../../lib/tab-facts.ts';

const facts = ['muted', 'cameraOff', 'sharing'] as const;
const memory = tabFacts<(typeof facts)[number]>('studio');

/** What this tab keeps of the studio over a reload. */
export const studioMemory = {
  ...memory,
  forget(): void {
    for (const fact of facts) memory.note(fact, false);
  },
};
