import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportHall } from '#shared/reports.ts';
import { staffHttp } from '../../lib/http.ts';
import { useAction } from '../../lib/query.ts';
import { Button } from '../../ui/plain/button.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';
import { SupplementDialog } from './hall-supplement.tsx';
import { useDownload } from './use-download.ts';

type ActsProps = { lectureId: string; hall: ReportHall; mayPlan: boolean; hasCertificate: boolean };

/** What can be done for one hall afterwards: 补学 where it was not there, the certificate where it was. */
export function HallActs({ lectureId, hall, mayPlan, hasCertificate }: ActsProps) {
  const { t } = useTranslation('reports');
  const [isEntering, setEntering] = useState(false);
  const { hallId, hallName } = hall;
  const { busy, error, run } = useDownload();
  const fetch = () => run(hallId, () => staffHttp.download('certificatePdf', { lectureId, hallId }));
  const issue = useAction('issueCertificate', { refreshes: ['lectureCertificates'], onDone: () => void fetch() });
  const isEarned = hall.result === 'present' || hall.supplementHeads !== null;
  return (
    <span className="report-acts">
      {mayPlan && hall.result !== 'present' && (
        <Button look="quiet" aria-label={t('supplement.of', { hall: hallName })} onClick={() => setEntering(true)}>
          {t('supplement.act')}
        </Button>
      )}
      {((mayPlan && isEarned) || hasCertificate) && (
        <Button
          look="quiet"
          isBusy={busy !== null || issue.isPending}
          aria-label={t('certificate.of', { hall: hallName })}
          onClick={() => (hasCertificate ? void fetch() : issue.mutate({ lectureId, hallId }))}
        >
          {t('certificate.act')}
        </Button>
      )}
      <ErrorNotice error={error ?? issue.error} />
      {isEntering && <SupplementDialog lectureId={lectureId} hall={hall} onClose={() => setEntering(false)} />}
    </span>
  );
}
