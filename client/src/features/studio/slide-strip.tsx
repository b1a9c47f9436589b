import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { usePeek, useSlideImages } from '../../live-react/slide-pages.tsx';

type SlideStripProps = { deckId: string; page: number; pages: number; onGoTo: (page: number) => void };

/** All pages in small; the one on screen stays in sight. */
export function SlideStrip({ deckId, page, pages, onGoTo }: SlideStripProps) {
  const { t } = useTranslation('slides');
  return (
    <ol className="slide-strip" aria-label={t('desk.pages')}>
      {Array.from({ length: pages }, (_, index) => index + 1).map((each) => (
        <li key={each}>
          <Thumb deckId={deckId} page={each} isNow={each === page} onGoTo={onGoTo} />
        </li>
      ))}
    </ol>
  );
}

type ThumbProps = { deckId: string; page: number; isNow: boolean; onGoTo: (page: number) => void };

function Thumb({ deckId, page, isNow, onGoTo }: ThumbProps) {
  const { t } = useTranslation('slides');
  const element = useRef<HTMLButtonElement>(null);
  const images = useSlideImages();
  const image = usePeek({ deckId, page }, 'small');
  useEffect(() => {
    if (!element.current) return;
    // Three hundred pages are not fetched before somebody looks at them.
    const watcher = new IntersectionObserver(([seen]) => {
      if (seen?.isIntersecting) void images.load({ deckId, page }, 'small');
    });
    watcher.observe(element.current);
    return () => watcher.disconnect();
  }, [images, deckId, page]);
  useEffect(() => {
    if (isNow) element.current?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [isNow]);
  return (
    <button
      ref={element}
      type="button"
      className="slide-thumb"
      aria-current={isNow || undefined}
      aria-label={t('desk.goTo', { page })}
      onClick={() => onGoTo(page)}
    >
      {image && <img src={image.url} alt="" />}
      <span>{page}</span>
    </button>
  );
}
