import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LocalMedia } from '../../live/local-media.ts';
import { useMeeting } from '../../live-react/consultation-provider.tsx';
import { MediaButton } from '../../live-react/media-button.tsx';
import { useLocalMediaState } from '../../live-react/use-local-media.ts';
import { Notice } from '../../ui/plain/notice.tsx';
import type { PanelName } from './call-panel.tsx';
import type { CallMedia } from './use-call-media.ts';

type CallBarProps = {
  media: LocalMedia;
  own: CallMedia;
  /** Supervisors only look on; guests have no screen to show. */
  maySpeak: boolean;
  mayShare: boolean;
  hasFiles: boolean;
  hasRecord: boolean;
  panel: PanelName | null;
  unread: number;
  onPanel: (panel: PanelName) => void;
  onLeave: () => void;
};

const MOST_BUTTONS = 5;
const canShare = (): boolean => 'getDisplayMedia' in ((navigator.mediaDevices as MediaDevices | undefined) ?? {});

/** At most five things to do, each with its word, and the way out apart from them. */
export function CallBar(props: CallBarProps) {
  const { media, own, maySpeak, mayShare, hasFiles, hasRecord, panel, unread, onPanel, onLeave } = props;
  const { t } = useTranslation('consultation');
  const { isLead } = useMeeting();
  const { camera, microphone, screen } = useLocalMediaState(media);
  const [isRefused, setRefused] = useState(false);
  const isSpeaking = maySpeak && microphone.phase === 'on';
  const isSeen = maySpeak && camera.phase === 'on';
  const hasScreen = maySpeak && mayShare && canShare();
  // Where there are more, the files are a tab beside the record and the chat.
  const isRoomForFiles = [isSpeaking, isSeen, hasScreen, hasRecord].filter(Boolean).length + 2 <= MOST_BUTTONS;
  const toggleShare = () => {
    setRefused(false);
    if (screen) media.stopScreen();
    else media.shareScreen().catch(() => setRefused(true));
  };
  return (
    <>
      {isRefused && <Notice look="danger">{t('call.shareFailed')}</Notice>}
      <div className="media-bar call-bar" role="toolbar" aria-label={t('call.label')}>
        <div className="media-bar__buttons">
          {isSpeaking && (
            <MediaButton
              icon={own.isMuted ? 'microphoneOff' : 'microphone'}
              word={own.isMuted ? t('call.unmute') : t('call.mute')}
              look={own.isMuted ? 'off' : 'plain'}
              onClick={() => own.setMuted(!own.isMuted)}
            />
          )}
          {isSeen && (
            <MediaButton
              icon={own.isCameraOff ? 'cameraOff' : 'camera'}
              word={own.isCameraOff ? t('call.cameraOn') : t('call.cameraOff')}
              look={own.isCameraOff ? 'off' : 'plain'}
              onClick={() => own.setCameraOff(!own.isCameraOff)}
            />
          )}
          {hasScreen && (
            <MediaButton
              icon={screen ? 'screenOff' : 'screen'}
              word={screen ? t('call.stopShare') : t('call.share')}
              look={screen ? 'primary' : 'plain'}
              onClick={toggleShare}
            />
          )}
          {hasRecord && (
            <MediaButton
              icon="pen"
              word={t('call.record')}
              isPressed={panel === 'record'}
              onClick={() => onPanel('record')}
            />
          )}
          {hasFiles && isRoomForFiles && (
            <MediaButton
              icon="file"
              word={t('call.files')}
              isPressed={panel === 'files'}
              onClick={() => onPanel('files')}
            />
          )}
          <MediaButton
            icon="chat"
            word={unread > 0 ? t('call.chatNew', { n: unread }) : t('call.chat')}
            look={unread > 0 ? 'primary' : 'plain'}
            isPressed={panel === 'chat'}
            onClick={() => onPanel('chat')}
          />
        </div>
        <MediaButton icon="end" word={isLead ? t('call.end') : t('call.leave')} look="danger" onClick={onLeave} />
      </div>
    </>
  );
}
