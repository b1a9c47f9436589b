import type { SlidesNow } from '#shared/slides.ts';
import { useSlidePage, useSlides } from './slide-pages.tsx';
import { SlideView } from './slide-view.tsx';

const spreadMs = 2_000;

/** The page that the lecturer shows, with pen and pointer; nothing while no slides are on screen. */
export function ShownSlide() {
  const slides = useSlides();
  return slides.deckId === null ? null : <Shown slides={slides} deckId={slides.deckId} />;
}

function Shown({ slides, deckId }: { slides: SlidesNow; deckId: string }) {
  const { page, pages, strokes, pointer } = slides;
  const image = useSlidePage({ deckId, page }, { pages, spreadMs });
  return <SlideView image={image} page={page} pages={pages} strokes={strokes} pointer={pointer} />;
}
