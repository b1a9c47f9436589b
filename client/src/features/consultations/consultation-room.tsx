import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConsultationDetail } from '#shared/consultations.ts';
import type { Identity } from '#shared/kit/caller.ts';
import { useWakeLock } from '../../lib/use-wake-lock.ts';
import { useConsultation } from '../../live-react/consultation-provider.tsx';
import { useConnection } from '../../live-react/live-provider.tsx';
import { useLocalMedia } from '../../live-react/use-local-media.ts';
import { useSoundGate } from '../../live-react/use-sound-gate.ts';
import { usePageTitle } from '../../ui/plain/page-title.tsx';
import { Loading } from '../../ui/plain/state.tsx';
import type { Beside } from './beside.ts';
import { Call } from './call.tsx';
import { NotYet } from './not-yet.tsx';
import { OwnMeetingCard } from './own-meeting-card.tsx';
import { WaitingRoom } from './waiting-room.tsx';
import { Over, WaysBack } from './ways-back.tsx';

type RoomProps = {
  detail: ConsultationDetail;
  identity: Identity;
  /** Something happened that the detail does not know yet. */
  onStale: () => unknown;
  beside: Beside;
  home: ReactNode;
  onLeave: () => void;
  /** Once more from the beginning. */
  onAgain: () => void;
};

/** One meeting as this person may have it now: before it, at its door, in it, after it. */
export function ConsultationRoom({ detail, identity, onStale, beside, home, onLeave, onAgain }: RoomProps) {
  const { t } = useTranslation('consultation');
  const connectionOf = useConnection();
  const { connection, join, meeting } = useConsultation((state) => ({
    connection: state.connection,
    join: state.join,
    meeting: state.meeting,
  }));
  const media = useLocalMedia();
  const gate = useSoundGate();
  useWakeLock();
  usePageTitle(t('titleOf', { number: detail.requestNumber }));
  const isOver = meeting?.place === 'over';
  useEffect(() => {
    if (isOver) void onStale();
  }, [isOver, onStale]);

  if (connection.phase === 'ended' && connection.reason === 'superseded')
    return (
      <WaysBack
        title={t('taken.title')}
        hint={t('taken.hint')}
        again={{ word: t('taken.act'), onClick: () => connectionOf.reconnectNow() }}
        home={home}
      />
    );
  if (connection.phase === 'ended' || connection.phase === 'refused')
    return <WaysBack title={t('signedOut')} home={home} />;
  if (meeting?.place === 'removed')
    return (
      <WaysBack
        title={t('over.removed')}
        hint={t('over.removedHint')}
        again={{ word: t('over.knock'), onClick: onAgain }}
        home={home}
      />
    );
  const ended = endedState(detail, meeting?.current?.state);
  if (ended || isOver)
    return (
      <Over
        state={ended ?? 'held'}
        reason={detail.cancelReason}
        isLead={meeting?.isLead ?? isLeadOf(detail)}
        home={
          <>
            {(ended ?? 'held') === 'held' && beside.after}
            {ended !== null && ended !== 'held' && <OwnMeetingCard detail={detail} identity={identity} />}
            {home}
          </>
        }
      />
    );
  if (!meeting && join.phase === 'refused')
    return <NotYet detail={detail} identity={identity} error={join.error} home={home} />;
  if (!meeting || !media) return <Loading words={t('connecting')} />;
  const kind = ownPart(detail, meeting.ownPartId)?.kind ?? null;
  if (meeting.place === 'in')
    return (
      <Call
        kind={kind ?? 'guest'}
        identity={identity}
        mayInvite={detail.mayInvite}
        media={media}
        gate={gate}
        beside={beside}
        onLeave={onLeave}
      />
    );
  if (!meeting.waiting) return <Loading words={t('connecting')} />;
  return <WaitingRoom waiting={meeting.waiting} kind={kind} media={media} gate={gate} onLeave={onLeave} />;
}

const ownPart = ({ parts, ownPartId }: ConsultationDetail, partId: string | null = ownPartId) =>
  parts.find((part) => part.partId === partId);
const isLeadOf = (detail: ConsultationDetail): boolean => ownPart(detail)?.isLead ?? false;

function endedState(detail: ConsultationDetail, live: ConsultationDetail['state'] | undefined) {
  for (const state of [live, detail.state])
    if (state === 'held' || state === 'noShow' || state === 'cancelled') return state;
  return null;
}
