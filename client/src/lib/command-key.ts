/** A key for one intent of a user: 32 hexadecimal characters. `crypto.randomUUID` is missing on plain-http pages, this is not. */
export function newCommandKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** An id as the server's, for something that this page makes: 24 hexadecimal characters. */
export const newPartId = (): string => newCommandKey().slice(0, 24);
