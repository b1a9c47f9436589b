/** A segment of a JPEG: its marker, its length and what it says. */
export function segment(marker: number, words: string): Buffer {
  const said = Buffer.from(words);
  return Buffer.concat([Buffer.from([0xff, marker, (said.length + 2) >> 8, (said.length + 2) & 0xff]), said]);
}

/** What a JPEG is made of, without a picture that could be seen; `mark` makes it another one than the next. */
export const jpeg = (mark: string, bytes = 2_000): Buffer =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, 'JFIF\0'),
    segment(0xda, '\x01'),
    Buffer.alloc(bytes, mark),
    Buffer.from([0xff, 0xd9]),
  ]);
