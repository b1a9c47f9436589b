import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairingAlphabet, pairingCode } from '#shared/halls.ts';
import { pairingCodeOf } from '../../server/src/halls/hall.rules.ts';
import { maskPhone } from '../../server/src/kernel/mask-phone.ts';

describe('a masked telephone', () => {
  it.each([
    ['13812345678', '138****5678'],
    ['+8613812345678', '861****5678'],
    ['0432-8222333', '043****2333'],
    ['82223334', '82****34'],
    ['110119', '****19'],
    ['', ''],
  ])('[HALL2] %s is shown as %s', (phone, shown) => {
    expect(maskPhone(phone)).toBe(shown);
  });

  it('[HALL2] keeps at least four digits to itself, or all but two of a short number', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{6,20}$/), (phone) => {
        const shown = maskPhone(phone).replaceAll('*', '');
        return phone.length - shown.length >= Math.min(4, phone.length - 2) || phone.length === 10;
      }),
    );
  });
});

describe('a pairing code', () => {
  it('[HALL3] is 8 characters without look-alikes that the contract accepts as typed', () => {
    expect(pairingAlphabet).not.toMatch(/[0O1IL8B2Z5S]/);
    expect(new Set(pairingAlphabet).size).toBe(pairingAlphabet.length);
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat()), (numbers) => {
        const code = pairingCodeOf((n) => (numbers.next().value ?? 0) % n);
        expect(code).toHaveLength(8);
        expect(pairingCode.parse(` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)} `)).toBe(code);
      }),
    );
  });
});
