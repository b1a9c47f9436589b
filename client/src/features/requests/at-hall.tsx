import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { matterHttp } from '../../lib/http.ts';
import { paths } from '../../lib/paths.ts';
import { useAction } from '../../lib/query.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Notice } from '../../ui/plain/notice.tsx';

const IDLE_MS = 15 * 60_000;
const TELL_EVERY_MS = 60_000;

/** On a hall's PC: the matter stays open while somebody touches it, and closes by itself after 15 minutes. */
export function AtHall() {
  const { t } = useTranslation('requests');
  const client = useQueryClient();
  const navigate = useNavigate();
  const leave = useAction('signOut', {}, matterHttp);
  const close = () => {
    leave.mutate({});
    client.clear();
    void navigate(paths.hall, { replace: true });
  };
  useEffect(() => {
    let told = Date.now();
    let idle = setTimeout(close, IDLE_MS);
    const touched = () => {
      clearTimeout(idle);
      idle = setTimeout(close, IDLE_MS);
      if (Date.now() - told < TELL_EVERY_MS) return;
      told = Date.now();
      matterHttp.call('keepMatterOpen', {}).catch(() => undefined);
    };
    addEventListener('pointerdown', touched);
    addEventListener('keydown', touched);
    return () => {
      clearTimeout(idle);
      removeEventListener('pointerdown', touched);
      removeEventListener('keydown', touched);
    };
  });
  return (
    <Notice look="attention" actions={<Button onClick={close}>{t('matter.leave')}</Button>}>
      {t('matter.atHall')}
    </Notice>
  );
}
