import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../lib/paths.ts';
import { useAct } from '../../lib/use-act.ts';
import type { LiveState } from '../../live/live-state.ts';
import { useLiveSession } from '../../live-react/live-provider.tsx';
import { useTeacherGone } from '../../live-react/use-teacher-gone.ts';
import { Button, LinkButton } from '../../ui/plain/button.tsx';
import { Confirm } from '../../ui/plain/confirm.tsx';
import { Notice } from '../../ui/plain/notice.tsx';

type TakeOverProps = { lecture: NonNullable<LiveState['lecture']>; self: string };

/** Offered when nobody teaches who should: not there at the start, cut off, or without a picture and a voice. */
export function TakeOver({ lecture, self }: TakeOverProps) {
  const { t } = useTranslation('wall');
  const session = useLiveSession();
  const isGone = useTeacherGone();
  const [isAsking, setAsking] = useState(false);
  const take = useAct(
    () => session.takeOver(),
    () => setAsking(false),
  );
  const { state, teacher, spare } = lecture.current;
  const isOn = state === 'live' || state === 'paused';
  const isSpareOn = spare?.owner === teacher.owner && isOn;
  if (teacher.owner === self && (isOn || state === 'published')) {
    return (
      <Notice actions={<LinkButton to={paths.studio(lecture.lectureId)}>{t('takeOver.studio')}</LinkButton>}>
        {t('takeOver.you')}
      </Notice>
    );
  }
  if (!isGone && !isSpareOn && !isAsking) return null;
  return (
    <Notice
      look={isGone ? 'attention' : 'info'}
      actions={<Button onClick={() => setAsking(true)}>{t('takeOver.act')}</Button>}
    >
      {t(isGone ? 'takeOver.gone' : 'takeOver.spareOn', { name: teacher.name })}
      {isAsking && (
        <Confirm
          title={t('takeOver.ask')}
          act={t('takeOver.act')}
          isBusy={take.isBusy}
          error={take.error}
          onConfirm={take.run}
          onCancel={() => setAsking(false)}
        >
          <p>{t('takeOver.words', { name: teacher.name })}</p>
        </Confirm>
      )}
    </Notice>
  );
}
