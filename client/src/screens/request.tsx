import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { AgreementList } from '../features/agreements/agreement-list.tsx';
import { useMe } from '../features/auth/use-me.ts';
import { MeetingCard } from '../features/consultations/meeting-card.tsx';
import { RecordList } from '../features/records/record-list.tsx';
import { InspectRequest } from '../features/requests/inspect-request.tsx';
import { MatterLoop } from '../features/requests/matter-loop.tsx';
import { RequestActs } from '../features/requests/request-acts.tsx';
import { RequestFiles } from '../features/requests/request-files.tsx';
import { RequestFacts, RequestStory } from '../features/requests/request-story.tsx';
import { VisitCard } from '../features/visits/visit-card.tsx';
import { paths } from '../lib/paths.ts';
import { useRoute } from '../lib/query.ts';
import { LinkButton } from '../ui/plain/button.tsx';
import { Page } from '../ui/plain/page.tsx';
import { Answered } from '../ui/plain/state.tsx';

/** The whole story of one matter with its clocks; cards of the matter, one a line. */
export function RequestScreen() {
  const { t } = useTranslation('requests');
  const navigate = useNavigate();
  const requestId = useParams().requestId ?? '';
  const me = useMe();
  const isLead = (expertId: string | null): boolean => me.data?.kind === 'staff' && me.data.accountId === expertId;
  const role = me.data?.kind === 'staff' ? me.data.role : undefined;
  const isSupervisor = role === 'supervisor';
  const hasVisits = role === 'organizer' || role === 'clerk' || role === 'expert';
  const visits = useRoute('requestVisits', { requestId }, { isEnabled: hasVisits, refreshMs: 30_000 }).data?.visits;
  const isEnabled = me.data !== undefined && !isSupervisor;
  const answer = useRoute('getRequest', { requestId }, { isEnabled, refreshMs: 10_000 });
  if (isSupervisor) return <SupervisorsRequest requestId={requestId} />;
  return (
    <Answered of={answer}>
      {(request) => (
        <Page
          title={request.number}
          actions={
            <LinkButton to={paths.requests} look="quiet">
              {t('detail.back')}
            </LinkButton>
          }
        >
          <div className="stack stack--wide">
            <RequestActs request={request} onGone={() => void navigate(paths.requests)} />
            {request.state !== 'withdrawn' && request.state !== 'refused' && (
              <section className="card">
                <MatterLoop matter={request} visit={visits?.findLast(({ state }) => state !== 'off') ?? null} isWide />
              </section>
            )}
            <RequestFacts request={request} />
            <MeetingCard
              requestId={requestId}
              identity="staff"
              books={isLead(request.expertId) ? 'offers' : 'no'}
              mayMeetNow={isLead(request.expertId)}
            />
            <RequestFiles request={request} />
            <RequestStory request={request} />
            {hasVisits && <VisitCard requestId={requestId} mayCall={role !== 'expert'} />}
            {request.reads !== 'outcome' && (
              <>
                <RecordList requestId={request.id} />
                <AgreementList requestId={request.id} />
              </>
            )}
          </div>
        </Page>
      )}
    </Answered>
  );
}

/** Without a reason a supervisor sees only that there is a meeting, and may ask its people to sit in. */
function SupervisorsRequest({ requestId }: { requestId: string }) {
  const { t } = useTranslation('requests');
  return (
    <Page
      title={t('inspect.title')}
      actions={
        <LinkButton to={paths.requests} look="quiet">
          {t('detail.back')}
        </LinkButton>
      }
    >
      <div className="stack stack--wide">
        <InspectRequest requestId={requestId} />
        <VisitCard requestId={requestId} mayCall={false} />
        <MeetingCard requestId={requestId} identity="staff" books="no" mayMeetNow={false} maySitIn />
      </div>
    </Page>
  );
}
