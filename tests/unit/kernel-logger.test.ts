import { describe, expect, it } from 'vitest';
import { createLogger } from '../../server/src/kernel/logger.ts';

function logged(fields: object, message = 'said'): string {
  const lines: string[] = [];
  createLogger({ level: 'info', destination: { write: (line) => void lines.push(line) } }).info(fields, message);
  return lines.join('');
}

describe('the log', () => {
  it('[KER5] hides secrets by their key wherever they stand', () => {
    const secret = 'S3CRET';
    const line = logged({
      req: { headers: { cookie: secret, Authorization: secret, 'set-cookie': [secret] } },
      input: { password: secret, code: secret, deep: { list: [{ deviceToken: secret, contact_phone: secret }] } },
      sessionSecret: secret,
      credential: secret,
      password_hash: secret,
    });
    expect(line).not.toContain(secret);
    expect(line.match(/\[hidden\]/g)).toHaveLength(10);
  });

  it('[KER5] hides mobile numbers and personal links in sentences and paths, and keeps the line readable', () => {
    const line = logged(
      { url: '/api/link/abc-DEF_1?x=1', n: 13812345678, page: '/matter/xyz' },
      'called 13987654321 twice',
    );
    expect(line).not.toMatch(/13812345678|13987654321|abc-DEF_1|xyz/);
    expect(JSON.parse(line)).toMatchObject({ url: '/api/link/[hidden]?x=1', page: '/matter/[hidden]' });
  });

  it('[KER5] hides secrets inside errors and their causes, and keeps error codes and times', () => {
    const cause = Object.assign(new Error('E11000 dup key: { phone: "13812345678" }'), {
      code: 11_000,
      keyValue: { phone: '13812345678' },
    });
    const line = logged({
      err: new Error('outer', { cause }),
      code: 'forbidden',
      at: new Date(0),
      id: '1234567890123',
    });
    expect(line).not.toContain('13812345678');
    const parsed = JSON.parse(line);
    expect(parsed).toMatchObject({ code: 'forbidden', at: '1970-01-01T00:00:00.000Z', id: '1234567890123' });
    expect(parsed.err.cause.code).toBe(11_000);
  });

  it('bears what refers to itself', () => {
    const loop: Record<string, unknown> = { name: 'loop' };
    loop.self = loop;
    expect(logged(loop)).toContain('[deep]');
  });
});
