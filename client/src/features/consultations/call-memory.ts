import { tabFacts } from '../../lib/tab-facts.ts';

/** Who muted must not be heard because the page came back. */
export const callMemory = tabFacts<'opened' | 'muted' | 'cameraOff'>('call');
