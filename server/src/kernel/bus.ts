import type { Handle } from './disposer.ts';
import type { Logger } from './logger.ts';

/** Domain events inside the process, for what may be lost because it can be rebuilt. Owed things go through an outbox. */
export type Bus<Events extends Record<string, unknown>> = {
  /** Handlers have all been called when this returns; what they started asynchronously goes on. */
  publish<Name extends keyof Events & string>(name: Name, payload: Events[Name]): void;
  on<Name extends keyof Events & string>(name: Name, handler: (payload: Events[Name]) => void | Promise<void>): Handle;
};

type AnyHandler<Payload> = (payload: Payload) => void | Promise<void>;

export function createBus<Events extends Record<string, unknown>>(log: Logger): Bus<Events> {
  const handlers: { [Name in keyof Events & string]?: Set<AnyHandler<Events[Name]>> } = {};

  return {
    publish(name, payload) {
      // A copy: a handler may take itself or another one off while we call them.
      for (const handler of [...(handlers[name] ?? [])]) deliver(log, name, handler, payload);
    },
    on(name, handler) {
      // Wrapped, so that the same function registered twice is two registrations, each closed by its own handle.
      const own: typeof handler = (payload) => handler(payload);
      const set = handlers[name] ?? new Set();
      handlers[name] = set;
      set.add(own);
      return { close: () => void set.delete(own) };
    },
  };
}

function deliver<Payload>(log: Logger, name: string, handler: AnyHandler<Payload>, payload: Payload): void {
  const failed = (error: unknown): void => log.error({ err: error, event: name }, 'event handler failed');
  try {
    const running = handler(payload);
    if (running instanceof Promise) running.catch(failed);
  } catch (error) {
    failed(error);
  }
}
