import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newCommandKey } from '../../lib/command-key.ts';
import { matterHttp, uploads } from '../../lib/http.ts';
import { saveFile } from '../../lib/save-file.ts';
import { Button } from '../../ui/plain/button.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';
import type { MatterView } from './matter-progress.tsx';

type Sending = { name: string; percent: number };

/** Files and photos of the matter; sent one after another, each with its percent. */
export function MatterFiles({ matter }: { matter: MatterView }) {
  const { t } = useTranslation('requests');
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState<Sending | null>(null);
  const [error, setError] = useState<unknown>(null);
  const send = async (files: readonly File[]) => {
    setError(null);
    try {
      for (const file of files) {
        setSending({ name: file.name, percent: 0 });
        const name = file.name.slice(-120);
        const onProgress = (share: number) => setSending({ name: file.name, percent: Math.round(share * 100) });
        await uploads.matter('addMatterFile', { name }, file, { key: newCommandKey(), onProgress });
      }
    } catch (failure) {
      setError(failure);
    } finally {
      setSending(null);
      await client.invalidateQueries({ queryKey: ['myMatter'] });
    }
  };
  const fetchFile = (fileId: MatterView['files'][number]['id']) => {
    matterHttp.download('downloadMatterFile', { fileId }).then(saveFile, setError);
  };
  return (
    <section className="card stack">
      <h2>{t('matter.files')}</h2>
      {matter.files.length === 0 && <p className="soft">{t('matter.noFiles')}</p>}
      <ul className="file-list">
        {matter.files.map((file) => (
          <li key={file.id}>
            <Button look="quiet" onClick={() => fetchFile(file.id)}>
              {file.name}
            </Button>
          </li>
        ))}
      </ul>
      {sending && <p role="status">{t('matter.sending', sending)}</p>}
      <ErrorNotice error={error} />
      {matter.mayWithdraw && (
        <>
          <input
            ref={input}
            className="visually-hidden"
            type="file"
            multiple
            tabIndex={-1}
            aria-label={t('matter.addFile')}
            onChange={(event) => {
              void send([...(event.target.files ?? [])]);
              event.target.value = '';
            }}
          />
          <div className="row">
            <Button isLarge isBusy={sending !== null} onClick={() => input.current?.click()}>
              {t('matter.addFile')}
            </Button>
          </div>
          <p className="soft small">{t('matter.filesHint')}</p>
        </>
      )}
    </section>
  );
}
