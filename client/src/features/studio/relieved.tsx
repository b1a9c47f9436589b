import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../lib/paths.ts';
import { useAct } from '../../lib/use-act.ts';
import { useLiveSession } from '../../live-react/live-provider.tsx';
import { useLive } from '../../live-react/use-live.ts';
import { Button, LinkButton } from '../../ui/plain/button.tsx';
import { Confirm } from '../../ui/plain/confirm.tsx';
import { ErrorNotice, Notice } from '../../ui/plain/notice.tsx';

/** Somebody else teaches: nothing goes out from here, and the page says who and what can be done. */
export function Relieved() {
  const { t } = useTranslation('studio');
  const session = useLiveSession();
  const name = useTeacherName();
  const takeBack = useAct(() => session.takeOver());
  return (
    <main className="state studio-state" id="content">
      <div role="alert">
        <h1>{t('relieved.title', { name })}</h1>
        <p className="state__hint">{t('relieved.hint', { name })}</p>
      </div>
      <ErrorNotice error={takeBack.error} />
      <Button look="primary" isLarge isBusy={takeBack.isBusy} onClick={takeBack.run}>
        {t('relieved.takeBack')}
      </Button>
      <LinkButton to={paths.lecture(session.lectureId)} look="quiet">
        {t('back')}
      </LinkButton>
    </main>
  );
}

/** An organizer who does not teach takes over where all halls are seen. */
export function TaughtByOther() {
  const { t } = useTranslation('studio');
  const session = useLiveSession();
  const name = useTeacherName();
  return (
    <main className="state studio-state" id="content">
      <h1>{t('relieved.taught', { name })}</h1>
      <p className="state__hint">{t('relieved.fromLive')}</p>
      <LinkButton look="primary" isLarge to={paths.liveWall(session.lectureId)}>
        {t('relieved.toLive')}
      </LinkButton>
    </main>
  );
}

/** The plan was changed while this page was open: the seat is somebody else's. */
export function NotInPlan() {
  const { t } = useTranslation('studio');
  return (
    <main className="state studio-state" id="content">
      <div role="alert">
        <h1>{t('spare.over')}</h1>
        <p className="state__hint">{t('spare.overHint')}</p>
      </div>
      <LinkButton look="primary" isLarge to={paths.lectures}>
        {t('spare.toList')}
      </LinkButton>
    </main>
  );
}

const useTeacherName = (): string => useLive(({ lecture }) => lecture?.current.teacher.name ?? '');

/** For whoever took over: a word that it is so, and the way to give the lecture back. */
export function HandBack() {
  const { t } = useTranslation('studio');
  const session = useLiveSession();
  const name = useLive(({ lecture }) => lecture?.current.planned.name ?? '');
  const [isAsking, setAsking] = useState(false);
  const handBack = useAct(() => session.direct('lecture:handBack'));
  return (
    <Notice
      look="attention"
      actions={<Button onClick={() => setAsking(true)}>{t('relieved.handBack', { name })}</Button>}
    >
      {t('relieved.substitute', { name })}
      {isAsking && (
        <Confirm
          title={t('relieved.handBackAsk', { name })}
          act={t('relieved.handBack', { name })}
          isBusy={handBack.isBusy}
          error={handBack.error}
          onConfirm={handBack.run}
          onCancel={() => setAsking(false)}
        >
          <p>{t('relieved.handBackWords', { name })}</p>
        </Confirm>
      )}
    </Notice>
  );
}
