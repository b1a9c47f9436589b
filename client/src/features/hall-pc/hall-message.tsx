import { useTranslation } from 'react-i18next';
import { useLive } from '../../live-react/use-live.ts';
import { useAsk } from '../../live-react/use-stage.ts';
import { Button } from '../../ui/plain/button.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';
import './hall-day.css';

/** What lecturer or organizer say to this hall alone; the oldest first, until somebody in the room has read it. */
export function HallMessages({ hallId }: { hallId: string }) {
  const { t } = useTranslation('hall');
  const ask = useAsk();
  const [next, ...more] = useLive(
    ({ lecture }) =>
      lecture?.extras.messages.messages.filter((one) => one.hallId === hallId && one.readAt === null) ?? [],
  );
  if (!next) return null;
  return (
    <div className="hall-strip hall-strip--message" role="alert">
      <span>
        <small>{t('message.from', { name: next.by })}</small> <strong>{next.text}</strong>
      </span>
      <Button
        look="primary"
        isLarge
        isBusy={ask.isBusy}
        onClick={() => ask.run('message:read', { messageId: next.id })}
      >
        {more.length > 0 ? t('message.readMore', { n: more.length }) : t('message.read')}
      </Button>
      <ErrorNotice error={ask.error} />
    </div>
  );
}
