import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SlideDeck } from '#shared/slides.ts';
import type { RouteOutput } from '../../lib/http-client.ts';
import { useAction, useRoute } from '../../lib/query.ts';
import { SlidePages } from '../../live-react/slide-pages.tsx';
import { Button } from '../../ui/plain/button.tsx';
import { ErrorNotice, Notice } from '../../ui/plain/notice.tsx';
import { Answered, Empty } from '../../ui/plain/state.tsx';
import { DeckRow } from './slide-deck-row.tsx';
import { SlideNotes } from './slide-notes.tsx';
import { type SlideUploads, useSlideUploads } from './use-slide-uploads.ts';
import './slides-tab.css';

const quickMs = 1_500;
const slowMs = 15_000;

/** The slides of a lecture: brought by drag and drop, converted before one's eyes, put in order, looked at with their notes. */
export function SlidesTab({ lectureId, mayChange }: { lectureId: string; mayChange: boolean }) {
  const { t } = useTranslation('lectures');
  const [isConverting, setConverting] = useState(false);
  const answer = useRoute('listSlideDecks', { lectureId }, { refreshMs: isConverting ? quickMs : slowMs });
  const isBusy = answer.data?.decks.some(({ state }) => state === 'converting') ?? false;
  if (isBusy !== isConverting) setConverting(isBusy);
  const uploads = useSlideUploads(lectureId);
  return (
    <SlidePages identity="staff" lectureId={lectureId}>
      <Answered of={answer}>
        {(data) => (
          <div className="stack">
            {mayChange ? (
              <DropPlace takesPowerPoint={data.takesPowerPoint} onFiles={uploads.add} />
            ) : (
              <Notice>{t('detail.spareView')}</Notice>
            )}
            <Uploads uploads={uploads} />
            <Decks lectureId={lectureId} data={data} mayChange={mayChange} />
          </div>
        )}
      </Answered>
    </SlidePages>
  );
}

function DropPlace({ takesPowerPoint, onFiles }: { takesPowerPoint: boolean; onFiles: (files: File[]) => void }) {
  const { t } = useTranslation('slides');
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const hint = t(takesPowerPoint ? 'materials.pdfAndOffice' : 'materials.pdfOnly');
  return (
    <section
      className="card slide-drop"
      aria-label={t('materials.choose')}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onFiles([...event.dataTransfer.files]);
      }}
    >
      <strong className="slide-drop__words">{t('materials.drop')}</strong>
      <Button look="primary" onClick={() => input.current?.click()}>
        {t('materials.choose')}
      </Button>
      <input
        ref={input}
        className="visually-hidden"
        type="file"
        multiple
        accept={takesPowerPoint ? '.pdf,.pptx,.ppt,.ppsx,.odp' : '.pdf'}
        tabIndex={-1}
        aria-label={t('materials.choose')}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <p className="soft">{hint}</p>
    </section>
  );
}

function Uploads({ uploads }: { uploads: SlideUploads }) {
  const { t } = useTranslation('slides');
  return uploads.all.map(({ key, name, percent, why }) =>
    why === null ? (
      <div key={key} className="card slide-sending" role="status">
        <span>{t('materials.sending', { name, percent })}</span>
        <progress max={100} value={percent} aria-label={name} />
        <Button onClick={() => uploads.drop(key)}>{t('materials.cancel')}</Button>
      </div>
    ) : (
      <Notice
        key={key}
        look="danger"
        actions={<Button onClick={() => uploads.drop(key)}>{t('materials.dismiss')}</Button>}
      >
        {t('materials.refused', { name, why })}
      </Notice>
    ),
  );
}

type DecksProps = { lectureId: string; data: RouteOutput<'listSlideDecks'>; mayChange: boolean };

function Decks({ lectureId, data, mayChange }: DecksProps) {
  const { t } = useTranslation('slides');
  const order = useAction('orderSlideDecks', { refreshes: ['listSlideDecks'] });
  const [looked, setLooked] = useState<SlideDeck | null>(null);
  const { decks } = data;
  const ids = decks.map(({ id }) => id);
  const move = (from: number, to: number) => {
    const turned = [...ids];
    turned.splice(to, 0, ...turned.splice(from, 1));
    order.mutate({ lectureId, deckIds: turned });
  };
  if (decks.length === 0) {
    return (
      <div className="card">
        <Empty title={t('materials.empty')} hint={t('materials.emptyHint')} />
      </div>
    );
  }
  return (
    <>
      <ErrorNotice error={order.error} />
      <ol className="slide-decks" aria-label={t('materials.list')}>
        {decks.map((deck, index) => (
          <DeckRow
            key={deck.id}
            lectureId={lectureId}
            deck={deck}
            mayChange={mayChange}
            onLook={() => setLooked(deck)}
            onUp={index > 0 ? () => move(index, index - 1) : null}
            onDown={index < decks.length - 1 ? () => move(index, index + 1) : null}
          />
        ))}
      </ol>
      {looked && (
        <SlideNotes lectureId={lectureId} deck={looked} mayChange={mayChange} onClose={() => setLooked(null)} />
      )}
    </>
  );
}
