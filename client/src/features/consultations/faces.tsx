import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { inRoom, tracksOf } from '../../live/consultation-state.ts';
import type { LocalMedia } from '../../live/local-media.ts';
import { useConsultation, useConsultationSession, useMeeting } from '../../live-react/consultation-provider.tsx';
import { SavingNote } from '../../live-react/saving-note.tsx';
import { TrackView } from '../../live-react/track-view.tsx';
import { useLocalMediaState } from '../../live-react/use-local-media.ts';
import { Face, isSilent } from './face.tsx';
import type { CallMedia } from './use-call-media.ts';

/** The people fill the window; a shared screen takes the larger part of it, with the faces beside or beneath. */
export function Faces({ media, own }: { media: LocalMedia; own: CallMedia }) {
  const { t } = useTranslation('consultation');
  const { current, ownPartId } = useMeeting();
  const remote = useConsultation((state) => state.remote);
  const saving = useConsultation((state) => state.saving);
  const isCut = useConsultation(({ connection, receiving }) => connection.phase !== 'open' && receiving !== 'flowing');
  const { camera, screen } = useLocalMediaState(media);
  const people = inRoom(current?.people ?? []);
  const others = people.filter(({ partId }) => partId !== ownPartId);
  const self = people.find(({ partId }) => partId === ownPartId);
  const sharer = others.find(({ partId }) => tracksOf(remote, partId).screen?.isOnAir);
  const shared = sharer ? tracksOf(remote, sharer.partId).screen?.mediaTrack : screen;
  useLayers(others.map(({ partId }) => partId).join(' '), shared !== null && shared !== undefined);
  const isAlone = others.length === 0;
  return (
    <div className="faces" data-layout={shared ? 'screen' : 'faces'}>
      {shared && (
        <div className="faces__screen">
          <TrackView track={shared} label={sharer ? t('call.screenOf', { name: sharer.name }) : t('call.ownScreen')} />
          <p className="faces__sharer">{sharer ? t('call.screenOf', { name: sharer.name }) : t('call.ownScreen')}</p>
        </div>
      )}
      <div className="faces__people" data-count={Math.min(8, people.length)}>
        {others.map((person) => {
          const tracks = tracksOf(remote, person.partId);
          return (
            <Face
              key={person.partId}
              person={person}
              isOwn={false}
              track={tracks.camera?.mediaTrack ?? null}
              isCameraOff={person.place === 'in' && (isSilent(tracks.camera) || tracks.camera?.isLeftOut === true)}
              isMuted={isSilent(tracks.microphone)}
              isDimmed={isCut}
            />
          );
        })}
        {self && (
          <Face
            person={self}
            isOwn
            track={camera.phase === 'on' ? camera.track : null}
            isCameraOff={own.isCameraOff || camera.phase !== 'on'}
            isMuted={own.isMuted}
            isDimmed={false}
          />
        )}
      </div>
      <SavingNote level={saving} />
      {isAlone && (
        <p className="faces__alone" role="status">
          {t('call.alone')}
        </p>
      )}
    </div>
  );
}

/** Small faces need no large pictures. */
function useLayers(partIds: string, isBesideScreen: boolean): void {
  const session = useConsultationSession();
  useEffect(() => {
    const ids = partIds.split(' ').filter(Boolean);
    const layer = isBesideScreen || ids.length > 3 ? 0 : ids.length > 1 ? 1 : 2;
    for (const id of ids) session.preferLayer(id, layer);
  }, [session, partIds, isBesideScreen]);
}
