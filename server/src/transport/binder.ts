import { createHash } from 'node:crypto';
import { type Caller, type CallerRole, isMatter, isStaff, matterRoles } from '#shared/kit/caller.ts';
import type { CommandDef } from '#shared/kit/define.ts';
import type { Ack, ErrorCode, WireError } from '#shared/kit/errors.ts';
import { commandKey } from '#shared/kit/ids.ts';
import type { Language } from '#shared/kit/language.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Logger } from '../kernel/logger.ts';
import { withTimeout } from '../kernel/timeout.ts';
import type { CountCall } from './limits.ts';
import { parseInput } from './parse-input.ts';

export type AuditRow = {
  entry: string;
  callerRole: CallerRole;
  /** Account, hall or link of a matter; null for nobody. */
  callerId: string | null;
  address: string;
  objectId: string | null;
  result: 'ok' | ErrorCode;
  reason: string | null;
  fields: Record<string, unknown>;
  key: string | null;
};

export type BinderDeps = {
  countCall: CountCall;
  writeAudit: (row: AuditRow) => Promise<void>;
  /** Runs once per caller and key; the second try gets the first answer (database.md, repeatable commands). */
  once: <T>(
    call: { callerKey: string; entry: string; key: string; inputHash: string; storeResult: boolean },
    run: () => Promise<T>,
  ) => Promise<T>;
  toWireError: (error: unknown, language: Language, entry: string) => WireError;
  observe: (entry: string, result: 'ok' | ErrorCode, ms: number) => void;
  log: Logger;
};

/** One call as it came in, of a route or a command alike. */
export type IncomingCall = {
  entry: string;
  def: CommandDef;
  caller: Caller;
  language: Language;
  callId: string;
  key: string | undefined;
  input: unknown;
  /** How long the handler may take, in ms, where that is not the usual. */
  limitMs?: number;
};

export type Bind = (incoming: IncomingCall, handle: (input: unknown) => Promise<unknown>) => Promise<Ack<unknown>>;

/** No handler may take longer: the caller gets `unavailable/timeout`, a repeat with the same key gets the result. */
const HANDLER_LIMIT_MS = 20_000;

const idOf = (caller: Caller): string | null => {
  if (caller.role === 'nobody') return null;
  if (isMatter(caller)) return caller.sessionId;
  return isStaff(caller) ? caller.accountId : caller.hallId;
};

/**
 * The one path that every entry of the contract takes, in this order: caller and role, rate, parse, call, audit, reply, log.
 * What was audited is written before the reply leaves.
 */
export function createBinder(deps: BinderDeps): Bind {
  return async (incoming, handle) => {
    const startedAt = performance.now();
    let parsed: unknown;
    let ack: Ack<unknown>;
    let reason: string | null = null;
    try {
      checkRole(incoming);
      await deps.countCall(incoming.caller, incoming.def.limit ?? 'normal');
      parsed = parseInput(incoming.def.input, incoming.input);
      const result = await withTimeout(
        callOnce(deps, incoming, parsed, handle),
        incoming.limitMs ?? HANDLER_LIMIT_MS,
        incoming.entry,
      );
      ack = { ok: true, data: incoming.def.output.parse(result) };
    } catch (error) {
      const wire = deps.toWireError(error, incoming.language, incoming.entry);
      reason = wire.reason;
      ack = { ok: false, error: wire };
    }
    const result = ack.ok ? 'ok' : ack.error.code;
    if (mustAudit(incoming, result)) {
      const failure = await writeAudit(deps, incoming, parsed, result, reason);
      if (failure) ack = { ok: false, error: failure };
    }
    const ms = Math.round(performance.now() - startedAt);
    deps.observe(incoming.entry, result, ms);
    deps.log[result === 'ok' ? 'debug' : 'info'](
      { entry: incoming.entry, role: incoming.caller.role, result, reason, ms, callId: incoming.callId },
      'call',
    );
    return ack;
  };
}

function checkRole({ def, caller }: IncomingCall): void {
  if (def.roles.includes(caller.role)) return;
  if (caller.role !== 'nobody') throw new AppError('forbidden', 'role_not_allowed');
  if (def.roles.every((role) => role === 'hall')) throw new AppError('unauthenticated', 'not_paired');
  const isForMatters = def.roles.every((role) => matterRoles.some((each) => each === role));
  throw new AppError('unauthenticated', isForMatters ? 'link_invalid' : 'not_signed_in');
}

function callOnce(
  deps: BinderDeps,
  incoming: IncomingCall,
  input: unknown,
  handle: (input: unknown) => Promise<unknown>,
): Promise<unknown> {
  const { def, caller, entry } = incoming;
  if (def.repeat === 'natural') return handle(input);
  const key = commandKey.safeParse(incoming.key);
  if (!key.success) throw new AppError('invalid_input', 'command_key_missing');
  const callerKey = `${caller.role}:${idOf(caller) ?? caller.address}`;
  const inputHash = createHash('sha256').update(JSON.stringify(input)).digest('hex');
  return deps.once({ callerKey, entry, key: key.data, inputHash, storeResult: def.repeat === 'key' }, () =>
    handle(input),
  );
}

/** Refusals of people we know are audited on every entry; those of nobody only where the entry itself is. */
function mustAudit({ def, caller }: IncomingCall, result: 'ok' | ErrorCode): boolean {
  if (result === 'too_many' || result === 'unavailable') return false;
  if (def.audit !== false) return true;
  return result === 'forbidden' && caller.role !== 'nobody';
}

/** Answers the error that the caller gets instead if the row could not be written: not written is not done. */
async function writeAudit(
  deps: BinderDeps,
  incoming: IncomingCall,
  input: unknown,
  result: 'ok' | ErrorCode,
  reason: string | null,
): Promise<WireError | undefined> {
  const { def, caller, entry, key } = incoming;
  const given: Record<string, unknown> = typeof input === 'object' && input !== null ? { ...input } : {};
  const named = def.audit === false ? [] : (def.audit.fields ?? []);
  const objectId =
    def.audit === false || def.audit.object === null ? null : String(given[def.audit.object] ?? '') || null;
  try {
    await deps.writeAudit({
      entry,
      callerRole: caller.role,
      callerId: idOf(caller),
      address: caller.address,
      objectId,
      result,
      reason,
      fields: Object.fromEntries(named.filter((name) => given[name] !== undefined).map((name) => [name, given[name]])),
      key: def.repeat === 'natural' ? null : (key ?? null),
    });
    return undefined;
  } catch (error) {
    return deps.toWireError(error, incoming.language, entry);
  }
}
