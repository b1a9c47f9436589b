/** A JPEG by its first bytes; `mark` makes it another picture than the next one. */
export const jpeg = (mark: string, bytes = 2_000): Buffer => {
  const head = Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex');
  return Buffer.concat([head, Buffer.alloc(bytes, mark)]);
};
