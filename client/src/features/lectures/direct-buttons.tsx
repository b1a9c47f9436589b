import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LectureState } from '#shared/lectures.ts';
import type { Direction } from '../../live/live-session.ts';
import type { LiveState } from '../../live/live-state.ts';
import { useLiveSession } from '../../live-react/live-provider.tsx';
import { useServerNow } from '../../live-react/use-live.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Confirm } from '../../ui/plain/confirm.tsx';
import { isInside } from './wall-order.ts';

/** As in the contract (`lectureRules`): from when a lecture may be started, and how long its end can be taken back. */
const startBeforeMinutes = 15;
const reopenMinutes = 10;

type Act = 'start' | 'pause' | 'resume' | 'end' | 'reopen';
const acts: Record<LectureState, readonly Act[]> = {
  draft: [],
  published: ['start'],
  live: ['pause', 'end'],
  paused: ['resume', 'end'],
  ended: ['reopen'],
  cancelled: [],
  lapsed: [],
};
const directions: Record<Act, Direction> = {
  start: 'lecture:start',
  pause: 'lecture:pause',
  resume: 'lecture:resume',
  end: 'lecture:end',
  reopen: 'lecture:reopen',
};

/** Start, pause, end: each asks first, since every hall notices. 结束 stands apart and is red. */
export function DirectButtons({ lecture }: { lecture: NonNullable<LiveState['lecture']> }) {
  const { t } = useTranslation('wall');
  const session = useLiveSession();
  const client = useQueryClient();
  const now = useServerNow(5_000);
  const [asked, setAsked] = useState<Act | null>(null);
  const act = useMutation({
    mutationFn: (which: Act) => session.direct(directions[which]),
    onSuccess: () => {
      setAsked(null);
      return Promise.all(
        ['getLecture', 'listLectures', 'lectureAttendance'].map((name) =>
          client.invalidateQueries({ queryKey: [name] }),
        ),
      );
    },
  });
  const { state, endedAt } = lecture.current;
  const isTooEarly = state === 'published' && now < Date.parse(lecture.startAt) - startBeforeMinutes * 60_000;
  const isTooLate = state === 'ended' && endedAt !== null && now > Date.parse(endedAt) + reopenMinutes * 60_000;
  if (isTooEarly) return <p className="soft">{t('start.early', { minutes: startBeforeMinutes })}</p>;
  if (isTooLate) return null;
  const inside = (lecture.halls ?? []).filter(isInside).length;
  const ask = (which: Act) => {
    act.reset();
    setAsked(which);
  };
  return (
    <div className="row direct-buttons">
      {acts[state].map((which) => (
        <Button
          key={which}
          look={which === 'end' ? 'danger' : which === 'start' || which === 'resume' ? 'primary' : 'plain'}
          onClick={() => ask(which)}
        >
          {t(`${which}.act`)}
        </Button>
      ))}
      {asked && (
        <Confirm
          title={t(`${asked}.ask`)}
          act={t(`${asked}.act`)}
          isDanger={asked === 'end'}
          isBusy={act.isPending}
          error={act.error}
          onConfirm={() => act.mutate(asked)}
          onCancel={() => setAsked(null)}
        >
          <p>{t(`${asked}.words`)}</p>
          {asked === 'end' && inside > 0 && <p>{t('end.inside', { n: inside })}</p>}
        </Confirm>
      )}
    </div>
  );
}
