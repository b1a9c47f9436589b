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

export type TestResult = { at: string; isFine: boolean };

/** What this PC keeps over a reload: which hall it last was (to say what it no longer is), and how its last test went. */
export const hallMemory = {
  name: () => read(nameKey),
  rememberName: (name: string) => write(nameKey, name),
  lastTest(): TestResult | null {
    const [at, result] = (read(testKey) ?? '').split(' ');
    return at && !Number.isNaN(Date.parse(at)) ? { at, isFine: result === 'fine' } : null;
  },
  rememberTest: ({ at, isFine }: TestResult) => write(testKey, `${at} ${isFine ? 'fine' : 'trouble'}`),
};
