import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorWords } from '../../lib/error-text.ts';
import { paths } from '../../lib/paths.ts';
import { countdown } from '../../lib/time.ts';
import type { LiveState } from '../../live/live-state.ts';
import { AnnouncementPanel } from '../../live-react/announcement-panel.tsx';
import { HallsSeen } from '../../live-react/halls-seen.tsx';
import { HeadsPanel } from '../../live-react/heads-panel.tsx';
import { useConnection } from '../../live-react/live-provider.tsx';
import { SayReturn } from '../../live-react/pause-return.tsx';
import { PollsPanel } from '../../live-react/polls-panel.tsx';
import { QuestionsPanel } from '../../live-react/questions-panel.tsx';
import { SlidesPanel } from '../../live-react/slides-panel.tsx';
import { StageHalls } from '../../live-react/stage-halls.tsx';
import { StagePanel } from '../../live-react/stage-panel.tsx';
import { useLive, useServerNow } from '../../live-react/use-live.ts';
import { usePlanClock } from '../../live-react/use-plan-clock.ts';
import { Button, LinkButton } from '../../ui/plain/button.tsx';
import { Notice } from '../../ui/plain/notice.tsx';
import { Loading } from '../../ui/plain/state.tsx';
import { StatusBadge } from '../../ui/plain/status-badge.tsx';
import { DirectButtons } from './direct-buttons.tsx';
import { HallCard } from './hall-card.tsx';
import { HelpList } from './help-list.tsx';
import { LecturerPicture } from './lecturer-picture.tsx';
import { LiveWall } from './live-wall.tsx';
import { TakeOver } from './take-over.tsx';
import { useWallRows } from './use-wall-rows.ts';

/** `self`: the key of whoever sits here, as tracks carry it. */
type LiveDeskProps = {
  self: string;
  mayDirect: boolean;
  mayReveal: boolean;
  /** Photos of rooms: which halls sent some, and those of one hall. */
  photos: { halls: (onOpen: (hallId: string) => void) => ReactNode; ofHall: (hallId: string) => ReactNode };
};
type Lecture = NonNullable<LiveState['lecture']>;

/** All of the live page that hangs on the connection. What was last known stays on the page through a cut. */
export function LiveDesk({ self, mayDirect, mayReveal, photos }: LiveDeskProps) {
  const { t } = useTranslation(['wall', 'slides']);
  const lecture = useLive((state) => state.lecture);
  const rows = useWallRows();
  const [openedId, setOpened] = useState<string | null>(null);
  if (!lecture) {
    return (
      <>
        <LineNotice />
        <Waiting />
      </>
    );
  }
  const { slides } = lecture.extras;
  const opened = rows.find(({ hallId }) => hallId === openedId);
  const isOver = lecture.current.state === 'ended';
  return (
    <>
      <LineNotice />
      {isOver && (
        <Notice
          actions={<LinkButton to={`${paths.lecture(lecture.lectureId)}?tab=figures`}>{t('seeFigures')}</LinkButton>}
        >
          {t('ended')}
        </Notice>
      )}
      <div className="live-head">
        <LecturerPicture lecture={lecture} />
        <div className="stack">
          <div className="row">
            <StatusBadge state={lecture.current.state} />
            <LectureClock lecture={lecture} />
            <span className={lecture.current.lecturer === 'away' ? 'wall__poor' : 'soft'}>
              {lecture.current.teacher.name} · {t(`lecturer.${lecture.current.lecturer}`)}
            </span>
            <SpareWord current={lecture.current} />
            {slides.deckId !== null && <span>{t('slides:now', slides)}</span>}
          </div>
          {mayDirect && <TakeOver lecture={lecture} self={self} />}
          {mayDirect && <DirectButtons lecture={lecture} />}
          {mayDirect && <SayReturn />}
        </div>
      </div>
      {mayDirect && !isOver && <HelpList onOpen={setOpened} />}
      <LiveWall rows={rows} onOpen={setOpened} />
      {opened && (
        <HallCard row={opened} mayDirect={mayDirect && !isOver} mayReveal={mayReveal} onClose={() => setOpened(null)}>
          {photos.ofHall(opened.hallId)}
        </HallCard>
      )}
      {mayDirect && !isOver && (
        <section className="live-stage" id="live-stage">
          <StagePanel />
          <HallsSeen onOpen={setOpened} />
          <StageHalls />
        </section>
      )}
      {!isOver && (
        <section className="live-day" id="live-day">
          <HeadsPanel />
          {photos.halls(setOpened)}
          {mayDirect && <SlidesPanel turns />}
          {mayDirect && <QuestionsPanel filesFor={mayReveal ? lecture.lectureId : null} />}
          {mayDirect && <PollsPanel />}
          {mayDirect && <AnnouncementPanel />}
        </section>
      )}
    </>
  );
}

function SpareWord({ current: { spare, teacher } }: Pick<Lecture, 'current'>) {
  const { t } = useTranslation('wall');
  if (spare === null || spare.owner === teacher.owner) return null;
  return <span className="soft">{t(spare.isHere ? 'spare.here' : 'spare.absent', { name: spare.name })}</span>;
}

function Waiting() {
  const { t } = useTranslation('wall');
  const join = useLive((state) => state.join);
  if (join.phase !== 'refused') return <Loading words={t('connecting')} />;
  return (
    <Notice look="attention" title={t('refused')}>
      {errorWords(join.error).sentence}
    </Notice>
  );
}

/** How the page's own line is, when it is not fine. */
function LineNotice() {
  const { t } = useTranslation(['wall', 'common']);
  const line = useLive((state) => state.connection);
  const connection = useConnection();
  if (line.phase === 'open' || line.phase === 'closed') return null;
  if (line.phase === 'ended' && line.reason === 'superseded') {
    return (
      <Notice look="attention" actions={<Button onClick={() => connection.reconnectNow()}>{t('taken.act')}</Button>}>
        {t('taken.words')}
      </Notice>
    );
  }
  if (line.phase === 'refused' || line.phase === 'ended') {
    const words = line.phase === 'refused' ? line.error.message : t('signedOut');
    return (
      <Notice
        look="danger"
        actions={<Button onClick={() => connection.reconnectNow()}>{t('common:action.retry')}</Button>}
      >
        {words}
      </Notice>
    );
  }
  return line.attempt > 1 ? <Notice look="attention">{t('lost', { n: line.attempt })}</Notice> : null;
}

function LectureClock({ lecture }: { lecture: Lecture }) {
  const { t } = useTranslation('wall');
  const now = useServerNow();
  const plan = usePlanClock();
  const { state, startedAt } = lecture.current;
  if (state === 'published') {
    const start = Date.parse(lecture.startAt);
    const late = plan?.lateMinutes ?? 0;
    if (now < start) return <strong>{t('startsIn', { time: countdown(start, now) })}</strong>;
    return <strong>{late > 0 ? t('overdue', { n: late }) : t('due')}</strong>;
  }
  if (!startedAt || state === 'ended') return null;
  const over = plan?.overMinutes ?? 0;
  return (
    <strong>
      {t('elapsed', { time: countdown(now, Date.parse(startedAt)) })}
      {over > 0 && ` · ${t('over', { n: over })}`}
    </strong>
  );
}
