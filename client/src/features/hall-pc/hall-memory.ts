import type { CheckResult, HallTest } from '#shared/help.ts';

const nameKey = 'hall.name';
const testKey = 'hall.tested';

const read = (key: string): string | null => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};
const write = (key: string, value: string): void => {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Private mode: not remembered.
  }
};

const isResult = (value: string | undefined): value is CheckResult =>
  value === 'fine' || value === 'trouble' || value === 'untested';

/** Kept as words in a line, so that a hall's light page needs nothing to read them with. */
function storedTest(): HallTest | null {
  const [at, heard, camera, microphone] = (read(testKey) ?? '').split(' ');
  if (!at || Number.isNaN(Date.parse(at))) return null;
  return isResult(heard) && isResult(camera) && isResult(microphone) ? { at, heard, camera, microphone } : null;
}

export const isFineTest = ({ heard, camera, microphone }: HallTest): boolean =>
  ![heard, camera, microphone].includes('trouble');

/** What this PC keeps over a reload: which hall it last was (to say what it no longer is), and how its last test went. */
export const hallMemory = {
  name: () => read(nameKey),
  rememberName: (name: string) => write(nameKey, name),
  lastTest: storedTest,
  rememberTest: ({ at, heard, camera, microphone }: HallTest) =>
    write(testKey, [at, heard, camera, microphone].join(' ')),
};
