import { newCommandKey } from '../lib/command-key.ts';
import type { CommandInput, CommandName, CommandOutput, Request } from './wire.ts';
import { asClientError } from './wire.ts';

const tries = 3;
const pauseMs = 1_000;

/** A move that must happen once: repeated with the same key when no answer came. Rejects with `ClientError`. */
export async function insist<K extends CommandName>(
  request: Request,
  name: K,
  input: CommandInput<K>,
): Promise<CommandOutput<K>> {
  const key = newCommandKey();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await request(name, input, { key });
    } catch (cause) {
      const error = asClientError(cause);
      if (attempt >= tries || !error.isOutcomeUnknown) throw error;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}
