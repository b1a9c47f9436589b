import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Navigate, useParams } from 'react-router';
import { MatterAgreements } from '../features/agreements/matter-agreements.tsx';
import { MeetingCard } from '../features/consultations/meeting-card.tsx';
import { MeetingPresence } from '../features/consultations/presence.tsx';
import { MatterNotices } from '../features/notices/matter-notices.tsx';
import { RatingCard } from '../features/ratings/rating-card.tsx';
import { MatterRecords } from '../features/records/matter-records.tsx';
import { AtHall } from '../features/requests/at-hall.tsx';
import { MatterFiles } from '../features/requests/matter-files.tsx';
import { MatterKeeping } from '../features/requests/matter-keeping.tsx';
import { MatterLoop } from '../features/requests/matter-loop.tsx';
import { MatterProgress } from '../features/requests/matter-progress.tsx';
import { ClientError } from '../lib/client-error.ts';
import { matterHttp } from '../lib/http.ts';
import { paths } from '../lib/paths.ts';
import { useAction, useMatterRoute, useRoute } from '../lib/query.ts';
import { Bar } from '../ui/plain/bar.tsx';
import { Button, LinkButton } from '../ui/plain/button.tsx';
import { ErrorNotice } from '../ui/plain/notice.tsx';
import { Page } from '../ui/plain/page.tsx';
import { Empty, Failed, Loading } from '../ui/plain/state.tsx';

/** A citizen's own page, behind the personal link. It opens on a button, so that a preview by a chat program opens nothing. */
export function MatterScreen() {
  const { t } = useTranslation('requests');
  const token = useParams().token ?? '';
  const matter = useMatterRoute('myMatter', {}, { refreshMs: 15_000 });
  const isHere = paths.matter(token) === paths.matterHere;
  const preview = useRoute('previewMatterLink', { token }, { isEnabled: !isHere });
  const me = useMatterRoute('whoAmI', {});
  // This browser may hold the cookie of another matter: only a link of the same one goes past the button.
  const isOpened = matter.data && (isHere || openedLink() === token);
  if (isOpened) return <OpenedMatter matter={matter.data} />;
  const bearer = me.data?.kind === 'matter' && (isHere || openedLink() === token) ? me.data : null;
  if (bearer?.role === 'guest' && bearer.consultationId)
    return <Navigate to={meetingOf(bearer.consultationId)} replace />;
  if (bearer?.role === 'party') return <PartyMatter requestId={bearer.requestId} />;
  const isPending = isHere ? matter.isPending : preview.isPending;
  return (
    <>
      <Bar home={paths.home} />
      <Page title={t('matter.title')} width="narrow">
        <div className="card">
          {preview.data ? (
            <Offer token={token} name={preview.data.name} isGuest={preview.data.role === 'guest'} />
          ) : isPending || me.isPending ? (
            <Loading words={t('matter.opening')} />
          ) : isRefused(preview.error) || isHere ? (
            <Invalid />
          ) : (
            <Failed error={preview.error} onRetry={() => void preview.refetch()} />
          )}
        </div>
      </Page>
    </>
  );
}

const OPENED = 'matter-link';
/** Kept in this tab only. */
const openedLink = (): string | null => sessionStorage.getItem(OPENED);

const isRefused = (error: unknown): boolean =>
  error instanceof ClientError && error.wire !== null && error.code !== 'unavailable';

function Invalid() {
  const { t } = useTranslation(['requests', 'common']);
  return (
    <Empty
      title={t('matter.invalid')}
      hint={t('matter.invalidHint')}
      action={<LinkButton to={paths.home}>{t('common:action.backHome')}</LinkButton>}
    />
  );
}

/** Where a guest's link leads: into the one meeting it is for. */
const meetingOf = (consultationId: string): string => `${paths.consultation(consultationId)}?as=matter`;

function Offer({ token, name, isGuest }: { token: string; name: string; isGuest: boolean }) {
  const { t } = useTranslation('requests');
  const client = useQueryClient();
  const onDone = () => {
    sessionStorage.setItem(OPENED, token);
    void client.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'previewMatterLink' });
  };
  const open = useAction('openMatterLink', { onDone }, matterHttp);
  if (isRefused(open.error)) return <Invalid />;
  return (
    <div className="stack">
      <h2>{isGuest ? t('matter.guestOffer', { name }) : t('matter.offer', { name })}</h2>
      <p>{isGuest ? t('matter.guestOfferHint') : t('matter.offerHint')}</p>
      <ErrorNotice error={open.error} />
      <Button look="primary" isLarge isBusy={open.isPending} onClick={() => open.mutate({ token })}>
        {isGuest ? t('matter.guestOpen') : t('matter.open')}
      </Button>
    </div>
  );
}

type Matter = NonNullable<ReturnType<typeof useMatterRoute<'myMatter'>>['data']>;

/** Another party of the matter sees the meeting to which it is called and the agreements that it is in, and nothing else of the matter. */
function PartyMatter({ requestId }: { requestId: string }) {
  const { t } = useTranslation('papers');
  return (
    <>
      <Bar home={paths.home} />
      <Page title={t('agreement.list')} width="narrow">
        <div className="stack stack--wide">
          <MeetingCard requestId={requestId} identity="matter" books="no" mayMeetNow={false} />
          <MatterAgreements requestId={requestId} />
          <MatterNotices />
        </div>
      </Page>
    </>
  );
}

/** As long as an expert has it and there is no result. */
const meets: readonly Matter['state'][] = ['assigned', 'scheduled', 'met'];

/** Cards of the matter, one a line. */
function OpenedMatter({ matter }: { matter: Matter }) {
  const { t } = useTranslation('requests');
  const visit = useMatterRoute('matterVisit', {}, { refreshMs: 60_000 }).data?.visit ?? null;
  const mayAgree = meets.includes(matter.state);
  return (
    <>
      <Bar home={paths.home} />
      <Page title={t('matter.title')} width="narrow">
        <div className="stack stack--wide">
          <MeetingPresence identity="matter" />
          {matter.isAtHall && <AtHall />}
          <MatterProgress matter={matter} loop={<MatterLoop matter={matter} visit={visit} />} />
          <RatingCard />
          <MeetingCard
            requestId={matter.requestId}
            identity="matter"
            books={mayAgree ? 'picks' : 'no'}
            mayMeetNow={mayAgree}
          />
          <section className="card stack">
            <h2>{t('matter.about')}</h2>
            <p style={{ whiteSpace: 'pre-wrap' }}>{matter.text}</p>
          </section>
          <MatterRecords requestId={matter.requestId} />
          <MatterAgreements requestId={matter.requestId} />
          <MatterNotices />
          <MatterFiles matter={matter} />
          <MatterKeeping matter={matter} />
          <p className="soft">{t('matter.call', { telephone: matter.helpTelephone })}</p>
        </div>
      </Page>
    </>
  );
}
