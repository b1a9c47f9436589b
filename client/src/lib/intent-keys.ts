export type IntentKeys = { keyFor(input: unknown): string; settle(): void };

/**
 * One key for one intent: the same input keeps its key until the outcome is known (`settle`); another input is another intent.
 */
export function intentKeys(newKey: () => string): IntentKeys {
  let open: { input: string; key: string } | null = null;
  return {
    keyFor(input) {
      const text = JSON.stringify(input);
      if (open?.input !== text) open = { input: text, key: newKey() };
      return open.key;
    },
    settle() {
      open = null;
    },
  };
}
