import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Certificate, hasEarned } from '#shared/certificates.ts';
import type { ReportHall } from '#shared/reports.ts';
import { staffHttp } from '../../lib/http.ts';
import { useAction } from '../../lib/query.ts';
import { dateTime } from '../../lib/time.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Dialog } from '../../ui/plain/dialog.tsx';
import { ErrorNotice, Notice } from '../../ui/plain/notice.tsx';
import { ReasonDialog } from '../../ui/plain/reason-dialog.tsx';
import type { Standing } from './use-certificates.ts';
import { useDownload } from './use-download.ts';

type DialogProps = {
  lectureId: string;
  hall: ReportHall;
  standing: Standing | undefined;
  all: readonly Certificate[];
  mayChange: boolean;
  onClose: () => void;
};

/** The certificate of one hall: what it says, the paper, replacing and withdrawing it, and those before it. */
export function CertificateDialog({ lectureId, hall, standing, all, mayChange, onClose }: DialogProps) {
  const { t } = useTranslation(['reports', 'common']);
  const { hallId } = hall;
  const [isWithdrawing, setWithdrawing] = useState(false);
  const { busy, error, run } = useDownload();
  const issue = useAction('issueCertificates', { refreshes: ['lectureCertificates'] });
  if (isWithdrawing && standing) {
    const close = () => setWithdrawing(false);
    return <Withdrawal lectureId={lectureId} hallId={hallId} number={standing.number} onClose={close} />;
  }
  const past = all.filter(({ state }) => state === 'withdrawn');
  const mayIssue = mayChange && hasEarned(hall);
  return (
    <Dialog
      title={t('certificate.of', { hall: hall.hallName })}
      onClose={onClose}
      actions={
        <>
          {standing && mayChange && (
            <Button look="quiet-danger" onClick={() => setWithdrawing(true)}>
              {t('certificate.withdraw')}
            </Button>
          )}
          <Button onClick={onClose}>{t('common:action.close')}</Button>
          {standing?.state === 'valid' && (
            <Button
              look="primary"
              isBusy={busy !== null}
              onClick={() => void run(hallId, () => staffHttp.download('certificatePdf', { lectureId, hallId }))}
            >
              {t('pdf')}
            </Button>
          )}
          {mayIssue && standing?.state !== 'valid' && (
            <Button
              look="primary"
              isBusy={issue.isPending}
              onClick={() => issue.mutate({ lectureId, hallIds: [hallId] })}
            >
              {t(standing ? 'certificate.replace' : 'certificate.issue')}
            </Button>
          )}
        </>
      }
    >
      <div className="stack">
        {standing?.state === 'outdated' && (
          <Notice look="attention">
            {t(hasEarned(hall) ? 'certificate.isOutdated' : 'certificate.isOutdatedAndLost')}
          </Notice>
        )}
        {standing && <Said certificate={standing} />}
        <ErrorNotice error={error ?? issue.error} />
        {past.length > 0 && (
          <section>
            <h3>{t('certificate.past')}</h3>
            <ul className="small">
              {past.map(({ number, withdrawn }) => (
                <li key={number}>
                  {withdrawn && t('certificate.pastOne', { number, ...withdrawn, at: dateTime(withdrawn.at) })}
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </Dialog>
  );
}

function Said({ certificate: { number, issuedAt, heads, isSupplement } }: { certificate: Certificate }) {
  const { t } = useTranslation('reports');
  const facts = [
    [t('certificate.number'), number],
    [t('certificate.issuedAt'), dateTime(issuedAt)],
    [t('certificate.kind'), t(isSupplement ? 'certificate.supplement' : 'certificate.live')],
    [t('certificate.heads'), heads ?? t('certificate.notCounted')],
  ] as const;
  return (
    <dl className="report-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

type WithdrawalProps = { lectureId: string; hallId: string; number: string; onClose: () => void };

function Withdrawal({ lectureId, hallId, number, onClose }: WithdrawalProps) {
  const { t } = useTranslation('reports');
  const withdraw = useAction('withdrawCertificate', { refreshes: ['lectureCertificates'], onDone: onClose });
  return (
    <ReasonDialog
      title={t('certificate.withdrawTitle')}
      act={t('certificate.withdraw')}
      label={t('certificate.withdrawReason')}
      isDanger
      isBusy={withdraw.isPending}
      error={withdraw.error}
      onConfirm={(reason) => withdraw.mutate({ lectureId, hallId, number, reason })}
      onClose={onClose}
    >
      <p>
        {number}
        <br />
        <span className="soft">{t('certificate.withdrawHint')}</span>
      </p>
    </ReasonDialog>
  );
}
