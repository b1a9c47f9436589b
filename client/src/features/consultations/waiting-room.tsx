import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PartKind, WaitingInfo } from '#shared/consultations.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { clockTime, dayName } from '../../lib/time.ts';
import { useAct } from '../../lib/use-act.ts';
import type { LocalMedia } from '../../live/local-media.ts';
import type { SoundGate } from '../../live/sound-gate.ts';
import {
  useConsultation,
  useConsultationNow,
  useConsultationSession,
} from '../../live-react/consultation-provider.tsx';
import { LinkWord, linkStateOf } from '../../live-react/link-word.tsx';
import { Button } from '../../ui/plain/button.tsx';
import { Confirm } from '../../ui/plain/confirm.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';
import { ReadingAids } from '../../ui/plain/reading-aids.tsx';
import { DeviceLook } from './device-look.tsx';
import { headlineOf, mayRing, phoneHelpOf } from './waiting-words.ts';
import './waiting.css';

type WaitingRoomProps = {
  waiting: WaitingInfo;
  kind: PartKind | null;
  media: LocalMedia;
  gate: SoundGate | null;
  onLeave: () => void;
};

/** At the door. It says what is so, keeps the place, and looks at camera and microphone in passing. */
export function WaitingRoom({ waiting, kind, media, gate, onLeave }: WaitingRoomProps) {
  const { t } = useTranslation('consultation');
  const [isLeaving, setLeaving] = useState(false);
  const connection = useConsultation((state) => state.connection);
  const link = useConsultation(linkStateOf);
  // Whoever waits too long is helped first.
  const isLate = waiting.expert === 'late' || waiting.phoneAskedAt !== null;
  return (
    <main className="waiting" id="content">
      <header className="waiting__top">
        <LinkWord state={link} isOnLight />
        <ReadingAids />
      </header>
      {connection.phase !== 'open' && (
        <p className="waiting__cut" role="alert">
          {t('cut', { attempt: 'attempt' in connection ? connection.attempt : 1 })}
        </p>
      )}
      <Truth waiting={waiting} />
      {isLate && <Help waiting={waiting} kind={kind} />}
      {kind !== 'supervisor' && <DeviceLook media={media} gate={gate} />}
      {!isLate && <Help waiting={waiting} kind={kind} />}
      <p className="waiting__kept">{t('waiting.kept')}</p>
      <div className="waiting__leave">
        <Button look="danger" isLarge onClick={() => setLeaving(true)}>
          {t('waiting.leave')}
        </Button>
      </div>
      {isLeaving && (
        <Confirm
          title={t('waiting.leaveTitle')}
          act={t('waiting.leave')}
          isDanger
          onConfirm={onLeave}
          onCancel={() => setLeaving(false)}
        >
          <p>{t('waiting.leaveWords')}</p>
        </Confirm>
      )}
    </main>
  );
}

function Truth({ waiting }: { waiting: WaitingInfo }) {
  const { t } = useTranslation('consultation');
  const language = useLanguage();
  const headline = headlineOf(waiting);
  const { leadName: name, lateMinutes, startAt, before, expert, rungAt } = waiting;
  const hints = {
    admitted: '',
    here: t('waiting.hereHint', { name }),
    busy: t('waiting.busyHint', { name }),
    late: [t('waiting.lateHint', { n: lateMinutes }), rungAt && t('waiting.lateRung', { name })]
      .filter(Boolean)
      .join(''),
    notYet: t('waiting.notYetHint', { name }),
  };
  const isQueued = expert !== 'here' && before > 0;
  return (
    <section className="truth" data-look={headline} role="status">
      <h1>{t(`waiting.${headline}`)}</h1>
      <p>{hints[headline]}</p>
      <dl className="truth__facts">
        <div>
          <dt>{t('waiting.when')}</dt>
          <dd>{t('waiting.whenOf', { day: dayName(startAt, language), time: clockTime(startAt, language) })}</dd>
        </div>
      </dl>
      {isQueued && <p className="truth__queue">{t('waiting.before', { n: before })}</p>}
      {expert === 'busy' && before === 0 && <p className="truth__queue">{t('waiting.next')}</p>}
    </section>
  );
}

/** What may be done about a long wait: ring the expert, or be called. */
function Help({ waiting, kind }: { waiting: WaitingInfo; kind: PartKind | null }) {
  const { t } = useTranslation('consultation');
  const language = useLanguage();
  const session = useConsultationSession();
  const nowMs = useConsultationNow(5_000);
  const ring = useAct(() => session.ring());
  const phone = useAct(() => session.askForPhone());
  const help = phoneHelpOf(waiting, kind, nowMs);
  const isMayRing = mayRing(waiting, nowMs);
  return (
    <section className="waiting__help">
      {waiting.expert !== 'here' && kind !== 'supervisor' && (
        <div className="row">
          <Button isLarge isBusy={ring.isBusy} disabled={!isMayRing} onClick={() => ring.run()}>
            {isMayRing ? t('waiting.ring') : t('waiting.ringDone')}
          </Button>
          {waiting.rungAt && (
            <span className="soft">{t('waiting.rung', { time: clockTime(waiting.rungAt, language) })}</span>
          )}
        </div>
      )}
      <ErrorNotice error={ring.error} />
      {help === 'later' && (
        <p className="soft">{t('waiting.phoneLater', { time: clockTime(waiting.phoneFrom, language) })}</p>
      )}
      {help === 'offered' && (
        <div className="waiting__phone">
          <p>{t('waiting.phoneTitle')}</p>
          <Button isLarge isBusy={phone.isBusy} onClick={() => phone.run()}>
            {t('waiting.phone')}
          </Button>
        </div>
      )}
      {help === 'asked' && (
        <p className="waiting__asked" role="status">
          {t('waiting.phoneAsked')}
        </p>
      )}
      <ErrorNotice error={phone.error} />
    </section>
  );
}
