import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useMe } from '../features/auth/use-me.ts';
import { LiveDesk } from '../features/lectures/live-desk.tsx';
import { HallPhotos } from '../features/room-photos/hall-photos.tsx';
import { PhotoHalls } from '../features/room-photos/photo-halls.tsx';
import { useRoomPhotos } from '../features/room-photos/use-room-photos.ts';
import { paths } from '../lib/paths.ts';
import { useRoute } from '../lib/query.ts';
import { LiveConnection, LiveLecture } from '../live-react/live-provider.tsx';
import { LinkButton } from '../ui/plain/button.tsx';
import { Page } from '../ui/plain/page.tsx';
import { Answered, Loading } from '../ui/plain/state.tsx';

/** The organizer's page while a lecture is on: every hall, the lecturer's picture small, start, pause and end. */
export function LectureLiveScreen() {
  const { t } = useTranslation('wall');
  const lectureId = useParams().lectureId ?? '';
  const me = useMe().data;
  const role = me?.kind === 'staff' ? me.role : null;
  const self = me?.kind === 'staff' ? `${me.role}:${me.accountId}` : '';
  const photos = useRoomPhotos(lectureId, role);
  const answer = useRoute('getLecture', { lectureId });
  return (
    <Answered of={answer}>
      {(lecture) => (
        <Page
          title={lecture.title}
          width="wide"
          actions={
            <LinkButton to={paths.lecture(lecture.id)} look="quiet">
              {t('back')}
            </LinkButton>
          }
        >
          <LiveConnection identity="staff" fallback={<Loading words={t('connecting')} />}>
            <LiveLecture lectureId={lecture.id} fallback={<Loading words={t('connecting')} />}>
              <LiveDesk
                self={self}
                mayDirect={lecture.mayDirect}
                mayReveal={role === 'organizer'}
                photos={{
                  halls: (onOpen) => <PhotoHalls photos={photos} onOpen={onOpen} />,
                  ofHall: (hallId) => {
                    const own = photos.get(hallId);
                    return own ? <HallPhotos photos={own} mayRemove={lecture.mayPlan} isTitled /> : null;
                  },
                }}
              />
            </LiveLecture>
          </LiveConnection>
        </Page>
      )}
    </Answered>
  );
}
