import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PartKind } from '#shared/consultations.ts';
import type { Identity } from '#shared/kit/caller.ts';
import type { LocalMedia } from '../../live/local-media.ts';
import type { SoundGate } from '../../live/sound-gate.ts';
import { useMeeting } from '../../live-react/consultation-provider.tsx';
import { useLocalMediaState } from '../../live-react/use-local-media.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Asks } from './asks.tsx';
import type { Beside } from './beside.ts';
import { CallBar } from './call-bar.tsx';
import { callMemory } from './call-memory.ts';
import { CallNotices } from './call-notices.tsx';
import { CallPanel, type PanelName } from './call-panel.tsx';
import { CallTop } from './call-top.tsx';
import { Chat } from './chat.tsx';
import { Ending } from './ending.tsx';
import { Faces } from './faces.tsx';
import { LeadStrip } from './lead-strip.tsx';
import { MoreForLead } from './more-for-lead.tsx';
import { PeopleHere } from './people-here.tsx';
import { useCallMedia } from './use-call-media.ts';
import { Voices } from './voices.tsx';
import '../../live-react/media-button.css';
import './call.css';
import './faces.css';
import './panel.css';

type CallProps = {
  kind: PartKind;
  identity: Identity;
  mayInvite: boolean;
  media: LocalMedia;
  gate: SoundGate | null;
  beside: Beside;
  onLeave: () => void;
};

/** The talk itself: faces, what is laid beside them, and the bar. It fills the window; nothing hides by itself. */
export function Call({ kind, identity, mayInvite, media, gate, beside, onLeave }: CallProps) {
  const { isLead, consultationId } = useMeeting();
  const own = useCallMedia(media);
  const { chosen, microphone } = useLocalMediaState(media);
  const [panel, setPanel] = useState<PanelName | null>(isLead && beside.record ? 'record' : null);
  const [isLeaving, setLeaving] = useState(false);
  const unread = useUnread(panel === 'chat');
  const maySpeak = kind !== 'supervisor';
  useReopenedDevices(media, maySpeak);
  const names: PanelName[] = [
    ...(beside.record ? (['record'] as const) : []),
    ...(beside.files ? (['files'] as const) : []),
    'chat',
    'people',
  ];
  const toggle = (name: PanelName) => setPanel((shown) => (shown === name ? null : name));
  const content: Record<Exclude<PanelName, 'record'>, ReactNode> = {
    files: beside.files,
    chat: <Chat />,
    people: (
      <PeopleHere
        consultationId={consultationId}
        identity={identity}
        more={<MoreForLead consultationId={consultationId} identity={identity} mayInvite={mayInvite} />}
      />
    ),
  };
  return (
    <main className="call" id="content">
      <CallTop onPeople={() => toggle('people')} />
      <CallNotices media={media} own={own} maySpeak={maySpeak} />
      {beside.isRecordNew && panel !== 'record' && <RecordNews onOpen={() => setPanel('record')} />}
      <Asks mayAnswer={maySpeak} />
      {isLead && <LeadStrip gate={gate} />}
      <div className="call__middle" data-panel={panel ?? undefined}>
        <Faces media={media} own={own} />
        <CallPanel shown={panel} names={names} record={beside.record} onShow={setPanel} onClose={() => setPanel(null)}>
          {panel && panel !== 'record' && content[panel]}
        </CallPanel>
      </div>
      <CallBar
        media={media}
        own={own}
        maySpeak={maySpeak}
        mayShare={kind !== 'guest'}
        hasFiles={Boolean(beside.files)}
        hasRecord={Boolean(beside.record)}
        panel={panel}
        unread={unread}
        onPanel={toggle}
        onLeave={() => setLeaving(true)}
      />
      {gate && <Voices gate={gate} speakerId={chosen.speaker} isCapturing={microphone.phase === 'on'} />}
      {isLeaving && <Ending onLeave={onLeave} onCancel={() => setLeaving(false)} />}
    </main>
  );
}

/** The record was written and waits for a look: it opens on a tap, not over what one just reads. */
function RecordNews({ onOpen }: { onOpen: () => void }) {
  const { t } = useTranslation('consultation');
  return (
    <p className="call-notice" role="status">
      {t('call.recordCame')}
      <Button look="primary" onClick={onOpen}>
        {t('call.recordLook')}
      </Button>
    </p>
  );
}

/** A page that came back opens its devices by itself where they were open before, as far as the browser still allows it. */
function useReopenedDevices(media: LocalMedia, maySpeak: boolean): void {
  useEffect(() => {
    const { camera, microphone } = media.store.getState();
    const isUntouched = camera.phase === 'off' && microphone.phase === 'off';
    if (maySpeak && isUntouched && callMemory.isOn('opened')) void media.start();
  }, [media, maySpeak]);
}

/** Lines of others that came while the chat was closed. */
function useUnread(isOpen: boolean): number {
  const { chat, ownPartId } = useMeeting();
  const [seen, setSeen] = useState(chat.length);
  useEffect(() => {
    if (isOpen) setSeen(chat.length);
  }, [isOpen, chat.length]);
  return isOpen ? 0 : chat.slice(seen).filter(({ partId }) => partId !== ownPartId).length;
}
