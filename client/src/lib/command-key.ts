import { randomHex } from './part-id.ts';

/** A key for one intent of a user: 32 hexadecimal characters. */
export const newCommandKey = (): string => randomHex(16);
