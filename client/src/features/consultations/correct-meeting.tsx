import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AbsentSide, ConsultationDetail } from '#shared/consultations.ts';
import { fieldText } from '../../lib/error-text.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { useAction, useRoute } from '../../lib/query.ts';
import { clockTime } from '../../lib/time.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Dialog } from '../../ui/plain/dialog.tsx';
import { Field } from '../../ui/plain/field.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';
import { Answered } from '../../ui/plain/state.tsx';

/** What it can be corrected to: it took place, or who was absent. */
const results = ['held', 'citizen', 'expert', 'both'] as const;
type Result = (typeof results)[number];

type CorrectProps = { consultationId: string; onClose: () => void };

/** Who came and how long each was there, and what that comes to; an organizer corrects the result, the facts stay. */
export function CorrectMeeting({ consultationId, onClose }: CorrectProps) {
  const { t } = useTranslation(['meetings', 'common']);
  const answer = useRoute('getConsultation', { consultationId });
  return (
    <Dialog
      title={t('correct.title')}
      onClose={onClose}
      actions={<Button onClick={onClose}>{t('common:action.close')}</Button>}
    >
      <Answered of={answer}>{(meeting) => <Facts meeting={meeting} onClose={onClose} />}</Answered>
    </Dialog>
  );
}

function Facts({ meeting, onClose }: { meeting: ConsultationDetail; onClose: () => void }) {
  const { t } = useTranslation(['meetings', 'consultation']);
  const language = useLanguage();
  const corrections = meeting.history.filter(
    ({ from, to, reason }) => reason !== null && (from === 'noShow' || to === 'noShow'),
  );
  return (
    <div className="stack">
      <ul className="stack">
        {meeting.parts.map(({ partId, kind, name, cameAt, minutesHere }) => (
          <li key={partId} className="row row--apart">
            <span>
              <strong>{name}</strong> <span className="soft">{t(`consultation:part.${kind}`)}</span>
            </span>
            <span>
              {cameAt === null
                ? t('correct.neverCame')
                : t('correct.came', { at: clockTime(cameAt, language), n: minutesHere })}
            </span>
          </li>
        ))}
      </ul>
      {corrections.map(({ at, by, reason }) => (
        <p key={at} className="soft">
          {t('correct.before', { by, reason })}
        </p>
      ))}
      {meeting.mayCorrect && <Correction meeting={meeting} onClose={onClose} />}
    </div>
  );
}

const resultOf = ({ absent }: ConsultationDetail): Result => absent ?? 'held';
const absentOf = (result: Result): AbsentSide | null => (result === 'held' ? null : result);

function Correction({ meeting, onClose }: { meeting: ConsultationDetail; onClose: () => void }) {
  const { t } = useTranslation('meetings');
  const [result, setResult] = useState(resultOf(meeting));
  const [reason, setReason] = useState('');
  const refreshes = ['requestConsultations', 'getConsultation', 'getRequest'] as const;
  const correct = useAction('correctConsultation', { refreshes, onDone: onClose });
  const isSame = result === resultOf(meeting);
  const send = () => {
    const to = result === 'held' ? ('held' as const) : ('noShow' as const);
    correct.mutate({ consultationId: meeting.id, to, absent: absentOf(result), reason: reason.trim() });
  };
  return (
    <>
      <Field label={t('correct.result')}>
        <select
          className="input"
          value={result}
          onChange={(event) => setResult(results.find((each) => each === event.target.value) ?? 'held')}
        >
          {results.map((each) => (
            <option key={each} value={each}>
              {t(`correct.to.${each}`)}
            </option>
          ))}
        </select>
      </Field>
      <Field label={t('correct.reason')} hint={t('correct.reasonHint')} error={fieldText(correct.error, 'reason')}>
        <input className="input" value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
      </Field>
      <ErrorNotice error={correct.error} />
      <div>
        <Button look="primary" isBusy={correct.isPending} disabled={isSame || reason.trim() === ''} onClick={send}>
          {t('correct.act')}
        </Button>
      </div>
    </>
  );
}
