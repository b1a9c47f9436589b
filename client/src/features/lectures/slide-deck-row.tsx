import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SlideDeck } from '#shared/slides.ts';
import { reasonText } from '../../lib/error-text.ts';
import { useAction } from '../../lib/query.ts';
import { usePeek, useSlideImages } from '../../live-react/slide-pages.tsx';
import { Button } from '../../ui/plain/button.tsx';
import { Confirm } from '../../ui/plain/confirm.tsx';

type DeckRowProps = {
  lectureId: string;
  deck: SlideDeck;
  mayChange: boolean;
  onLook: () => void;
  onUp: (() => void) | null;
  onDown: (() => void) | null;
};

/** One set of slides: its first page, how far it is, and what can be done with it. */
export function DeckRow({ lectureId, deck, mayChange, onLook, onUp, onDown }: DeckRowProps) {
  const { t } = useTranslation('slides');
  const [isRemoving, setRemoving] = useState(false);
  const remove = useAction('removeSlideDeck', { refreshes: ['listSlideDecks'], onDone: () => setRemoving(false) });
  const { id: deckId, fileName, state } = deck;
  return (
    <li className="card slide-deck" data-state={state}>
      <FirstPage deck={deck} />
      <div className="slide-deck__facts">
        <strong>{fileName}</strong>
        <Progress deck={deck} />
        <div className="row">
          {state === 'ready' && <Button onClick={onLook}>{t('materials.look')}</Button>}
          {mayChange && onUp && (
            <Button look="quiet" onClick={onUp}>
              {t('materials.up')}
            </Button>
          )}
          {mayChange && onDown && (
            <Button look="quiet" onClick={onDown}>
              {t('materials.down')}
            </Button>
          )}
          {mayChange && (
            <Button look="quiet-danger" onClick={() => setRemoving(true)}>
              {t(state === 'converting' ? 'materials.cancelConversion' : 'materials.remove')}
            </Button>
          )}
        </div>
      </div>
      {isRemoving && (
        <Confirm
          title={t('materials.removeAsk')}
          act={t(state === 'converting' ? 'materials.cancelConversion' : 'materials.remove')}
          isDanger
          isBusy={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate({ lectureId, deckId })}
          onCancel={() => setRemoving(false)}
        >
          <p>{t('materials.removeWords', { name: fileName })}</p>
        </Confirm>
      )}
    </li>
  );
}

function Progress({ deck: { state, pages, done, failure } }: { deck: SlideDeck }) {
  const { t } = useTranslation('slides');
  if (state === 'ready') return <span className="soft">{t('materials.state.ready', { pages })}</span>;
  if (state === 'failed') {
    return (
      <span className="slide-deck__failure" role="alert">
        {t('materials.state.failed')}：{reasonText(failure ?? 'slides_unfinished')}{' '}
        {done > 0 && t('materials.failedAt', { page: done + 1 })}
      </span>
    );
  }
  const percent = pages === 0 ? 0 : Math.floor((100 * done) / pages);
  return (
    <span role="status">
      {pages === 0 ? t('materials.state.waiting') : t('materials.state.converting', { done, pages, percent })}
      <progress max={100} value={percent} aria-hidden="true" />
    </span>
  );
}

function FirstPage({ deck: { id: deckId, done } }: { deck: SlideDeck }) {
  const images = useSlideImages();
  const image = usePeek({ deckId, page: 1 }, 'small');
  const isThere = done > 0;
  useEffect(() => {
    if (isThere) void images.load({ deckId, page: 1 }, 'small');
  }, [images, deckId, isThere]);
  return <span className="slide-deck__page">{image && <img src={image.url} alt="" />}</span>;
}
