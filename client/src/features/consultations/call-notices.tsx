import { useTranslation } from 'react-i18next';
import type { LocalMedia } from '../../live/local-media.ts';
import { useConsultation } from '../../live-react/consultation-provider.tsx';
import { linkStateOf } from '../../live-react/link-word.tsx';
import { useLevel, useLocalMediaState } from '../../live-react/use-local-media.ts';
import { Button } from '../../ui/plain/button.tsx';
import { callMemory } from './call-memory.ts';
import { OtherBrowserHelp, PermissionHelp } from './guides.tsx';
import type { CallMedia } from './use-call-media.ts';

type CallNoticesProps = { media: LocalMedia; own: CallMedia; maySpeak: boolean };

/** What stands between this person and the others, the nearest cause first, with what to do about it. */
export function CallNotices({ media, own, maySpeak }: CallNoticesProps) {
  const { t } = useTranslation('consultation');
  const connection = useConsultation((state) => state.connection);
  const receiving = useConsultation((state) => state.receiving);
  const link = useConsultation(linkStateOf);
  if (connection.phase !== 'open')
    return (
      <p className="call-notice" role="alert">
        {t('cut', { attempt: 'attempt' in connection ? connection.attempt : 1 })}
      </p>
    );
  return (
    <>
      {receiving === 'stalled' && (
        <p className="call-notice" role="status">
          {t('call.stalled')}
        </p>
      )}
      {link === 'poor' && receiving !== 'stalled' && (
        <p className="call-notice" role="status">
          {t('call.poor')}
          {maySpeak && !own.isCameraOff && (
            <Button onClick={() => own.setCameraOff(true)}>{t('call.cameraOff')}</Button>
          )}
        </p>
      )}
      {maySpeak && <OwnDevices media={media} own={own} />}
    </>
  );
}

function OwnDevices({ media, own }: { media: LocalMedia; own: CallMedia }) {
  const { t } = useTranslation(['consultation', 'live']);
  const { camera, microphone } = useLocalMediaState(media);
  const level = useLevel(media);
  const open = () => {
    callMemory.note('opened', true);
    void media.start();
  };
  if (microphone.phase === 'asking' || camera.phase === 'asking')
    return (
      <p className="call-notice" role="status">
        {t('check.asking')}
      </p>
    );
  if (microphone.phase === 'trouble' && microphone.trouble === 'unsupported') return <OtherBrowserHelp />;
  const isDenied = [camera, microphone].some((state) => state.phase === 'trouble' && state.trouble === 'denied');
  if (microphone.phase !== 'on')
    return (
      <>
        <p className="call-notice" role="alert">
          {microphone.phase === 'off' ? t('call.devicesOff') : t('check.noMicrophone')}
          <Button look="primary" isLarge onClick={open}>
            {microphone.phase === 'off' ? t('call.devicesOpen') : t('check.retry')}
          </Button>
        </p>
        {isDenied && <PermissionHelp />}
      </>
    );
  return (
    <>
      {own.isMuted && (
        <p className="call-notice" role="status">
          {level > 0.35 ? t('call.mutedSpeaking') : t('call.muted')}
        </p>
      )}
      {camera.phase === 'trouble' && (
        <p className="call-notice" role="status">
          {t('check.noCamera')}：{t(`live:trouble.${camera.trouble}`)}
          <Button onClick={() => void media.open('camera')}>{t('check.retry')}</Button>
        </p>
      )}
    </>
  );
}
