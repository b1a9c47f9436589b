/** Characters that look like others are not in a code; whoever types one has misread its neighbour. */
export const alphabet = '34679ACDEFGHJKMNPQRTUVWXY';
export const codeLength = 8;

export type TypedCode =
  | { is: 'complete'; code: string }
  | { is: 'short' | 'long'; by: number }
  | { is: 'wrong'; character: string };

/** What was typed, without regard to case, spaces and dashes of any kind; full-width letters of Chinese keyboards count too. */
export function readTypedCode(typed: string): TypedCode {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}_.]/gu, '');
  const wrong = [...code].find((character) => !alphabet.includes(character));
  if (wrong) return { is: 'wrong', character: wrong };
  if (code.length < codeLength) return { is: 'short', by: codeLength - code.length };
  if (code.length > codeLength) return { is: 'long', by: code.length - codeLength };
  return { is: 'complete', code };
}
