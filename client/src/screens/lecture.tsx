import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { AttendanceTab } from '../features/attendance/attendance-tab.tsx';
import { useMe } from '../features/auth/use-me.ts';
import { ExpectedHalls } from '../features/lectures/expected-halls.tsx';
import { LectureActions } from '../features/lectures/lecture-actions.tsx';
import { LectureSummary } from '../features/lectures/lecture-summary.tsx';
import { PollsTab } from '../features/lectures/polls-tab.tsx';
import { QuestionsTab } from '../features/lectures/questions-tab.tsx';
import { SlidesTab } from '../features/lectures/slides-tab.tsx';
import { ReportTab } from '../features/reports/report-tab.tsx';
import { PhotosCell } from '../features/room-photos/photos-cell.tsx';
import { useRoomPhotos } from '../features/room-photos/use-room-photos.ts';
import { paths } from '../lib/paths.ts';
import { useRoute } from '../lib/query.ts';
import { Tabs } from '../ui/console/tabs.tsx';
import { LinkButton } from '../ui/plain/button.tsx';
import { Page } from '../ui/plain/page.tsx';
import { Answered } from '../ui/plain/state.tsx';
import { StatusBadge } from '../ui/plain/status-badge.tsx';

const tabs = ['plan', 'halls', 'slides', 'questions', 'polls', 'figures', 'report'] as const;

/** One lecture: its plan, its halls, its figures. */
export function LectureScreen() {
  const { t } = useTranslation(['lectures', 'common']);
  const lectureId = useParams().lectureId ?? '';
  const [query] = useSearchParams();
  const me = useMe().data;
  const role = me?.kind === 'staff' ? me.role : null;
  // Attendance is not an administrator's business (states-and-rights).
  const isDirector = role === 'organizer' || role === 'lecturer';
  const shown = tabs.filter((tab) => tab === 'plan' || (role !== 'admin' && (tab !== 'slides' || isDirector)));
  const present = shown.find((tab) => tab === query.get('tab')) ?? 'plan';
  const photos = useRoomPhotos(lectureId, role, present === 'figures');
  const answer = useRoute('getLecture', { lectureId }, { refreshMs: 15_000 });
  return (
    <Answered of={answer}>
      {(lecture) => (
        <Page
          title={lecture.title}
          beside={<StatusBadge state={lecture.state} />}
          actions={
            <>
              <LinkButton to={paths.lectures} look="quiet">
                {t('detail.back')}
              </LinkButton>
              <LectureActions lecture={lecture} isLecturer={role === 'lecturer'} maySeeLive={role !== 'admin'} />
            </>
          }
        >
          {shown.length > 1 && (
            <Tabs
              label={t('detail.tabs.label')}
              tabs={shown.map((key) => ({ key, title: t(`detail.tabs.${key}`) }))}
              present={present}
            />
          )}
          {present === 'plan' && <LectureSummary lecture={lecture} />}
          {present === 'halls' && <ExpectedHalls lecture={lecture} />}
          {present === 'slides' && <SlidesTab lectureId={lecture.id} mayChange={lecture.mayDirect} />}
          {present === 'questions' && <QuestionsTab lecture={lecture} mayFile={role === 'organizer'} />}
          {present === 'polls' && <PollsTab lectureId={lecture.id} />}
          {present === 'figures' && (
            <AttendanceTab
              lectureId={lecture.id}
              mayDownload={role !== null}
              mayCorrect={lecture.mayPlan}
              photosOf={
                photos.size === 0
                  ? undefined
                  : ({ hallId, hallName }) => (
                      <PhotosCell hallName={hallName} photos={photos.get(hallId) ?? []} mayRemove={lecture.mayPlan} />
                    )
              }
            />
          )}
          {present === 'report' && <ReportTab lectureId={lecture.id} state={lecture.state} mayPlan={lecture.mayPlan} />}
        </Page>
      )}
    </Answered>
  );
}
