import { type ComponentProps, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import type { Identity } from '#shared/kit/caller.ts';
import { ConsultationRoom } from '../features/consultations/consultation-room.tsx';
import { useOwnMeeting } from '../features/consultations/use-own-meeting.ts';
import { WaysBack } from '../features/consultations/ways-back.tsx';
import { errorWords } from '../lib/error-text.ts';
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
  const home = <Home identity={identity} />;
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
  return <ConsultationRoom {...props} beside={beside} />;
}

function Home({ identity }: { identity: Identity }) {
  const { t } = useTranslation('consultation');
  if (identity === 'device') return <LinkButton to={paths.hall}>{t('over.toHall')}</LinkButton>;
  if (identity === 'staff') return <LinkButton to={paths.work}>{t('over.toWork')}</LinkButton>;
  return <LinkButton to={paths.matter('here')}>{t('over.toMatter')}</LinkButton>;
}
