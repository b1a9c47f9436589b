import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../lib/i18n.ts';
import { clockTime } from '../../lib/time.ts';
import { useAct } from '../../lib/use-act.ts';
import { atDoor, inRoom } from '../../live/consultation-state.ts';
import type { SoundGate } from '../../live/sound-gate.ts';
import { useConsultationSession, useMeeting } from '../../live-react/consultation-provider.tsx';
import { Button } from '../../ui/plain/button.tsx';
import { Confirm } from '../../ui/plain/confirm.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';
import { partWord } from './part-word.ts';

/** What waits for the lead expert: people at the door, the start, a citizen who asks for a call. */
export function LeadStrip({ gate }: { gate: SoundGate | null }) {
  const { t } = useTranslation('consultation');
  const session = useConsultationSession();
  const { current, ownPartId } = useMeeting();
  const start = useAct(() => session.start());
  const admit = useAct((partId: string) => session.admit(partId));
  const waiting = atDoor(current?.people ?? []);
  useBell(waiting.length, gate);
  if (!current) return null;
  const isBefore = current.state === 'booked' || current.state === 'waiting';
  const isAnybodyThere =
    waiting.length > 0 || inRoom(current.people).some(({ partId, place }) => partId !== ownPartId && place === 'in');
  return (
    <div className="lead-strip" role="status">
      {isBefore && (
        <div className="lead-strip__row">
          <span>{isAnybodyThere ? t('lead.title') : t('lead.nobody')}</span>
          <Button look="primary" isLarge isBusy={start.isBusy} disabled={!isAnybodyThere} onClick={() => start.run()}>
            {t('lead.start')}
          </Button>
        </div>
      )}
      {waiting.map((person) => (
        <div key={person.partId} className="lead-strip__row">
          <span>
            {t('lead.waits', { name: person.name })}（{t(`part.${partWord(person)}`)}）
          </span>
          {!(isBefore && person.kind === 'citizen') && (
            <Button isBusy={admit.isBusy} onClick={() => admit.run(person.partId)}>
              {t('people.admit')}
            </Button>
          )}
        </div>
      ))}
      <PhoneNote />
      <ErrorNotice error={start.error ?? admit.error} />
    </div>
  );
}

/** Asked for by the citizen, or a remedy of the expert's own: the talk went on by telephone, and that is noted. */
function PhoneNote() {
  const { t } = useTranslation('consultation');
  const language = useLanguage();
  const session = useConsultationSession();
  const { current } = useMeeting();
  const [isAsking, setAsking] = useState(false);
  const note = useAct(
    () => session.notePhone(),
    () => setAsking(false),
  );
  if (!current?.phoneAskedAt && !current?.phoneNotedAt) return null;
  if (current.phoneNotedAt)
    return <p className="soft-on-stage">{t('lead.phoneNoted', { time: clockTime(current.phoneNotedAt, language) })}</p>;
  return (
    <div className="lead-strip__row">
      <span>{t('lead.phoneAsked', { time: clockTime(current.phoneAskedAt ?? '', language) })}</span>
      <Button onClick={() => setAsking(true)}>{t('lead.phoneNote')}</Button>
      {isAsking && (
        <Confirm
          title={t('lead.phoneNoteTitle')}
          act={t('lead.phoneNote')}
          isBusy={note.isBusy}
          error={note.error}
          onConfirm={() => note.run()}
          onCancel={() => setAsking(false)}
        >
          <p>{t('lead.phoneNoteWords')}</p>
        </Confirm>
      )}
    </div>
  );
}

/** Somebody came to the door: an expert who looks at papers hears it. */
function useBell(waiting: number, gate: SoundGate | null): void {
  const [known, setKnown] = useState(waiting);
  useEffect(() => {
    if (waiting > known) gate?.playTone();
    setKnown(waiting);
  }, [waiting, known, gate]);
}
