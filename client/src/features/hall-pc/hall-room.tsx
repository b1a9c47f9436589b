import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { reloadOnce } from '../../lib/page-update.ts';
import { useNow } from '../../lib/use-now.ts';
import { useWakeLock } from '../../lib/use-wake-lock.ts';
import { LiveLecture, useConnection, useConnectionState } from '../../live-react/live-provider.tsx';
import { SlidePages } from '../../live-react/slide-pages.tsx';
import { useSoundGate } from '../../live-react/use-sound-gate.ts';
import { Button } from '../../ui/plain/button.tsx';
import { usePageTitle } from '../../ui/plain/page-title.tsx';
import { HallIdle } from './hall-idle.tsx';
import { HallLecture } from './hall-lecture.tsx';
import { hallMemory } from './hall-memory.ts';
import { isEnterable, lectureToEnter } from './hall-schedule.ts';
import { type HallHome, useFreshSchedule } from './use-hall-home.ts';

type HallRoomProps = {
  home: HallHome;
  clockOffsetMs: number;
  refetch: () => unknown;
  /** What a hall does for citizens while no lecture is near. */
  errands: (close: () => void) => ReactNode;
};

const reloadTryMs = 60_000;

/** A paired hall PC: idle until a lecture is near, then in it by itself, and back. */
export function HallRoom({ home, clockOffsetMs, refetch, errands }: HallRoomProps) {
  usePageTitle(home.name);
  useWakeLock();
  useFreshSchedule(refetch);
  useEffect(() => hallMemory.rememberName(home.name), [home.name]);
  const connection = useConnectionState();
  const gate = useSoundGate();
  const visit = useVisit(home, clockOffsetMs);
  const [isOnErrand, setOnErrand] = useState(false);

  if (connection.phase === 'ended' && connection.reason === 'superseded') return <Taken />;
  if (connection.phase === 'refused' && connection.error.reason === 'client_too_old') return <Updating />;
  if (!gate) return null;
  if (!visit.lectureId && isOnErrand) return errands(() => setOnErrand(false));
  if (!visit.lectureId) {
    return <HallIdle home={home} clockOffsetMs={clockOffsetMs} gate={gate} onErrand={() => setOnErrand(true)} />;
  }
  return (
    <LiveLecture key={visit.lectureId} lectureId={visit.lectureId} isHall>
      <SlidePages identity="device" lectureId={visit.lectureId}>
        <HallLecture
          hallId={home.hallId}
          hallName={home.name}
          telephone={home.helpTelephone}
          gate={gate}
          isStillOn={visit.isStillOn}
          onOver={visit.over}
        />
      </SlidePages>
    </LiveLecture>
  );
}

type Visit = { lectureId: string | null; isStillOn: boolean; over: () => void };

/** Which lecture the hall is in: begun when one may be entered, ended when the lecture itself says so. */
function useVisit(home: HallHome, clockOffsetMs: number): Visit {
  const nowMs = useNow(1_000, clockOffsetMs);
  const [lectureId, setLectureId] = useState<string | null>(null);
  const due = lectureToEnter(home.lectures, nowMs)?.id ?? null;
  useEffect(() => {
    if (due) setLectureId((current) => current ?? due);
  }, [due]);
  const isStillOn = home.lectures.some((lecture) => lecture.id === lectureId && isEnterable(lecture, nowMs));
  const over = useCallback(() => setLectureId(null), []);
  return { lectureId, isStillOn, over };
}

function Taken() {
  const { t } = useTranslation('hall');
  const connection = useConnection();
  return (
    <main className="state hall-state" id="content">
      <h1>{t('taken.title')}</h1>
      <p className="state__hint">{t('taken.hint')}</p>
      <Button look="primary" isLarge onClick={() => connection.reconnectNow()}>
        {t('taken.act')}
      </Button>
    </main>
  );
}

/** Nobody sits at this page to reload it; it does so itself, but not in a circle. */
function Updating() {
  const { t } = useTranslation('hall');
  useEffect(() => {
    reloadOnce();
    const timer = setInterval(() => reloadOnce(), reloadTryMs);
    return () => clearInterval(timer);
  }, []);
  return (
    <main className="state hall-state" id="content">
      <h1>{t('updating')}</h1>
    </main>
  );
}
