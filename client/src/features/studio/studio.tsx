import { useTranslation } from 'react-i18next';
import type { LectureNow } from '#shared/lecture-live.ts';
import { errorWords } from '../../lib/error-text.ts';
import { paths } from '../../lib/paths.ts';
import { useWakeLock } from '../../lib/use-wake-lock.ts';
import { LinkWord, useLinkState } from '../../live-react/link-word.tsx';
import { useConnection, useConnectionState, useLiveSession } from '../../live-react/live-provider.tsx';
import { useLive } from '../../live-react/use-live.ts';
import { useLocalMedia } from '../../live-react/use-local-media.ts';
import { useSoundGate } from '../../live-react/use-sound-gate.ts';
import { Button, LinkButton } from '../../ui/plain/button.tsx';
import { usePageTitle } from '../../ui/plain/page-title.tsx';
import { ReadingAids } from '../../ui/plain/reading-aids.tsx';
import { StatusBadge } from '../../ui/plain/status-badge.tsx';
import { DeviceCheck, Start } from './device-check.tsx';
import { HandBack, NotInPlan, Relieved, TaughtByOther } from './relieved.tsx';
import { SpareDesk } from './spare-desk.tsx';
import { StudioLive } from './studio-live.tsx';
import { StudioOver } from './studio-over.tsx';

type StudioProps = { role: 'lecturer' | 'organizer'; accountId: string };

/** The studio of one lecture, in the state that the lecture is in. */
export function Studio({ role, accountId }: StudioProps) {
  const { t } = useTranslation(['studio', 'live']);
  const connection = useConnectionState();
  const join = useLive((state) => state.join);
  const title = useLive(({ lecture }) => lecture?.title ?? '');
  const state = useLive(({ lecture }) => lecture?.current.state ?? null);
  const seat = useLive(({ lecture }) => (lecture ? seatOf(lecture.current, `${role}:${accountId}`) : 'none'));
  const attempt = 'attempt' in connection ? connection.attempt : 1;
  usePageTitle(title ? t('titleOf', { title }) : t('title'));
  useWakeLock();

  if (connection.phase === 'ended' && connection.reason === 'superseded') return <Taken />;
  if (connection.phase === 'ended' || connection.phase === 'refused') return <SignedOut />;
  if (state === null) {
    const isRefused = join.phase === 'refused';
    return (
      <main className="state studio-state" id="content">
        <h1>{isRefused ? t('refused') : t('connecting')}</h1>
        <p className="state__hint">
          {isRefused
            ? errorWords(join.error).sentence
            : connection.phase === 'waiting' && t('live:notice.reconnecting', { attempt })}
        </p>
        <BackLink />
      </main>
    );
  }
  if (state === 'ended' || state === 'cancelled' || state === 'lapsed' || state === 'draft')
    return <StudioOver state={state} />;
  if (seat === 'relieved') return <Relieved />;
  if (seat === 'none') return role === 'organizer' ? <TaughtByOther /> : <NotInPlan />;
  return <StudioRoom isOnAir={state === 'live' || state === 'paused'} seat={seat} />;
}

type Seat = 'lecturer' | 'substitute' | 'spare' | 'relieved' | 'none';

/** What the caller is in this lecture now. */
function seatOf({ teacher, planned, spare }: LectureNow, self: string): Seat {
  if (teacher.owner === self) return planned.owner === self ? 'lecturer' : 'substitute';
  if (planned.owner === self) return 'relieved';
  return spare?.owner === self ? 'spare' : 'none';
}

type StudioRoomProps = { isOnAir: boolean; seat: 'lecturer' | 'substitute' | 'spare' };

/** Camera and microphone are opened once, for the check and for the lecture; the spare's stay open over the take-over. */
function StudioRoom({ isOnAir, seat }: StudioRoomProps) {
  const { t } = useTranslation('studio');
  const media = useLocalMedia();
  const gate = useSoundGate();
  if (!media) return null;
  if (seat === 'spare') {
    return (
      <main className="check-frame" id="content">
        <CheckHeader />
        <SpareDesk isOnAir={isOnAir} gate={gate} />
        <DeviceCheck media={media} gate={gate} intro={t('spare.check')} />
      </main>
    );
  }
  const handBack = seat === 'substitute' && <HandBack />;
  if (isOnAir) return <StudioLive media={media} gate={gate} top={handBack} />;
  return (
    <main className="check-frame" id="content">
      <CheckHeader />
      {handBack}
      <DeviceCheck media={media} gate={gate} intro={t('check.intro')}>
        <Start media={media} />
      </DeviceCheck>
    </main>
  );
}

function CheckHeader() {
  const lecture = useLive((state) => state.lecture);
  const link = useLinkState();
  return (
    <header className="check-frame__top">
      <BackLink />
      <div className="check-frame__title">
        <h1>{lecture?.title}</h1>
        {lecture && <StatusBadge state={lecture.current.state} />}
        <LinkWord state={link} isOnLight />
      </div>
      <ReadingAids />
    </header>
  );
}

function BackLink() {
  const { t } = useTranslation('studio');
  const session = useLiveSession();
  return (
    <LinkButton to={paths.lecture(session.lectureId)} look="quiet">
      {t('back')}
    </LinkButton>
  );
}

function Taken() {
  const { t } = useTranslation('studio');
  const connection = useConnection();
  return (
    <main className="state studio-state" id="content">
      <h1>{t('taken.title')}</h1>
      <p className="state__hint">{t('taken.hint')}</p>
      <Button look="primary" isLarge onClick={() => connection.reconnectNow()}>
        {t('taken.act')}
      </Button>
      <BackLink />
    </main>
  );
}

function SignedOut() {
  const { t } = useTranslation('studio');
  const session = useLiveSession();
  const next = encodeURIComponent(paths.studio(session.lectureId));
  return (
    <main className="state studio-state" id="content">
      <h1>{t('signedOut')}</h1>
      <LinkButton look="primary" isLarge to={`${paths.signIn}?next=${next}`}>
        {t('signIn')}
      </LinkButton>
    </main>
  );
}
