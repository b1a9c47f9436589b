import type { Commands, EventName, EventPayload } from '#shared/contract.ts';
import type { OutputOf, SentInput } from '#shared/kit/define.ts';
import type { Ack, WireError } from '#shared/kit/errors.ts';
import { ClientError, isWireError } from '../lib/client-error.ts';

export type CommandName = keyof Commands;
export type CommandInput<K extends CommandName> = SentInput<Commands[K]>;
export type CommandOutput<K extends CommandName> = OutputOf<Commands[K]>;

/** Commands that the server wants a command key with (`repeat: 'key'` in the contract; a test holds this list against it). */
export const keyedCommands: ReadonlySet<CommandName> = new Set<CommandName>([
  'lecture:start',
  'lecture:pause',
  'lecture:sayReturn',
  'lecture:resume',
  'lecture:end',
  'lecture:reopen',
  'lecture:takeOver',
  'lecture:handBack',
  'consultation:start',
  'consultation:end',
  'consultation:ask',
]);

export const asClientError = (cause: unknown): ClientError =>
  cause instanceof ClientError ? cause : new ClientError('refused', null, { cause });

/** True for what goes away by itself; everything else needs a person or another moment. */
export const isTransient = (error: ClientError): boolean =>
  error.isOutcomeUnknown || error.code === 'too_many' || error.wire === null;

/**
 * The seam to the untyped socket: beyond it everything is typed. The inside of an answer is trusted, because the
 * handshake's contract version says that the server speaks this very contract, and schemas would cost every hall 25 kB.
 */
export function readAck<K extends CommandName>(reply: unknown): CommandOutput<K> {
  const ack = reply as Ack<CommandOutput<K>> | null;
  if (ack?.ok === true) return ack.data;
  throw new ClientError('refused', ack?.ok === false && isWireError(ack.error) ? ack.error : null);
}

export const readEvent = <K extends EventName>(payload: unknown): EventPayload<K> => payload as EventPayload<K>;

/** The server's reason in a refused handshake; null when nobody answered at all. */
export function readRefusal(error: unknown): WireError | null {
  const data = typeof error === 'object' && error !== null && 'data' in error ? error.data : undefined;
  return isWireError(data) ? data : null;
}

export type RequestOptions = { timeoutMs?: number; key?: string };
/** What parts of the live layer ask the server through; `Connection.request` is one. */
export type Request = <K extends CommandName>(
  name: K,
  input: CommandInput<K>,
  options?: RequestOptions,
) => Promise<CommandOutput<K>>;
