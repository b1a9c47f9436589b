import { useEffect, useState } from 'react';
import type { Download } from './http-client.ts';

/** A picture as an address of this page; the one before stays until the next is here. `key` tells which one it is. */
export function usePictureUrl(key: string, fetchIt: () => Promise<Download>) {
  const [url, setUrl] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the picture is known by its key, and another attempt asks again
  useEffect(() => {
    let made: string | null = null;
    let isGone = false;
    setError(null);
    fetchIt().then(
      ({ blob }) => {
        if (isGone) return;
        made = URL.createObjectURL(blob);
        setUrl(made);
      },
      (failure: unknown) => {
        if (!isGone) setError(failure);
      },
    );
    return () => {
      isGone = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [key, attempt]);
  return { url, error, again: () => setAttempt(attempt + 1) };
}
