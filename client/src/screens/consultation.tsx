import { type ComponentProps, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import type { ConsultationDetail } from '#shared/consultations.ts';
import type { Identity } from '#shared/kit/caller.ts';
import { ConsultationRoom } from '../features/consultations/consultation-room.tsx';
import { useOwnMeeting } from '../features/consultations/use-own-meeting.ts';
import { WaysBack } from '../features/consultations/ways-back.tsx';
import { errorWords } from '../lib/error-text.ts';
import { matterHttp } from '../lib/http.ts';
import { paths } from '../lib/paths.ts';
import { LiveConsultation } from '../live-react/consultation-provider.tsx';
import { LiveConnection } from '../live-react/live-provider.tsx';
import { LinkButton } from '../ui/plain/button.tsx';
import { Loading } from '../ui/plain/state.tsx';
import { useBeside } from './use-beside.tsx';

/** The video consultation of one matter, for everybody who belongs to it: by account, by personal link, or in a hall. */
export function ConsultationScreen() {
  const { t } = useTranslation('consultation');
  const consultationId = useParams().consultationId ?? '';
  const [search] = useSearchParams();
  const meeting = useOwnMeeting(consultationId, search.get('as'));
  const [visit, setVisit] = useState(0);
  const [hasLeft, setLeft] = useState(false);
  const again = () => {
    setVisit((before) => before + 1);
    setLeft(false);
  };
  if (!meeting.identity) {
    if (meeting.isAsking) return <Loading words={t('connecting')} />;
    const here = `${paths.consultation(consultationId)}?as=staff`;
    return (
      <WaysBack
        title={t('noWay.title')}
        hint={meeting.error ? `${errorWords(meeting.error).sentence} ${t('noWay.hint')}` : t('noWay.hint')}
        home={<LinkButton to={`${paths.signIn}?next=${encodeURIComponent(here)}`}>{t('noWay.signIn')}</LinkButton>}
      />
    );
  }
  const { identity, detail, refetch } = meeting;
  const isGuest = detail.parts.some(({ partId, kind }) => partId === detail.ownPartId && kind === 'guest');
  // A guest belongs to this meeting only, and has nowhere to go back to.
  const home = isGuest ? null : <Home identity={identity} />;
  if (hasLeft)
    return (
      <WaysBack
        title={t('over.left')}
        hint={t('over.leftHint')}
        again={{ word: t('waiting.comeBack'), onClick: again }}
        home={home}
      />
    );
  return (
    <LiveConnection key={visit} identity={identity} fallback={<Loading words={t('connecting')} />}>
      <LiveConsultation consultationId={consultationId} fallback={<Loading words={t('connecting')} />}>
        <Room
          detail={detail}
          identity={identity}
          onStale={refetch}
          home={home}
          onLeave={() => setLeft(true)}
          onAgain={again}
        />
      </LiveConsultation>
    </LiveConnection>
  );
}

/** The meeting with what other parts of the product lay beside it. */
function Room(props: Omit<ComponentProps<typeof ConsultationRoom>, 'beside'>) {
  const beside = useBeside(props.detail, props.identity);
  useOpenMatter(props.detail, props.identity);
  return <ConsultationRoom {...props} beside={beside} />;
}

const KEEP_EVERY_MS = 4 * 60_000;

/** On a hall's PC the citizen's matter closes when nobody touches it, and nobody does while people talk. */
function useOpenMatter({ parts, ownPartId }: ConsultationDetail, identity: Identity): void {
  const isCitizen =
    identity === 'matter' && parts.some(({ partId, kind }) => partId === ownPartId && kind === 'citizen');
  useEffect(() => {
    if (!isCitizen) return;
    const keep = () => void matterHttp.call('keepMatterOpen', {}).catch(() => undefined);
    keep();
    const timer = setInterval(keep, KEEP_EVERY_MS);
    return () => clearInterval(timer);
  }, [isCitizen]);
}

function Home({ identity }: { identity: Identity }) {
  const { t } = useTranslation('consultation');
  if (identity === 'device') return <LinkButton to={paths.hall}>{t('over.toHall')}</LinkButton>;
  if (identity === 'staff') return <LinkButton to={paths.work}>{t('over.toWork')}</LinkButton>;
  return <LinkButton to={paths.matter('here')}>{t('over.toMatter')}</LinkButton>;
}
