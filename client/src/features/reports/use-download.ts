import { useState } from 'react';
import { saveFile } from '../../lib/save-file.ts';

type Download = Parameters<typeof saveFile>[0];

/** Fetches a file and hands it to the browser; `busy` names the one that is under way. */
export function useDownload() {
  const [busy, setBusy] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const run = async (name: string, fetch: () => Promise<Download>): Promise<void> => {
    setBusy(name);
    setError(null);
    try {
      saveFile(await fetch());
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(null);
    }
  };
  return { busy, error, run };
}
