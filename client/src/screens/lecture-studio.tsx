import { useTranslation } from 'react-i18next';
import { Navigate, useParams } from 'react-router';
import { useMe } from '../features/auth/use-me.ts';
import { Studio } from '../features/studio/studio.tsx';
import { paths } from '../lib/paths.ts';
import { LiveConnection, LiveLecture } from '../live-react/live-provider.tsx';
import { SlidePages } from '../live-react/slide-pages.tsx';
import { LinkButton } from '../ui/plain/button.tsx';
import { Answered, Empty, Loading } from '../ui/plain/state.tsx';
import '../features/studio/studio.css';

/** The page of whoever teaches: check of devices, then the lecture. It fills the window; there is no menu beside it. */
export function LectureStudioScreen() {
  const { t } = useTranslation('studio');
  const lectureId = useParams().lectureId ?? '';
  const me = useMe();
  return (
    <Answered of={me}>
      {(who) => {
        if (who.kind !== 'staff')
          return <Navigate to={`${paths.signIn}?next=${encodeURIComponent(paths.studio(lectureId))}`} replace />;
        if (who.role !== 'lecturer' && who.role !== 'organizer')
          return (
            <main id="content">
              <Empty
                title={t('onlyLecturer')}
                hint={t('onlyLecturerHint')}
                action={<LinkButton to={paths.lecture(lectureId)}>{t('back')}</LinkButton>}
              />
            </main>
          );
        return (
          <LiveConnection identity="staff" fallback={<Loading words={t('connecting')} />}>
            <LiveLecture lectureId={lectureId} fallback={<Loading words={t('connecting')} />}>
              <SlidePages identity="staff" lectureId={lectureId}>
                <Studio role={who.role} accountId={who.accountId} />
              </SlidePages>
            </LiveLecture>
          </LiveConnection>
        );
      }}
    </Answered>
  );
}
