import { useTranslation } from 'react-i18next';
import { paths } from '../lib/paths.ts';
import { useRoute } from '../lib/query.ts';
import { Button } from '../ui/plain/button.tsx';
import { ErrorNotice } from '../ui/plain/notice.tsx';
import { useLiveSession } from './live-provider.tsx';
import { useSlides } from './slide-pages.tsx';
import { useAsk } from './use-stage.ts';
import { useTurn } from './use-turn.ts';
import './day-panel.css';

/**
 * The decks of this lecture, each one press away from every screen. `turns`: for an organizer who turns for the lecturer; in the studio
 * the page itself has that.
 */
export function SlidesPanel({ turns = false }: { turns?: boolean }) {
  const { t } = useTranslation('slides');
  const { lectureId } = useLiveSession();
  const answer = useRoute('listSlideDecks', { lectureId }, { refreshMs: 10_000 });
  const slides = useSlides();
  const turn = useTurn(slides);
  const ask = useAsk();
  const { deckId: shownId, pages } = slides;
  const ready = (answer.data?.decks ?? []).filter(({ state }) => state === 'ready');
  return (
    <section className="day-panel" aria-label={t('title')}>
      <div className="day-panel__head">
        <h2>{t('title')}</h2>
        {/* A window of its own: the lecture goes on in this one. */}
        <a href={`${paths.lecture(lectureId)}?tab=slides`} target="_blank" rel="noreferrer">
          {t('desk.add')}
        </a>
      </div>
      <ErrorNotice error={ask.error ?? turn.error ?? answer.error} />
      {answer.data && ready.length === 0 && <p>{t('desk.none')}</p>}
      <ul className="day-panel__list">
        {ready.map((deck) => (
          <li key={deck.id} data-now={deck.id === shownId || undefined}>
            <span>{deck.fileName}</span>
            {deck.id === shownId ? (
              <>
                <small>
                  {t('now', { page: turn.page, pages })}
                  {!turns && ` · ${t('desk.keys')}`}
                </small>
                {turns && (
                  <span className="day-panel__acts">
                    <Button disabled={turn.page <= 1} onClick={() => turn.to(turn.page - 1)}>
                      {t('desk.previous')}
                    </Button>
                    <Button disabled={turn.page >= pages} onClick={() => turn.to(turn.page + 1)}>
                      {t('desk.next')}
                    </Button>
                    <Button isBusy={ask.isBusy} onClick={() => ask.run('slides:show', { deckId: null })}>
                      {t('desk.hide')}
                    </Button>
                  </span>
                )}
              </>
            ) : (
              <span className="day-panel__acts">
                <small>{t('materials.state.ready', { pages: deck.pages })}</small>
                <Button isBusy={ask.isBusy} onClick={() => ask.run('slides:show', { deckId: deck.id })}>
                  {t('desk.show')}
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
