import { randomUUID } from 'node:crypto';
import type { Socket } from 'socket.io';
import { z } from 'zod';
import type { Caller } from '#shared/kit/caller.ts';
import type { CommandTable, Handlers } from '#shared/kit/define.ts';
import type { Ack, WireError } from '#shared/kit/errors.ts';
import type { Language } from '#shared/kit/language.ts';
import { AppError } from '../kernel/app-error.ts';
import type { CommandCall } from '../kernel/call.ts';
import type { Bind } from './binder.ts';
import { handlerOf } from './handler-seam.ts';

export type CommandDeps = {
  bind: Bind;
  toWireError: (error: unknown, language: Language, entry: string) => WireError;
};

type Reply = (ack: Ack<unknown>) => void;

/** What a client sends: the command's key, where the entry needs one, and its input. */
const envelope = z.object({ key: z.string().max(64).optional(), input: z.unknown() });

const isReply = (value: unknown): value is Reply => typeof value === 'function';

/** Answers commands on one socket; the table and its handlers match by type. */
export function bindCommands<T extends CommandTable>(table: T, handlers: Handlers<T, CommandCall>, deps: CommandDeps) {
  return (socket: Socket, caller: Caller, language: Language): void => {
    socket.onAny((entry: string, ...rest: unknown[]) => {
      const reply = rest.at(-1);
      // Without an acknowledgement nobody would learn the result, so nothing is done.
      if (!isReply(reply)) return;
      const refuse = (error: AppError): void => reply({ ok: false, error: deps.toWireError(error, language, entry) });
      const def = Object.hasOwn(table, entry) ? table[entry] : undefined;
      if (!def) return refuse(new AppError('not_found', 'unknown_entry'));
      const sent = envelope.safeParse(rest.length === 2 ? rest[0] : undefined);
      if (!sent.success) return refuse(new AppError('invalid_input', 'bad_json'));
      const handler = handlerOf<T, CommandCall>(handlers, entry);
      const call: CommandCall = { caller, language, callId: randomUUID(), connectionId: socket.id };
      const incoming = {
        entry,
        def,
        caller,
        language,
        callId: call.callId,
        key: sent.data.key,
        input: sent.data.input,
      };
      deps
        .bind(incoming, (input) => handler(input, call))
        .then(reply, (error: unknown) => reply({ ok: false, error: deps.toWireError(error, language, entry) }));
    });
  };
}
