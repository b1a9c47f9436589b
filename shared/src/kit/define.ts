import { z } from 'zod';
import type { CallerRole } from './caller.ts';

/** Which rate limit an entry counts against; the numbers are in the server's transport. */
export type LimitClass = 'normal' | 'signIn' | 'pairing' | 'media' | 'report' | 'paper' | 'check';

/**
 * How a second try of the same call is harmless: `natural`, it changes nothing or ends in the same state; `key`, the caller's
 * command key finds the stored first answer; `secret`, as `key`, but the answer holds a secret and is not stored.
 */
export type Repeat = 'natural' | 'key' | 'secret';

/** `object` names the input field with the id of what is acted on; `fields` are copied into the audit row (never personal data). */
export type Audit = false | { object: string | null; fields?: readonly string[] };

type Entry = {
  roles: readonly CallerRole[];
  audit: Audit;
  repeat: Repeat;
  limit?: LimitClass;
};

export type CommandDef<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = Entry & {
  input: I;
  output: O;
};

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * `input` is path parameters and query (GET) or body (others) in one strict object. With `upload` the body is a file's bytes, at most so
 * many, and `input` is path parameters and query. An output of `fileOutput` is a download.
 */
export type RouteDef<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = CommandDef<I, O> & {
  method: Method;
  path: `/api/${string}`;
  upload?: { maxBytes: number };
};

/** Something that happened, told to sockets of these roles. */
export type EventDef<P extends z.ZodType = z.ZodType> = { payload: P; roles: readonly CallerRole[] };

export const command = <I extends z.ZodType, O extends z.ZodType>(def: CommandDef<I, O>): CommandDef<I, O> => def;
export const route = <I extends z.ZodType, O extends z.ZodType>(def: RouteDef<I, O>): RouteDef<I, O> => def;
export const event = <P extends z.ZodType>(def: EventDef<P>): EventDef<P> => def;

export type CommandTable = Record<string, CommandDef>;
export type RouteTable = Record<string, RouteDef>;

/** What a handler gets and what a client reads. */
export type InputOf<D extends CommandDef> = z.output<D['input']>;
export type OutputOf<D extends CommandDef> = z.output<D['output']>;
/** What a client sends and what a handler returns, before defaults and brands. */
export type SentInput<D extends CommandDef> = z.input<D['input']>;
export type ReturnedOutput<D extends CommandDef> = z.input<D['output']>;

export type PayloadOf<D extends EventDef> = z.output<D['payload']>;

/** One handler for each entry of a table, complete by type; `Call` is what the transport knows of the call. */
export type Handlers<T extends CommandTable, Call> = {
  [K in keyof T]: (input: InputOf<T[K]>, call: Call) => Promise<ReturnedOutput<T[K]>>;
};

/**
 * A download: the answer of a route whose output is `fileOutput`. `path` names a file of the store, which is sent with ranges;
 * `isInline` lets a page show it instead of saving it.
 */
export const fileOutput = z.object({
  fileName: z.string(),
  contentType: z.string(),
  isInline: z.boolean().optional(),
  content: z.union([
    z.object({ body: z.union([z.string(), z.instanceof(Uint8Array)]) }),
    z.object({ path: z.string() }),
  ]),
});
export type FileOutput = z.infer<typeof fileOutput>;
