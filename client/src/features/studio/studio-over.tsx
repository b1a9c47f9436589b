import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { lectureRules } from '#shared/lectures.ts';
import { paths } from '../../lib/paths.ts';
import { useAct } from '../../lib/use-act.ts';
import { useLiveSession } from '../../live-react/live-provider.tsx';
import { useLive, useServerNow } from '../../live-react/use-live.ts';
import { Button, LinkButton } from '../../ui/plain/button.tsx';
import { Confirm } from '../../ui/plain/confirm.tsx';
import { studioMemory } from './studio-memory.ts';

/** The lecture is over, or never was. For some minutes an end by mistake can be taken back. */
export function StudioOver({ state }: { state: 'ended' | 'cancelled' | 'lapsed' | 'draft' }) {
  const { t } = useTranslation('studio');
  const session = useLiveSession();
  const lecture = useLive((live) => live.lecture);
  const nowMs = useServerNow();
  const [isAsking, setAsking] = useState(false);
  const reopen = useAct(() => session.direct('lecture:reopen'));
  useEffect(() => studioMemory.forget(), []);
  const endedMs = Date.parse(lecture?.current.endedAt ?? '');
  const mayReopen = state === 'ended' && nowMs - endedMs < lectureRules.reopenMinutes * 60_000;
  const title = state === 'cancelled' ? t('ended.cancelled') : state === 'ended' ? t('ended.title') : t('ended.lapsed');
  return (
    <main className="state studio-state" id="content">
      <h1>{title}</h1>
      {state === 'ended' && <p className="state__hint">{t('ended.hint')}</p>}
      <LinkButton look="primary" isLarge to={paths.lecture(session.lectureId)}>
        {t('back')}
      </LinkButton>
      {mayReopen && <Button onClick={() => setAsking(true)}>{t('ended.reopen')}</Button>}
      {isAsking && (
        <Confirm
          title={t('ended.reopenTitle')}
          act={t('ended.reopen')}
          isBusy={reopen.isBusy}
          error={reopen.error}
          onConfirm={reopen.run}
          onCancel={() => setAsking(false)}
        >
          <p>{t('ended.reopenWords')}</p>
        </Confirm>
      )}
    </main>
  );
}
