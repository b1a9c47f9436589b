import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { AgreementList } from '../features/agreements/agreement-list.tsx';
import { type Staff, useMe } from '../features/auth/use-me.ts';
import { MeetingCard } from '../features/consultations/meeting-card.tsx';
import { AnswerDialog } from '../features/desk/answer-dialog.tsx';
import { ReleaseDialog } from '../features/desk/release-dialog.tsx';
import { RecordList } from '../features/records/record-list.tsx';
import { InspectRequest } from '../features/requests/inspect-request.tsx';
import { MatterLoop } from '../features/requests/matter-loop.tsx';
import { RequestActs } from '../features/requests/request-acts.tsx';
import { RequestFiles } from '../features/requests/request-files.tsx';
import { RequestFacts, RequestStory, type RequestView } from '../features/requests/request-story.tsx';
import { VisitCard } from '../features/visits/visit-card.tsx';
import { paths } from '../lib/paths.ts';
import { useRoute } from '../lib/query.ts';
import { Button, LinkButton } from '../ui/plain/button.tsx';
import { Page } from '../ui/plain/page.tsx';
import { Answered } from '../ui/plain/state.tsx';

/** The whole story of one matter with its clocks. A supervisor gives a reason first. */
export function RequestScreen() {
  const requestId = useParams().requestId ?? '';
  const me = useMe().data;
  if (me?.kind !== 'staff') return null;
  return me.role === 'supervisor' ? (
    <Inspected key={requestId} requestId={requestId} />
  ) : (
    <Followed requestId={requestId} me={me} />
  );
}

function Back({ to = paths.requests }: { to?: string }) {
  const { t } = useTranslation('requests');
  return (
    <LinkButton to={to} look="quiet">
      {t('detail.back')}
    </LinkButton>
  );
}

function Followed({ requestId, me }: { requestId: string; me: Staff }) {
  const answer = useRoute('getRequest', { requestId }, { refreshMs: 10_000 });
  return (
    <Answered of={answer}>
      {(request) => (
        <Page title={request.number} actions={<Back to={me.role === 'expert' ? paths.desk : paths.requests} />}>
          <RequestCards
            request={request}
            isLead={request.expertId === me.accountId}
            hasVisits={me.role === 'organizer' || me.role === 'clerk' || me.role === 'expert'}
            mayCall={me.role !== 'expert'}
          />
        </Page>
      )}
    </Answered>
  );
}

/**
 * Without a reason a supervisor sees only that there is a meeting, and may ask its people to sit in. Read once, as it was when the reason
 * was given: asking again would be another reading.
 */
function Inspected({ requestId }: { requestId: string }) {
  const { t } = useTranslation('requests');
  const [request, setRequest] = useState<RequestView | null>(null);
  return (
    <Page title={request?.number ?? t('inspect.title')} actions={<Back />}>
      {request ? (
        <RequestCards
          request={request}
          isLead={false}
          hasVisits
          mayCall={false}
          maySitIn
          onDispatched={({ state, expertName, timeline, may }) =>
            setRequest({ ...request, state, expertName, timeline, may: { ...request.may, dispatch: may.dispatch } })
          }
        />
      ) : (
        <div className="stack stack--wide">
          <InspectRequest requestId={requestId} onRead={setRequest} />
          <VisitCard requestId={requestId} mayCall={false} />
          <MeetingCard requestId={requestId} identity="staff" books="no" mayMeetNow={false} maySitIn />
        </div>
      )}
    </Page>
  );
}

type RequestCardsProps = {
  request: RequestView;
  isLead: boolean;
  /** Return visits are this reader's business. */
  hasVisits: boolean;
  mayCall: boolean;
  maySitIn?: boolean;
  onDispatched?: (after: RequestView) => void;
};

/** Cards of the matter, one a line. */
function RequestCards({ request, isLead, hasVisits, mayCall, maySitIn = false, onDispatched }: RequestCardsProps) {
  const requestId = request.id;
  const visits = useRoute('requestVisits', { requestId }, { isEnabled: hasVisits, refreshMs: 30_000 }).data?.visits;
  const isOver = request.state === 'withdrawn' || request.state === 'refused';
  return (
    <div className="stack stack--wide">
      <RequestActs request={request} lead={<LeadActs request={request} />} onDispatched={onDispatched} />
      {!isOver && (
        <section className="card">
          <MatterLoop matter={request} visit={visits?.findLast(({ state }) => state !== 'off') ?? null} isWide />
        </section>
      )}
      <RequestFacts request={request} />
      <MeetingCard
        requestId={request.id}
        identity="staff"
        books={isLead ? 'offers' : 'no'}
        mayMeetNow={isLead}
        maySitIn={maySitIn}
        mayCorrect={request.reads === 'masked'}
      />
      <RequestFiles request={request} />
      <RequestStory request={request} />
      {hasVisits && <VisitCard requestId={requestId} mayCall={mayCall} />}
      {request.reads !== 'outcome' && (
        <>
          <RecordList requestId={request.id} />
          <AgreementList requestId={request.id} />
        </>
      )}
    </div>
  );
}

/** What the lead expert does outside a meeting. */
function LeadActs({ request }: { request: RequestView }) {
  const { t } = useTranslation('requests');
  const navigate = useNavigate();
  const [asked, setAsked] = useState<'answer' | 'release' | null>(null);
  const close = () => setAsked(null);
  return (
    <>
      {request.may.answer && (
        <Button look="primary" onClick={() => setAsked('answer')}>
          {t('detail.answer')}
        </Button>
      )}
      {request.may.release && <Button onClick={() => setAsked('release')}>{t('detail.release')}</Button>}
      {asked === 'answer' && <AnswerDialog row={request} onClose={close} onDone={close} />}
      {asked === 'release' && <ReleaseDialog row={request} onClose={close} onDone={() => void navigate(paths.desk)} />}
    </>
  );
}
