import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Consultation } from '#shared/consultations.ts';
import type { Identity } from '#shared/kit/caller.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { paths } from '../../lib/paths.ts';
import { httpOf, useAction, useRouteOf } from '../../lib/query.ts';
import { saveFile } from '../../lib/save-file.ts';
import { clockTime, countdown, dateTime, dayName } from '../../lib/time.ts';
import { useAct } from '../../lib/use-act.ts';
import { useNow } from '../../lib/use-now.ts';
import { Badge, type BadgeLook } from '../../ui/plain/badge.tsx';
import { Button, LinkButton } from '../../ui/plain/button.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';
import { Answered } from '../../ui/plain/state.tsx';
import { Booking, type BookingAim } from './booking.tsx';
import { CancelMeeting } from './cancel-meeting.tsx';
import { CorrectMeeting } from './correct-meeting.tsx';
import './meetings.css';

const looks: Record<Consultation['state'], BadgeLook> = {
  booked: 'info',
  waiting: 'attention',
  live: 'live',
  held: 'neutral',
  noShow: 'off',
  cancelled: 'off',
};
const openStates: readonly Consultation['state'][] = ['booked', 'waiting', 'live'];
const refreshMs = 20_000;

type MeetingCardProps = {
  requestId: string;
  identity: Identity;
  /** Whether this person may agree on times for the matter, and as whom: the expert proposes, the others pick. */
  books: 'no' | 'picks' | 'offers';
  /** Whether the talk may begin at once, when the other side has the page open too. */
  mayMeetNow: boolean;
  /** A supervisor, who comes in once all in the room have agreed. */
  maySitIn?: boolean;
  /** An organizer, who looks at who came and corrects what became of a meeting. */
  mayCorrect?: boolean;
};

/** 会面 on the page of a matter: the next meeting with its one large button, or the way to one. */
export function MeetingCard({
  requestId,
  identity,
  books,
  mayMeetNow,
  maySitIn = false,
  mayCorrect = false,
}: MeetingCardProps) {
  const { t } = useTranslation('meetings');
  const answer = useRouteOf(identity, 'requestConsultations', { requestId }, { refreshMs });
  const [aim, setAim] = useState<BookingAim | null>(null);
  const close = () => setAim(null);
  return (
    <section className="card meeting-card" aria-label={t('card.title')}>
      <h2>{t('card.title')}</h2>
      <Answered of={answer}>
        {({ consultations }) => {
          const open = consultations.find(({ state }) => openStates.includes(state));
          const past = consultations.filter(({ state }) => !openStates.includes(state));
          return (
            <div className="stack">
              {open ? (
                <OpenMeeting meeting={open} identity={identity} maySitIn={maySitIn} onMove={() => setAim('move')} />
              ) : (
                <>
                  {(books !== 'no' || past.length === 0) && (
                    <p>
                      {t('card.none')}
                      {books === 'no' && <span className="soft"> {t('card.noneHint')}</span>}
                    </p>
                  )}
                  {books !== 'no' && aim === null && (
                    <div className="row">
                      <Button look="primary" isLarge onClick={() => setAim('book')}>
                        {t('card.book')}
                      </Button>
                      {books === 'offers' && (
                        <Button isLarge onClick={() => setAim('offer')}>
                          {t('card.offer')}
                        </Button>
                      )}
                      {mayMeetNow && <MeetNow requestId={requestId} identity={identity} />}
                    </div>
                  )}
                </>
              )}
              {aim && <Booking requestId={requestId} identity={identity} aim={aim} onDone={close} onCancel={close} />}
              <Past meetings={past} mayCorrect={mayCorrect} />
            </div>
          );
        }}
      </Answered>
    </section>
  );
}

type OpenProps = { meeting: Consultation; identity: Identity; maySitIn: boolean; onMove: () => void };

function OpenMeeting({ meeting, identity, maySitIn, onMove }: OpenProps) {
  const { t } = useTranslation(['meetings', 'consultation']);
  const language = useLanguage();
  const nowMs = useNow();
  const { id: consultationId, startAt, plannedMinutes, leadName, state } = meeting;
  const detail = useRouteOf(identity, 'getConsultation', { consultationId }, { refreshMs });
  const calendar = useAct(async () =>
    saveFile(await httpOf(identity).download('consultationCalendar', { consultationId })),
  );
  const [isCancelling, setCancelling] = useState(false);
  const opensMs = Date.parse(detail.data?.opensAt ?? startAt);
  const isPart = detail.data?.ownPartId !== null && detail.data !== undefined;
  return (
    <div className="stack">
      <p className="meeting-card__when">
        <strong>
          {dayName(startAt, language)} {clockTime(startAt, language)}
        </strong>{' '}
        <Badge look={looks[state]}>{t(`consultation:state.${state}`)}</Badge>
      </p>
      <p>
        {t('card.with', { name: leadName })} · {t('card.minutes', { n: plannedMinutes })}
      </p>
      {maySitIn && detail.data && !isPart && (
        <div>
          <LinkButton to={`${paths.consultation(consultationId)}?as=${identity}`}>{t('card.sitIn')}</LinkButton>
        </div>
      )}
      {isPart &&
        (nowMs >= opensMs ? (
          <div className="meeting-card__enter">
            <LinkButton look="primary" isLarge to={`${paths.consultation(consultationId)}?as=${identity}`}>
              {state === 'live' ? t('card.live') : t('card.enter')}
            </LinkButton>
          </div>
        ) : (
          <p className="soft">{t('card.opens', { time: countdown(opensMs, nowMs) })}</p>
        ))}
      <div className="row">
        {detail.data?.mayMove && <Button onClick={onMove}>{t('card.move')}</Button>}
        {isPart && (
          <Button isBusy={calendar.isBusy} onClick={() => calendar.run()}>
            {t('card.calendar')}
          </Button>
        )}
        {detail.data?.mayCancel && (
          <Button look="quiet-danger" onClick={() => setCancelling(true)}>
            {t('card.cancel')}
          </Button>
        )}
      </div>
      <ErrorNotice error={calendar.error} />
      {isCancelling && (
        <CancelMeeting consultationId={consultationId} identity={identity} onClose={() => setCancelling(false)} />
      )}
    </div>
  );
}

function MeetNow({ requestId, identity }: { requestId: string; identity: Identity }) {
  const { t } = useTranslation('meetings');
  const meet = useAction('meetNow', { refreshes: ['requestConsultations'] }, httpOf(identity));
  return (
    <>
      <Button isLarge isBusy={meet.isPending} onClick={() => meet.mutate({ requestId })}>
        {t('card.now')}
      </Button>
      <span className="soft">{t('card.nowHint')}</span>
      <ErrorNotice error={meet.error} />
    </>
  );
}

function Past({ meetings, mayCorrect }: { meetings: readonly Consultation[]; mayCorrect: boolean }) {
  const { t } = useTranslation(['meetings', 'consultation']);
  const [corrected, setCorrected] = useState<string | null>(null);
  if (meetings.length === 0) return null;
  return (
    <details className="slot-day">
      <summary>{t('card.earlier')}</summary>
      <ul className="stack">
        {meetings.map(({ id, startAt, state, absent, cancelReason }) => (
          <li key={id} className="row">
            <span>{dateTime(startAt)}</span>
            <Badge look={looks[state]}>{t(`consultation:state.${state}`)}</Badge>
            {absent && <span className="soft">{t(`consultation:absent.${absent}`)}</span>}
            {cancelReason && <span className="soft">{cancelReason}</span>}
            {mayCorrect && state !== 'cancelled' && (
              <Button look="quiet" onClick={() => setCorrected(id)}>
                {t('correct.open')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {corrected !== null && <CorrectMeeting consultationId={corrected} onClose={() => setCorrected(null)} />}
    </details>
  );
}
