import { useTranslation } from 'react-i18next';
import { LinkWord, useLinkState } from '../../live-react/link-word.tsx';
import { stageNoticeOf } from '../../live-react/stage-notice.ts';
import { useLive } from '../../live-react/use-live.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Dialog } from '../../ui/plain/dialog.tsx';

/** What a person who is no technician can do, in the order in which it helps. */
export function NoPictureHelp({ hallName, onClose }: { hallName: string; onClose: () => void }) {
  const { t } = useTranslation(['hall', 'live']);
  const link = useLinkState();
  const notice = useLive(stageNoticeOf);
  return (
    <Dialog
      title={t('help.title')}
      isWide
      onClose={onClose}
      actions={
        <Button look="primary" isLarge onClick={onClose}>
          {t('help.close')}
        </Button>
      }
    >
      <div className="stack">
        <div className="notice notice--info">
          <div className="notice__words">
            <strong>{t('help.now')}</strong>
            <LinkWord state={link} isOnLight /> {t(`live:linkAdvice.${link}`)}
            {notice.key && <div>{t(`live:notice.${notice.key}`, { attempt: notice.attempt })}</div>}
          </div>
        </div>
        <ol className="numbered">
          {t('help.steps', { returnObjects: true }).map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <p>{t('help.phone', { name: hallName })}</p>
      </div>
    </Dialog>
  );
}
