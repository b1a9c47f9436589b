import type { PartId } from '#shared/kit/ids.ts';

/** In hex, so many bytes of chance. `crypto.randomUUID` is missing on plain-http pages, this is not. */
export const randomHex = (bytes: number): string =>
  [...crypto.getRandomValues(new Uint8Array(bytes))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** The id of a row that the page makes. The seam where a plain string gets its brand: the server parses it again. */
export const newPartId = (): PartId => randomHex(12) as PartId;
