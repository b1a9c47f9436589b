import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newPartId } from '../lib/command-key.ts';
import { Button } from '../ui/plain/button.tsx';
import { Field } from '../ui/plain/field.tsx';
import { ErrorNotice } from '../ui/plain/notice.tsx';
import { useLive } from './use-live.ts';
import { useAsk } from './use-stage.ts';
import './day-panel.css';

/** Says something to every hall at once, and takes it down again. */
export function AnnouncementPanel() {
  const { t } = useTranslation('questions');
  const ask = useAsk();
  const current = useLive(({ lecture }) => lecture?.extras.announcements.current ?? null);
  const [draft, setDraft] = useState(() => ({ id: newPartId(), text: '' }));
  const isOut = current?.id === draft.id;
  const say = () => {
    // What went out before has used its id up.
    const id = isOut ? newPartId() : draft.id;
    setDraft({ id, text: draft.text });
    ask.run('announcement:say', { announcementId: id, text: draft.text });
  };
  return (
    <section className="day-panel" aria-label={t('announcement.title')}>
      <h2>{t('announcement.title')}</h2>
      {current && (
        <div className="day-panel__head">
          <strong>{current.text}</strong>
          <Button isBusy={ask.isBusy} onClick={() => ask.run('announcement:takeDown', { announcementId: current.id })}>
            {t('announcement.takeDown')}
          </Button>
        </div>
      )}
      <Field label={t('announcement.label')}>
        <input
          className="input"
          maxLength={120}
          value={draft.text}
          onChange={(event) => setDraft({ id: isOut ? newPartId() : draft.id, text: event.target.value })}
        />
      </Field>
      <div>
        <Button
          isBusy={ask.isBusy}
          disabled={draft.text.trim() === '' || (isOut && current.text === draft.text.trim())}
          onClick={say}
        >
          {t('announcement.say')}
        </Button>
      </div>
      <ErrorNotice error={ask.error} />
    </section>
  );
}
