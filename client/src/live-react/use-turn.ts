import { useRef, useState } from 'react';
import type { SlidesNow } from '#shared/slides.ts';
import { useLiveSession } from './live-provider.tsx';

export type Turn = {
  /** The page that the lecturer asked for; ahead of the halls' for as long as the line takes. */
  page: number;
  to: (page: number) => void;
  error: unknown;
};

/** Turning pages: three quick presses are three pages, however slow the line is. */
export function useTurn(slides: SlidesNow): Turn {
  const session = useLiveSession();
  const [wanted, setWanted] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const latest = useRef<number | null>(null);
  const { deckId, pages } = slides;
  const page = wanted ?? slides.page;
  const want = (next: number | null) => {
    latest.current = next;
    setWanted(next);
  };
  const to = (next: number) => {
    if (deckId === null || next < 1 || next > pages || next === (latest.current ?? slides.page)) return;
    want(next);
    setError(null);
    session
      .ask('slides:turn', { deckId, page: next })
      .catch(setError)
      .finally(() => {
        if (latest.current === next) want(null);
      });
  };
  return { page, to, error };
}
