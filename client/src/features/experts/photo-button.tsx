import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { uploads } from '../../lib/http.ts';
import type { RouteName } from '../../lib/http-client.ts';
import { ErrorNotice, Notice } from '../../ui/plain/notice.tsx';
import { toast } from '../../ui/plain/toast.tsx';
import { portraitOf } from './portrait.ts';

const refreshes: readonly RouteName[] = ['ownExpert', 'getExpert', 'listExperts', 'publicExperts', 'publicExpert'];

/** Takes a photo from this device, brings it into shape and sends it. */
export function PhotoButton({ accountId }: { accountId: string }) {
  const { t } = useTranslation('experts');
  const client = useQueryClient();
  const inputId = useId();
  const [share, setShare] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isBroken, setBroken] = useState(false);

  const send = async (file: File): Promise<void> => {
    setError(null);
    setBroken(false);
    const portrait = await portraitOf(file).catch(() => null);
    if (portrait === null) return setBroken(true);
    setShare(0);
    try {
      await uploads.staff('uploadExpertPhoto', { accountId }, portrait, { onProgress: setShare });
      toast(t('self.photoSaved'));
      await Promise.all(refreshes.map((stale) => client.invalidateQueries({ queryKey: [stale] })));
    } catch (failure) {
      setError(failure);
    }
    setShare(null);
  };

  return (
    <div className="stack">
      <div className="field">
        <label className="field__label" htmlFor={inputId}>
          {t('self.choosePhoto')}
        </label>
        <input
          id={inputId}
          className="input"
          type="file"
          accept="image/jpeg,image/png,image/webp"
          disabled={share !== null}
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            event.target.value = '';
            if (file) void send(file);
          }}
        />
        <p className="field__hint">{t('self.photoHint')}</p>
      </div>
      {share !== null && <p role="status">{t('self.uploading', { n: Math.round(share * 100) })}</p>}
      {isBroken && <Notice look="danger">{t('self.photoBroken')}</Notice>}
      <ErrorNotice error={error} />
    </div>
  );
}
