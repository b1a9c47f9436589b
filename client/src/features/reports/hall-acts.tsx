import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hasEarned } from '#shared/certificates.ts';
import type { ReportHall } from '#shared/reports.ts';
import { Button } from '../../ui/plain/button.tsx';
import { CertificateDialog } from './certificate-dialog.tsx';
import { SupplementDialog } from './hall-supplement.tsx';
import type { CertificatesOf, Standing } from './use-certificates.ts';

type ActsProps = {
  lectureId: string;
  hall: ReportHall;
  mayPlan: boolean;
  /** False while the lecture can go on again. */
  mayIssue: boolean;
  certificates: CertificatesOf;
};

/** What can be done for one hall afterwards: 补学 where it was not there, the certificate where it was. */
export function HallActs({ lectureId, hall, mayPlan, mayIssue, certificates }: ActsProps) {
  const { t } = useTranslation('reports');
  const [open, setOpen] = useState<'supplement' | 'certificate' | null>(null);
  const { hallName } = hall;
  const close = () => setOpen(null);
  const all = certificates.of(hall);
  const standing = certificates.standing(hall);
  const mayChange = mayPlan && mayIssue;
  const isIssuable = mayChange && hasEarned(hall);
  const words = wordsOf(standing, hasEarned(hall), isIssuable);
  return (
    <span className="report-acts">
      {mayPlan && hall.result !== 'present' && (
        <Button look="quiet" aria-label={t('supplement.of', { hall: hallName })} onClick={() => setOpen('supplement')}>
          {t('supplement.act')}
        </Button>
      )}
      {certificates.isKnown && (isIssuable || all.length > 0) && (
        <Button
          look={standing?.state === 'outdated' ? 'quiet-danger' : 'quiet'}
          aria-label={`${t('certificate.of', { hall: hallName })} ${t(words)}`}
          onClick={() => setOpen('certificate')}
        >
          {t(words)}
        </Button>
      )}
      {open === 'supplement' && <SupplementDialog lectureId={lectureId} hall={hall} onClose={close} />}
      {open === 'certificate' && (
        <CertificateDialog {...{ lectureId, hall, standing, all, mayChange }} onClose={close} />
      )}
    </span>
  );
}

/** What the button leads to, for whoever may not change anything too. */
function wordsOf(standing: Standing | undefined, isEarned: boolean, isIssuable: boolean) {
  if (standing === undefined) return isIssuable ? 'certificate.issue' : 'certificate.past';
  if (standing.state === 'valid') return 'certificate.title';
  return isEarned ? 'certificate.replaceNeeded' : 'certificate.withdrawNeeded';
}
