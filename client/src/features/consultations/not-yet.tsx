import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConsultationDetail } from '#shared/consultations.ts';
import type { Identity } from '#shared/kit/caller.ts';
import type { ClientError } from '../../lib/client-error.ts';
import { errorWords } from '../../lib/error-text.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { clockTime, dayName } from '../../lib/time.ts';
import { useConsultationSession } from '../../live-react/consultation-provider.tsx';
import { Button } from '../../ui/plain/button.tsx';
import { AskDialog } from './asks.tsx';
import { OwnMeetingCard } from './own-meeting-card.tsx';

type NotYetProps = { detail: ConsultationDetail; identity: Identity; error: ClientError; home: ReactNode };

/** The door is still closed: when it opens, and what may be done until then. It is tried again by itself. */
export function NotYet({ detail, identity, error, home }: NotYetProps) {
  const { t } = useTranslation('consultation');
  const language = useLanguage();
  const { startAt, opensAt } = detail;
  if (error.wire?.reason === 'not_agreed') return <SitIn home={home} />;
  return (
    <main className="waiting" id="content">
      <h1>{t('refused.title')}</h1>
      <p>{errorWords(error).sentence}</p>
      {Date.parse(startAt) > Date.now() && (
        <p>{t('waiting.opens', { day: dayName(opensAt, language), time: clockTime(opensAt, language) })}</p>
      )}
      <p className="soft">{t('refused.again')}</p>
      <OwnMeetingCard detail={detail} identity={identity} />
      <div className="row">{home}</div>
    </main>
  );
}

/** A supervisor before the door of a private talk: only its parties open it. */
function SitIn({ home }: { home: ReactNode }) {
  const { t } = useTranslation('consultation');
  const session = useConsultationSession();
  const [isAsking, setAsking] = useState(false);
  const [hasAsked, setAsked] = useState(false);
  return (
    <main className="state" id="content">
      <h1>{t('ask.supervisorSit')}</h1>
      <p className="state__hint">{hasAsked ? t('ask.supervisorAsked') : t('ask.supervisorHint')}</p>
      {!hasAsked && (
        <Button look="primary" isLarge onClick={() => setAsking(true)}>
          {t('ask.supervisorAsk')}
        </Button>
      )}
      {home}
      {isAsking && (
        <AskDialog
          what="supervisor"
          onAsk={async (reason) => {
            await session.ask('supervisor', reason);
            setAsked(true);
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </main>
  );
}
