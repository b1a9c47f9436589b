import { useTranslation } from 'react-i18next';
import { paths } from '../../lib/paths.ts';
import { useRoute } from '../../lib/query.ts';
import { useLiveSession } from '../../live-react/live-provider.tsx';
import { useSlides } from '../../live-react/slide-pages.tsx';
import { useAsk } from '../../live-react/use-stage.ts';
import { Button } from '../../ui/plain/button.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';
import '../../live-react/day-panel.css';

/** The decks of this lecture, each one press away from every screen. */
export function SlidesPanel() {
  const { t } = useTranslation('slides');
  const { lectureId } = useLiveSession();
  const answer = useRoute('listSlideDecks', { lectureId }, { refreshMs: 10_000 });
  const slides = useSlides();
  const ask = useAsk();
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
      <ErrorNotice error={ask.error ?? answer.error} />
      {answer.data && ready.length === 0 && <p>{t('desk.none')}</p>}
      <ul className="day-panel__list">
        {ready.map(({ id, fileName, pages }) => (
          <li key={id} data-now={id === slides.deckId || undefined}>
            <span>{fileName}</span>
            <span className="day-panel__acts">
              {id === slides.deckId ? (
                <>
                  <small>{t('now', slides)}</small>
                  <Button isBusy={ask.isBusy} onClick={() => ask.run('slides:show', { deckId: null })}>
                    {t('desk.hide')}
                  </Button>
                </>
              ) : (
                <>
                  <small>{t('materials.state.ready', { pages })}</small>
                  <Button isBusy={ask.isBusy} onClick={() => ask.run('slides:show', { deckId: id })}>
                    {t('desk.show')}
                  </Button>
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
