import { useState } from 'react';

type Sending = { name: string; percent: number };
export type SendFile = (file: File, name: string, onProgress: (share: number) => void) => Promise<unknown>;

/** Files sent one after another, each with its percent. */
export function useFileSending(sendOne: SendFile, onEnd: () => Promise<unknown>) {
  const [sending, setSending] = useState<Sending | null>(null);
  const [error, setError] = useState<unknown>(null);
  const send = async (files: readonly File[]) => {
    setError(null);
    try {
      for (const file of files) {
        setSending({ name: file.name, percent: 0 });
        const onProgress = (share: number) => setSending({ name: file.name, percent: Math.round(share * 100) });
        await sendOne(file, file.name.slice(-120), onProgress);
      }
    } catch (failure) {
      setError(failure);
    } finally {
      setSending(null);
      await onEnd();
    }
  };
  return { sending, error, send: (files: readonly File[]) => void send(files) };
}
