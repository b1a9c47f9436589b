import { afterAll } from 'vitest';
import { Disposer } from '../../server/src/kernel/disposer.ts';
import { createLogger } from '../../server/src/kernel/logger.ts';

/**
 * What a test file leaves behind, taken away after it, the newest first. At the top of a module, since hooks that are added
 * from within hooks and tests never run.
 */
export const afterFile = new Disposer(createLogger({ level: 'warn' }), 20_000);
afterAll(() => afterFile.close());
