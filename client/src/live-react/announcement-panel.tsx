import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newPartId } from '../lib/part-id.ts';
import { useAct } from '../lib/use-act.ts';
import { Button } from '../ui/plain/button.tsx';
import { Field } from '../ui/plain/field.tsx';
import { ErrorNotice } from '../ui/plain/notice.tsx';
import { useLiveSession } from './live-provider.tsx';
import { useLive } from './use-live.ts';
import { useAsk } from './use-stage.ts';
import './day-panel.css';

/** The id goes with the words: the same words sent again after a lost answer are the same announcement, other words are another one. */
const written = (text: string) => ({ id: newPartId(), text });

/** Says something to every hall at once, and takes it down again. */
export function AnnouncementPanel() {
  const { t } = useTranslation('questions');
  const session = useLiveSession();
  const ask = useAsk();
  const current = useLive(({ lecture }) => lecture?.extras.announcements.current ?? null);
  const [draft, setDraft] = useState(() => written(''));
  const say = useAct(
    () => session.ask('announcement:say', { announcementId: draft.id, text: draft.text }),
    // What was typed meanwhile stays.
    () => setDraft((now) => (now.id === draft.id ? written('') : now)),
  );
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
          onChange={(event) => setDraft(written(event.target.value))}
        />
      </Field>
      <div>
        <Button isBusy={say.isBusy} disabled={draft.text.trim() === ''} onClick={say.run}>
          {t('announcement.say')}
        </Button>
      </div>
      <ErrorNotice error={say.error ?? ask.error} />
    </section>
  );
}
