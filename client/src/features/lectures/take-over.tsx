import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../lib/paths.ts';
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
  const [ask, setAsk] = useState<{ isOpen: boolean; isBusy: boolean; error: unknown }>(closed);
  const { state, teacher, spare } = lecture.current;
  const isSpareOn = spare?.owner === teacher.owner && (state === 'live' || state === 'paused');
  if (teacher.owner === self && state !== 'ended') {
    return (
      <Notice actions={<LinkButton to={paths.studio(lecture.lectureId)}>{t('takeOver.studio')}</LinkButton>}>
        {t('takeOver.you')}
      </Notice>
    );
  }
  if (!isGone && !isSpareOn && !ask.isOpen) return null;
  const take = () => {
    setAsk({ isOpen: true, isBusy: true, error: null });
    session.takeOver().then(
      () => setAsk(closed),
      (error: unknown) => setAsk({ isOpen: true, isBusy: false, error }),
    );
  };
  return (
    <Notice
      look={isGone ? 'attention' : 'info'}
      actions={<Button onClick={() => setAsk({ ...closed, isOpen: true })}>{t('takeOver.act')}</Button>}
    >
      {t(isGone ? 'takeOver.gone' : 'takeOver.spareOn', { name: teacher.name })}
      {ask.isOpen && (
        <Confirm
          title={t('takeOver.ask')}
          act={t('takeOver.act')}
          isBusy={ask.isBusy}
          error={ask.error}
          onConfirm={take}
          onCancel={() => setAsk(closed)}
        >
          <p>{t('takeOver.words', { name: teacher.name })}</p>
        </Confirm>
      )}
    </Notice>
  );
}

const closed = { isOpen: false, isBusy: false, error: null };
