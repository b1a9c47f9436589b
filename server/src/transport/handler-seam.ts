import type { CommandTable, Handlers } from '#shared/kit/define.ts';

/** A handler of any entry. Its real input type is the output of the entry's schema, which the binder has parsed just before. */
export type AnyHandler<Call> = (input: unknown, call: Call) => Promise<unknown>;

/** The seam between a typed handler table and the loop that binds all of it: each handler gets what its own schema made. */
export function handlerOf<T extends CommandTable, Call>(handlers: Handlers<T, Call>, entry: string): AnyHandler<Call> {
  const handler = handlers[entry] as ((input: never, call: Call) => Promise<unknown>) | undefined;
  if (!handler) throw new Error(`no handler for ${entry}`);
  return (input, call) => handler(input as never, call);
}
