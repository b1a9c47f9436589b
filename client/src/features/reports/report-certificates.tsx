import { useTranslation } from 'react-i18next';
import { lectureRules } from '#shared/lectures.ts';
import { Button } from '../../ui/plain/button.tsx';
import { ErrorNotice, Notice } from '../../ui/plain/notice.tsx';
import { useCertificateBatch } from './use-certificate-batch.ts';
import type { CertificatesOf } from './use-certificates.ts';

type Props = { lectureId: string; certificates: CertificatesOf; mayPlan: boolean; mayGoOn: boolean };

/** All certificates of the lecture at once: how many there are, one button for the rest, one file to print. */
export function ReportCertificates({ lectureId, certificates, mayPlan, mayGoOn }: Props) {
  const { t } = useTranslation('reports');
  const { batch, error, run, stop } = useCertificateBatch(lectureId);
  const { isKnown, earned, valid, outdated, toIssue } = certificates;
  const owed = mayPlan && !mayGoOn ? toIssue : [];
  const isRunning = batch.phase === 'issuing' || batch.phase === 'drawing';
  const isNobody = earned === 0 && valid === 0 && outdated === 0;
  const issueWords = valid > 0 ? 'certificate.issueRest' : 'certificate.issueAll';
  const words = owed.length > 0 ? issueWords : 'certificate.downloadAll';
  if (!isKnown) return null;
  return (
    <section className="card stack no-print" aria-labelledby="report-certificates">
      <div className="row row--apart">
        <h2 id="report-certificates">{t('certificate.title')}</h2>
        {isRunning ? (
          <Button onClick={stop}>{t('certificate.stop')}</Button>
        ) : (
          owed.length + valid > 0 && (
            <Button onClick={() => void run(owed)}>
              {t(words, { owed: owed.length, count: valid + owed.length })}
            </Button>
          )
        )}
      </div>
      <p>{isNobody ? t('certificate.nobody') : t('certificate.summary', { earned, valid })}</p>
      {mayGoOn && mayPlan && !isNobody && (
        <p className="soft">{t('certificate.tooEarly', { minutes: lectureRules.reopenMinutes })}</p>
      )}
      {outdated > 0 && <Notice look="attention">{t('certificate.outdated', { count: outdated })}</Notice>}
      {owed.length + valid > 0 && <p className="soft small">{t('certificate.allHint')}</p>}
      <div role="status" className="report-certificates__status">
        {batch.phase === 'issuing' && (
          <>
            <p>{t('certificate.issuing', batch)}</p>
            <progress className="report-progress" max={batch.total} value={batch.done} aria-hidden="true" />
          </>
        )}
        {batch.phase === 'drawing' && (
          <>
            <p>{t('certificate.drawing')}</p>
            <progress className="report-progress" aria-hidden="true" />
          </>
        )}
        {batch.phase === 'done' && <p>{t('certificate.done')}</p>}
        {batch.phase === 'stopped' && (
          <p>{t(batch.total === 0 ? 'certificate.downloadStopped' : 'certificate.stopped', batch)}</p>
        )}
      </div>
      <ErrorNotice error={error} />
    </section>
  );
}
