import { createContext, type ReactNode, useCallback, useContext, useEffect, useSyncExternalStore } from 'react';
import type { Identity } from '#shared/kit/caller.ts';
import type { SlidesNow } from '#shared/slides.ts';
import { httpOf } from '../lib/query.ts';
import { type PageImage, SlideImages, type SlidePlace } from '../live/slide-images.ts';
import { useLive } from './use-live.ts';
import { useOwned } from './use-owned.ts';

const ImagesContext = createContext<SlideImages | null>(null);

type SlidePagesProps = { identity: Identity; lectureId: string; fallback?: ReactNode; children: ReactNode };

/** Keeps the pages of this lecture's slides that came, for everything below. */
export function SlidePages({ identity, lectureId, fallback = null, children }: SlidePagesProps) {
  const images = useOwned(lectureId, () => {
    const http = httpOf(identity);
    return new SlideImages(async (place, size, signal) => {
      const { blob } = await http.download('slidePage', { lectureId, ...place, size }, { signal });
      return blob;
    });
  });
  return images ? <ImagesContext value={images}>{children}</ImagesContext> : fallback;
}

export function useSlideImages(): SlideImages {
  const images = useContext(ImagesContext);
  if (!images) throw new Error('useSlideImages needs SlidePages above it');
  return images;
}

const noSlides: SlidesNow = { deckId: null, page: 1, pages: 0, strokes: [], pointer: null };

/** What stands on every screen now. */
export const useSlides = (): SlidesNow => useLive(({ lecture }) => lecture?.extras.slides ?? noSlides);

/** What there is of a page now; drawn anew when more of it comes. */
export function usePeek({ deckId, page }: SlidePlace, size: 'large' | 'small' = 'large'): PageImage | null {
  const images = useSlideImages();
  return useSyncExternalStore(
    useCallback((listener) => images.onChange(listener), [images]),
    () => images.peek({ deckId, page }, size),
  );
}

type Ahead = {
  pages: number;
  /** 254 halls that turn together do not ask for the next page together. */
  spreadMs: number;
};

/** The page that is shown: got and kept, and then the ones that will be wanted next. */
export function useSlidePage({ deckId, page }: SlidePlace, { pages, spreadMs }: Ahead): PageImage | null {
  const images = useSlideImages();
  useEffect(() => {
    let isWanted = true;
    const run = async () => {
      await images.want({ deckId, page }, () => isWanted);
      await new Promise((resolve) => setTimeout(resolve, spreadMs * Math.random()));
      for (const next of [page + 1, page + 2, page - 1]) {
        if (isWanted && next >= 1 && next <= pages) await images.load({ deckId, page: next }, 'large');
      }
    };
    void run();
    return () => {
      isWanted = false;
    };
  }, [images, deckId, page, pages, spreadMs]);
  return usePeek({ deckId, page });
}
