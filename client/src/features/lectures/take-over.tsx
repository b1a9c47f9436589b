import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../lib/paths.ts';
import type { LiveState } from '../../live/live-state.ts';
import { isLecturers } from '../../live/track-owner.ts';
import { useLiveSession } from '../../live-react/live-provider.tsx';
import { useLive, useServerNow } from '../../live-react/use-live.ts';
import { Button, LinkButton } from '../../ui/plain/button.tsx';
import { Confirm } from '../../ui/plain/confirm.tsx';
import { Notice } from '../../ui/plain/notice.tsx';

type TakeOverProps = { lecture: NonNullable<LiveState['lecture']>; self: string };

/** Offered when nobody teaches who should: not there at the start, cut off, or without a picture and a voice. */
export function TakeOver({ lecture, self }: TakeOverProps) {
  const { t } = useTranslation('wall');
  const session = useLiveSession();
  const hasTracks = useLive(({ tracks }) => tracks.some(isLecturers));
  const now = useServerNow(5_000);
  const [ask, setAsk] = useState<{ isOpen: boolean; isBusy: boolean; error: unknown }>(closed);
  const { state, teacher, lecturer } = lecture.current;
  const isOn = state === 'live' || state === 'paused';
  const isDue = state === 'published' && now >= Date.parse(lecture.startAt);
  if (teacher.owner === self && (isOn || state === 'published')) {
    return (
      <Notice actions={<LinkButton to={paths.studio(lecture.lectureId)}>{t('takeOver.studio')}</LinkButton>}>
        {t('takeOver.you')}
      </Notice>
    );
  }
  const isGone = (isOn && (lecturer !== 'here' || !hasTracks)) || (isDue && lecturer !== 'here');
  if (!isGone && !ask.isOpen) return null;
  const take = () => {
    setAsk({ isOpen: true, isBusy: true, error: null });
    session.takeOver().then(
      () => setAsk(closed),
      (error: unknown) => setAsk({ isOpen: true, isBusy: false, error }),
    );
  };
  return (
    <Notice
      look="attention"
      actions={<Button onClick={() => setAsk({ ...closed, isOpen: true })}>{t('takeOver.act')}</Button>}
    >
      {t('takeOver.gone', { name: teacher.name })}
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
