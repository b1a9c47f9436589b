import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../lib/i18n.ts';
import { clockSeconds } from '../../lib/time.ts';
import { Button } from '../../ui/plain/button.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';
import type { SaveStatus } from './draft-saver.ts';

/** How it stands with what was typed, in words: 已保存 10:42:07, 正在保存, 未保存. */
export function SaveStatusLine({ status, onRetry }: { status: SaveStatus; onRetry: () => void }) {
  const { t } = useTranslation(['papers', 'common']);
  const language = useLanguage();
  if (status.kind === 'refused') return <ErrorNotice error={status.error} />;
  if (status.kind === 'saved') {
    return (
      <span className="save-status save-status--saved" role="status">
        {t('save.saved', { time: clockSeconds(status.at, language) })}
      </span>
    );
  }
  if (status.kind === 'saving') return <span className="save-status">{t('save.saving')}</span>;
  return (
    <span className="save-status save-status--waiting" role="alert">
      {t('save.waiting')}
      <Button look="quiet" onClick={onRetry}>
        {t('common:action.retry')}
      </Button>
    </span>
  );
}
