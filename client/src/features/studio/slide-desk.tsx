import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SlidesNow } from '#shared/slides.ts';
import { useRoute } from '../../lib/query.ts';
import { useLiveSession } from '../../live-react/live-provider.tsx';
import { usePeek, useSlidePage } from '../../live-react/slide-pages.tsx';
import { SlideView } from '../../live-react/slide-view.tsx';
import { useAsk } from '../../live-react/use-stage.ts';
import { useTurn } from '../../live-react/use-turn.ts';
import { Button } from '../../ui/plain/button.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';
import { SlidePad } from './slide-pad.tsx';
import { SlideStrip } from './slide-strip.tsx';
import { type SlideTool, usePen } from './use-pen.ts';
import { useShortcuts } from './use-shortcuts.ts';
import './slide-desk.css';

type SlideDeskProps = { slides: SlidesNow; deckId: string; camera: ReactNode; words: ReactNode };

/** The lecturer's slides: the page as halls see it, what comes next, the notes, and what turns and draws. */
export function SlideDesk({ slides, deckId, camera, words }: SlideDeskProps) {
  const { t } = useTranslation('slides');
  const [tool, setTool] = useState<SlideTool>('none');
  const turn = useTurn(slides);
  const { page } = turn;
  const { pages } = slides;
  const isThere = page === slides.page;
  const strokes = isThere ? slides.strokes : [];
  const image = useSlidePage({ deckId, page }, { pages, spreadMs: 0 });
  const pen = usePen(tool, { deckId, page }, strokes);
  const ask = useAsk();
  const next = () => turn.to(page + 1);
  const previous = () => turn.to(page - 1);
  useShortcuts({ arrowright: next, pagedown: next, arrowleft: previous, pageup: previous });
  return (
    <div className="slide-desk">
      <div className="slide-desk__stage">
        <div className="slide-desk__page">
          <SlideView
            image={image}
            page={page}
            pages={pages}
            strokes={strokes}
            pointer={isThere ? slides.pointer : null}
            over={image && <SlidePad tool={tool} width={image.width} height={image.height} pen={pen} />}
          />
          {words}
        </div>
        <div className="slide-desk__aside">
          {camera}
          <NextPage deckId={deckId} page={page + 1} pages={pages} />
          <Notes deckId={deckId} page={page} />
        </div>
      </div>
      <ErrorNotice error={turn.error ?? pen.error ?? ask.error} />
      <div className="slide-bar" role="toolbar" aria-label={t('desk.tools')}>
        <span className="slide-bar__turn">
          <Button onClick={previous} disabled={page <= 1}>
            {t('desk.previous')}
          </Button>
          <strong>
            {page} / {pages}
          </strong>
          <Button look="primary" onClick={next} disabled={page >= pages}>
            {t('desk.next')}
          </Button>
        </span>
        <span className="slide-bar__tools">
          {tools.map((each) => (
            <button
              key={each}
              type="button"
              className="slide-tool"
              data-tool={each}
              aria-pressed={tool === each}
              onClick={() => setTool(each)}
            >
              {t(`desk.tool.${each}`)}
            </button>
          ))}
        </span>
        <Button
          look="quiet"
          isBusy={ask.isBusy}
          disabled={strokes.length === 0}
          onClick={() => ask.run('slides:wipe', { deckId, page })}
        >
          {t('desk.wipe')}
        </Button>
        <Button isBusy={ask.isBusy} onClick={() => ask.run('slides:show', { deckId: null })}>
          {t('desk.hide')}
        </Button>
      </div>
      <SlideStrip deckId={deckId} page={page} pages={pages} onGoTo={turn.to} />
    </div>
  );
}

const tools: readonly SlideTool[] = ['none', 'pointer', 'red', 'blue', 'eraser'];

function NextPage({ deckId, page, pages }: { deckId: string; page: number; pages: number }) {
  const { t } = useTranslation('slides');
  const image = usePeek({ deckId, page });
  return (
    <figure className="slide-next">
      <figcaption>{page > pages ? t('desk.lastPage') : t('desk.nextPage')}</figcaption>
      {image && page <= pages && <img src={image.url} alt={t('pageOf', { page, pages })} />}
    </figure>
  );
}

function Notes({ deckId, page }: { deckId: string; page: number }) {
  const { t } = useTranslation('slides');
  const { lectureId } = useLiveSession();
  const answer = useRoute('slideNotes', { lectureId, deckId }, { refreshMs: 30_000 });
  const text = answer.data?.notes.find((note) => note.page === page)?.text ?? '';
  return (
    <section className="slide-notes" aria-label={t('desk.notes')}>
      <h2>{t('desk.notes')}</h2>
      <p data-empty={text === '' || undefined}>{text || t('notes.none')}</p>
    </section>
  );
}
