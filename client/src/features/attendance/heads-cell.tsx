import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttendanceRow } from '#shared/attendance.ts';
import { headRules } from '#shared/heads.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { useAction } from '../../lib/query.ts';
import { clockTime } from '../../lib/time.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Dialog } from '../../ui/plain/dialog.tsx';
import { Field } from '../../ui/plain/field.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';

type HeadsCellProps = { row: AttendanceRow; lectureId: string; mayCorrect: boolean };

/** The head count that stands; behind it all counts, and setting another with a reason. */
export function HeadsCell({ row, lectureId, mayCorrect }: HeadsCellProps) {
  const { t } = useTranslation('heads');
  const [isOpen, setOpen] = useState(false);
  const isCorrected = row.headCounts.some(({ reason }) => reason !== null);
  const words = `${row.heads ?? '—'}${isCorrected ? ` ${t('corrected')}` : ''}`;
  if (row.headCounts.length === 0 && !mayCorrect) return words;
  return (
    <>
      <Button look="quiet" aria-label={t('openCounts', { hall: row.hallName, words })} onClick={() => setOpen(true)}>
        {words}
      </Button>
      {isOpen && <Counts row={row} lectureId={lectureId} mayCorrect={mayCorrect} onClose={() => setOpen(false)} />}
    </>
  );
}

function Counts({ row, lectureId, mayCorrect, onClose }: HeadsCellProps & { onClose: () => void }) {
  const { t } = useTranslation(['heads', 'common']);
  const language = useLanguage();
  const correct = useAction('correctHeads', {
    refreshes: ['lectureAttendance', 'lectureReport', 'lectureCertificates', 'lectureFigures', 'lectureFigureRows'],
    onDone: onClose,
  });
  const [heads, setHeads] = useState('');
  const [reason, setReason] = useState('');
  const [isAsked, setAsked] = useState(false);
  const most = headRules.mostHeads;
  const isHeadsBad = !/^\d+$/.test(heads) || Number(heads) > most;
  const isReasonBad = reason.trim() === '';
  const save = () => {
    setAsked(true);
    if (!isHeadsBad && !isReasonBad) correct.mutate({ lectureId, hallId: row.hallId, heads: Number(heads), reason });
  };
  return (
    <Dialog
      title={t('countsOf', { hall: row.hallName })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('common:action.close')}</Button>
          {mayCorrect && (
            <Button look="primary" isBusy={correct.isPending} onClick={save}>
              {t('correct')}
            </Button>
          )}
        </>
      }
    >
      <div className="stack">
        {row.headCounts.length === 0 ? (
          <p className="soft">{t('noCounts')}</p>
        ) : (
          <ul>
            {row.headCounts.map((count) => (
              <li key={`${count.at} ${count.heads}`}>
                {clockTime(count.at, language)} · {t('people', { n: count.heads })} · {count.by}
                {count.reason !== null && `（${t('correctedWhy', { reason: count.reason })}）`}
              </li>
            ))}
          </ul>
        )}
        {mayCorrect && (
          <>
            <Field
              label={t('correctTo')}
              hint={t('correctHint')}
              error={isAsked && isHeadsBad ? t('headsBad', { most }) : undefined}
            >
              <input
                className="input"
                inputMode="numeric"
                value={heads}
                onChange={(event) => setHeads(event.target.value.replace(/\D/g, '').slice(0, 4))}
              />
            </Field>
            <Field label={t('reason')} error={isAsked && isReasonBad ? t('reasonMissing') : undefined}>
              <input
                className="input"
                maxLength={200}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            </Field>
          </>
        )}
        <ErrorNotice error={correct.error} />
      </div>
    </Dialog>
  );
}
