import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type SlideDeck, slideRules } from '#shared/slides.ts';
import { useAction, useRoute } from '../../lib/query.ts';
import { useSlidePage } from '../../live-react/slide-pages.tsx';
import { SlideView } from '../../live-react/slide-view.tsx';
import { Button } from '../../ui/plain/button.tsx';
import { Dialog } from '../../ui/plain/dialog.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';
import { Answered } from '../../ui/plain/state.tsx';

type SlideNotesProps = { lectureId: string; deck: SlideDeck; mayChange: boolean; onClose: () => void };

/** The pages one by one, each with what the lecturer wants to say to it. What was written is saved before the page is left. */
export function SlideNotes({ lectureId, deck, mayChange, onClose }: SlideNotesProps) {
  const { t } = useTranslation('slides');
  const { id: deckId, fileName, pages } = deck;
  const [page, setPage] = useState(1);
  const [text, setText] = useState<string | null>(null);
  const answer = useRoute('slideNotes', { lectureId, deckId });
  const write = useAction('writeSlideNote', { refreshes: ['slideNotes'] });
  const image = useSlidePage({ deckId, page }, { pages, spreadMs: 0 });
  const stored = answer.data?.notes.find((note) => note.page === page)?.text ?? '';
  const isChanged = text !== null && text.trim() !== stored;
  const save = (then: () => void) => {
    if (!isChanged || text === null) {
      then();
      return;
    }
    write.mutate({ lectureId, deckId, page, text: text.trim() }, { onSuccess: then });
  };
  const goTo = (next: number) =>
    save(() => {
      setPage(next);
      setText(null);
    });
  return (
    <Dialog
      title={t('notes.title', { name: fileName })}
      isWide
      onClose={() => save(onClose)}
      actions={
        <>
          <Button disabled={page <= 1} onClick={() => goTo(page - 1)}>
            {t('notes.previous')}
          </Button>
          <Button disabled={page >= pages} onClick={() => goTo(page + 1)}>
            {t('notes.next')}
          </Button>
          <Button look="primary" isBusy={write.isPending} onClick={() => save(onClose)}>
            {isChanged ? t('notes.save') : t('notes.close')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <div className="slide-look">
          <SlideView image={image} page={page} pages={pages} strokes={[]} pointer={null} />
        </div>
        <p className="soft">{t('pageOf', { page, pages })}</p>
        <Answered of={answer}>
          {() => (
            <label className="field">
              <span className="field__label">{t('notes.label')}</span>
              <textarea
                className="input"
                rows={4}
                readOnly={!mayChange}
                maxLength={slideRules.maxNote}
                placeholder={t('notes.placeholder')}
                value={text ?? stored}
                onChange={(event) => setText(event.target.value)}
              />
            </label>
          )}
        </Answered>
        <ErrorNotice error={write.error} />
      </div>
    </Dialog>
  );
}
