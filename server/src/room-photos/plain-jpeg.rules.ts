const END = 0xd9;
const SCAN = 0xda;
const COLOUR_PROFILE = 'ICC_PROFILE';

/**
 * Whether a JPEG holds the picture and nothing beside it: place, time, device, a thumbnail or a comment, which cameras and programs
 * write into segments of their own or behind the picture's end. Its colours may be described.
 */
export function isPlainJpeg(bytes: Uint8Array): boolean {
  let at = 2;
  for (;;) {
    const marker = bytes[at + 1];
    if (bytes[at] !== 0xff || marker === undefined) return false;
    if (marker === END) return at + 2 === bytes.length;
    if (isBeside(marker) && !isColourProfile(bytes, at)) return false;
    at += 2 + Math.max(2, ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0));
    if (marker === SCAN) at = endOfScan(bytes, at);
  }
}

/** Application segments but those of JFIF (0) and Adobe (14), and comments. */
const isBeside = (marker: number): boolean => marker === 0xfe || (marker >= 0xe1 && marker <= 0xef && marker !== 0xee);

const isColourProfile = (bytes: Uint8Array, at: number): boolean =>
  Buffer.from(bytes.subarray(at + 4, at + 4 + COLOUR_PROFILE.length)).toString('latin1') === COLOUR_PROFILE;

/** The next marker: in the data of a scan 0xff stands only before a zero or a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && (next < 0xd0 || next > 0xd7)) return at;
  }
  return bytes.length;
}
