import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { slideRules } from '#shared/slides.ts';
import { ClientError } from '../../lib/client-error.ts';
import { errorWords } from '../../lib/error-text.ts';
import { uploads } from '../../lib/http.ts';

export type Upload = { key: number; name: string; percent: number; why: string | null };
export type SlideUploads = {
  all: readonly Upload[];
  add: (files: readonly File[]) => void;
  /** Stops one that is under way, or puts the word of one that failed away. */
  drop: (key: number) => void;
};

/** Files on their way to the server, one after the other, each with its percent or with why it was not taken. */
export function useSlideUploads(lectureId: string): SlideUploads {
  const { t } = useTranslation('slides');
  const client = useQueryClient();
  const [all, setAll] = useState<readonly Upload[]>([]);
  const aborts = useRef(new Map<number, AbortController>());
  const line = useRef<Promise<void>>(Promise.resolve());
  const count = useRef(0);
  const change = (key: number, news: Partial<Upload>) =>
    setAll((before) => before.map((one) => (one.key === key ? { ...one, ...news } : one)));
  const forget = (key: number) => setAll((before) => before.filter((one) => one.key !== key));

  const send = async (key: number, file: File): Promise<void> => {
    const abort = aborts.current.get(key);
    if (!abort || abort.signal.aborted) return;
    const onProgress = (share: number) => change(key, { percent: Math.floor(share * 100) });
    try {
      await uploads.staff('uploadSlides', { lectureId, fileName: file.name.slice(-200) }, file, {
        signal: abort.signal,
        onProgress,
      });
      forget(key);
      await client.invalidateQueries({ queryKey: ['listSlideDecks'] });
    } catch (error) {
      if (abort.signal.aborted) return;
      if (!(error instanceof ClientError)) throw error;
      change(key, { why: errorWords(error).sentence });
    } finally {
      aborts.current.delete(key);
    }
  };

  return {
    all,
    add: (files) => {
      for (const file of files) {
        count.current += 1;
        const key = count.current;
        const isTooLarge = file.size > slideRules.maxBytes;
        setAll((before) => [
          ...before,
          { key, name: file.name, percent: 0, why: isTooLarge ? t('materials.tooLarge') : null },
        ]);
        if (isTooLarge) continue;
        aborts.current.set(key, new AbortController());
        line.current = line.current.then(() => send(key, file));
      }
    },
    drop: (key) => {
      aborts.current.get(key)?.abort();
      forget(key);
    },
  };
}
