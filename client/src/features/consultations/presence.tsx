import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventPayload } from '#shared/contract.ts';
import type { Identity } from '#shared/kit/caller.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { paths } from '../../lib/paths.ts';
import { clockTime } from '../../lib/time.ts';
import { LiveConnection, useConnection } from '../../live-react/live-provider.tsx';
import { useSoundGate } from '../../live-react/use-sound-gate.ts';
import { Button, LinkButton } from '../../ui/plain/button.tsx';
import { Notice } from '../../ui/plain/notice.tsx';

type Ringing = EventPayload<'consultation:ringing'>;

/**
 * Whoever has the product open is there for a talk on the spot, sees at once when a meeting was agreed on or moved, and an expert
 * hears when somebody waits.
 */
export function MeetingPresence({ identity }: { identity: Identity }) {
  return (
    <LiveConnection identity={identity}>
      <News identity={identity} />
    </LiveConnection>
  );
}

const stale = [
  'requestConsultations',
  'getConsultation',
  'consultationSlots',
  'myConsultations',
  'myMatter',
  'getRequest',
  'listRequests',
];

function News({ identity }: { identity: Identity }) {
  const { t } = useTranslation(['meetings', 'common']);
  const language = useLanguage();
  const connection = useConnection();
  const client = useQueryClient();
  const gate = useSoundGate();
  const [ringing, setRinging] = useState<Ringing | null>(null);
  useEffect(() => {
    const offs = [
      connection.on('consultation:listChanged', () => {
        for (const name of stale) void client.invalidateQueries({ queryKey: [name] });
      }),
      connection.on('consultation:ringing', (news) => {
        setRinging(news);
        gate?.playTone();
      }),
    ];
    return () => {
      for (const off of offs) off();
    };
  }, [connection, client, gate]);
  if (!ringing) return null;
  const { consultationId, requestNumber, name, since } = ringing;
  return (
    <Notice
      look="attention"
      title={t('ring.title', { name, number: requestNumber })}
      actions={
        <div className="row">
          <LinkButton look="primary" to={`${paths.consultation(consultationId)}?as=${identity}`}>
            {t('card.enter')}
          </LinkButton>
          <Button look="quiet" onClick={() => setRinging(null)}>
            {t('ring.later')}
          </Button>
        </div>
      }
    >
      {t('ring.since', { time: clockTime(since, language) })}
    </Notice>
  );
}
