import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/plain/button.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';
import { type SendFile, useFileSending } from './use-file-sending.ts';

/** Adds photos and files to the matter: one large button, and how far it is. */
export function AddFiles({ sendOne, onEnd }: { sendOne: SendFile; onEnd: () => Promise<unknown> }) {
  const { t } = useTranslation('requests');
  const input = useRef<HTMLInputElement>(null);
  const { sending, error, send } = useFileSending(sendOne, onEnd);
  return (
    <div className="stack">
      {sending && <p role="status">{t('matter.sending', sending)}</p>}
      <ErrorNotice error={error} />
      <input
        ref={input}
        className="visually-hidden"
        type="file"
        multiple
        tabIndex={-1}
        aria-label={t('matter.addFile')}
        onChange={(event) => {
          send([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <div className="row">
        <Button isLarge isBusy={sending !== null} onClick={() => input.current?.click()}>
          {t('matter.addFile')}
        </Button>
      </div>
      <p className="soft small">{t('matter.filesHint')}</p>
    </div>
  );
}
