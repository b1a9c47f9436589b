import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { errorText } from '#shared/error-text.ts';
import type { Caller, StaffCaller } from '#shared/kit/caller.ts';
import { type CommandDef, command } from '#shared/kit/define.ts';
import type { WireError } from '#shared/kit/errors.ts';
import { accountId, orgId, sessionId } from '#shared/kit/ids.ts';
import { AppError } from '../../server/src/kernel/app-error.ts';
import { createLogger } from '../../server/src/kernel/logger.ts';
import { type AuditRow, createBinder } from '../../server/src/transport/binder.ts';
import { createToWireError } from '../../server/src/transport/to-wire-error.ts';

const id = 'a'.repeat(24);
const organizer: StaffCaller = {
  role: 'organizer',
  accountId: accountId.parse(id),
  name: '李组织',
  orgId: orgId.parse('220283'),
  orgPath: '/220283/',
  sessionId: sessionId.parse(id),
  address: '192.0.2.1',
};
const nobody: Caller = { role: 'nobody', address: '192.0.2.9' };

const entry = command({
  input: z.strictObject({ thing: z.string().max(5), reason: z.string().optional() }),
  output: z.object({ done: z.boolean() }),
  roles: ['organizer'],
  audit: { object: 'thing', fields: ['reason'] },
  repeat: 'natural',
});

function setUp(given: { def?: CommandDef; auditFails?: boolean; refuseRate?: boolean } = {}) {
  const steps: string[] = [];
  const rows: AuditRow[] = [];
  const bind = createBinder({
    countCall: async () => {
      steps.push('rate');
      if (given.refuseRate) throw new AppError('too_many', 'rate_limited', { params: { seconds: 3 } });
    },
    writeAudit: async (row) => {
      steps.push('audit');
      if (given.auditFails) throw new AppError('unavailable', 'database_away');
      rows.push(row);
    },
    once: async (_call, run) => run(),
    toWireError: createToWireError(createLogger({ level: 'silent' }), () => undefined),
    observe: () => steps.push('log'),
    log: createLogger({ level: 'silent' }),
  });
  const call = async (
    caller: Caller,
    input: unknown,
    handle: () => Promise<unknown> = async () => ({ done: true }),
    key?: string,
  ) => {
    const incoming = {
      entry: 'thing:do',
      def: given.def ?? entry,
      caller,
      language: 'zh-CN',
      callId: 'r',
      key,
      input,
    } as const;
    return bind(incoming, () => {
      steps.push('call');
      return handle();
    });
  };
  return { steps, rows, call };
}

const errorOf = (ack: { ok: boolean; error?: WireError }): WireError => {
  if (ack.ok || !ack.error) throw new Error('it was not refused');
  return ack.error;
};

describe('[SYS3] every entry takes the same path', () => {
  it('goes role, rate, parse, call, audit, reply, log', async () => {
    const { steps, call } = setUp();
    expect(await call(organizer, { thing: 'x' })).toEqual({ ok: true, data: { done: true } });
    expect(steps).toEqual(['rate', 'call', 'audit', 'log']);
  });

  it('refuses a wrong role before anything is looked at, and writes it down', async () => {
    const { steps, rows, call } = setUp();
    expect(errorOf(await call({ ...organizer, role: 'clerk' }, 'rubbish'))).toMatchObject({
      code: 'forbidden',
      reason: 'role_not_allowed',
    });
    expect(steps).toEqual(['audit', 'log']);
    expect(rows[0]).toMatchObject({ entry: 'thing:do', callerRole: 'clerk', callerId: id, result: 'forbidden' });
  });

  it('tells nobody to sign in', async () => {
    const { call } = setUp();
    expect(errorOf(await call(nobody, { thing: 'x' }))).toMatchObject({
      code: 'unauthenticated',
      reason: 'not_signed_in',
    });
  });

  it('stops at the rate limit before the handler', async () => {
    const { steps, call } = setUp({ refuseRate: true });
    expect(errorOf(await call(organizer, { thing: 'x' })).params).toEqual({ seconds: 3 });
    expect(steps).not.toContain('call');
  });

  it('audits object and named fields, and no others', async () => {
    const { rows, call } = setUp();
    await call(organizer, { thing: 'x', reason: '设备故障' });
    expect(rows[0]).toMatchObject({
      objectId: 'x',
      fields: { reason: '设备故障' },
      result: 'ok',
      address: '192.0.2.1',
    });
  });

  it('does not say done when the audit row could not be written', async () => {
    const { call } = setUp({ auditFails: true });
    expect(errorOf(await call(organizer, { thing: 'x' }))).toMatchObject({
      code: 'unavailable',
      reason: 'database_away',
    });
  });

  it('gives an unknown error an incident number and no inside', async () => {
    const { call } = setUp();
    const error = errorOf(
      await call(organizer, { thing: 'x' }, async () => Promise.reject(new Error('password=hunter2'))),
    );
    expect(error.code).toBe('internal');
    expect(error.incident).toMatch(/^\d{6}$/);
    expect(error.message).toBe(errorText('zh-CN', 'internal', { incident: error.incident ?? '' }));
    expect(JSON.stringify(error)).not.toContain('hunter2');
  });

  it('drops what the output does not name', async () => {
    const { call } = setUp();
    expect(await call(organizer, { thing: 'x' }, async () => ({ done: true, passwordHash: 'x' }))).toEqual({
      ok: true,
      data: { done: true },
    });
  });

  it('asks for a command key where the entry needs one', async () => {
    const { steps, call } = setUp({ def: { ...entry, repeat: 'key' } });
    expect(errorOf(await call(organizer, { thing: 'x' })).reason).toBe('command_key_missing');
    expect(steps).not.toContain('call');
    expect((await call(organizer, { thing: 'x' }, undefined, 'k'.repeat(20))).ok).toBe(true);
  });
});
