import { useTranslation } from 'react-i18next';
import { reportWords } from '#shared/report-text.ts';
import type { ReportTableName } from '#shared/reports.ts';
import { staffHttp } from '../../lib/http.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { Button } from '../../ui/plain/button.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';
import { useDownload } from './use-download.ts';

/** The whole report as a file or on paper. */
export function ReportDownloads({ lectureId }: { lectureId: string }) {
  const { t } = useTranslation('reports');
  const { busy, error, run } = useDownload();
  return (
    <div className="stack no-print">
      <ErrorNotice error={error} />
      <fieldset className="row">
        <legend className="visually-hidden">{t('downloads')}</legend>
        <Button
          look="primary"
          isBusy={busy === 'pdf'}
          onClick={() => void run('pdf', () => staffHttp.download('reportPdf', { lectureId }))}
        >
          {t('pdf')}
        </Button>
        <Button
          isBusy={busy === 'xlsx'}
          onClick={() => void run('xlsx', () => staffHttp.download('reportXlsx', { lectureId }))}
        >
          {t('xlsx')}
        </Button>
        <Button onClick={() => print()}>{t('print')}</Button>
      </fieldset>
    </div>
  );
}

/** One table of it as CSV. */
export function TableDownload({ lectureId, table }: { lectureId: string; table: ReportTableName }) {
  const { t } = useTranslation('reports');
  const words = reportWords(useLanguage());
  const { busy, error, run } = useDownload();
  return (
    <div className="no-print">
      <ErrorNotice error={error} />
      <Button
        look="quiet"
        isBusy={busy !== null}
        aria-label={t('csvOf', { table: words.tables[table] })}
        onClick={() => void run(table, () => staffHttp.download('reportCsv', { lectureId, table }))}
      >
        {t('csv')}
      </Button>
    </div>
  );
}
