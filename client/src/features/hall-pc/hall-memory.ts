import { type HallTest, hallTest } from '#shared/help.ts';

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

function storedTest(): HallTest | null {
  try {
    return hallTest.parse(JSON.parse(read(testKey) ?? 'null'));
  } catch {
    return null;
  }
}

export const isFineTest = ({ heard, camera, microphone }: HallTest): boolean =>
  ![heard, camera, microphone].includes('trouble');

/** What this PC keeps over a reload: which hall it last was (to say what it no longer is), and how its last test went. */
export const hallMemory = {
  name: () => read(nameKey),
  rememberName: (name: string) => write(nameKey, name),
  lastTest: storedTest,
  rememberTest: (test: HallTest) => write(testKey, JSON.stringify(test)),
};
