import { useTranslation } from 'react-i18next';
import { figureTableName } from '#shared/lecture-figures.ts';
import { reportWords } from '#shared/report-text.ts';
import { staffHttp } from '../../lib/http.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { Button } from '../../ui/plain/button.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';
import { useDownload } from './use-download.ts';

/** The figures of the period as files or on paper. */
export function LectureFigureDownloads({ period }: { period: string }) {
  const { t } = useTranslation('reports');
  const words = reportWords(useLanguage());
  const { busy, error, run } = useDownload();
  return (
    <div className="stack">
      <ErrorNotice error={error} />
      <fieldset className="row">
        <legend className="visually-hidden">{t('figures.downloads')}</legend>
        <Button
          look="primary"
          isBusy={busy === 'pdf'}
          onClick={() => void run('pdf', () => staffHttp.download('lectureFiguresPdf', { period }))}
        >
          {t('pdf')}
        </Button>
        <Button
          isBusy={busy === 'xlsx'}
          onClick={() => void run('xlsx', () => staffHttp.download('lectureFiguresXlsx', { period }))}
        >
          {t('xlsx')}
        </Button>
        {figureTableName.options.map((table) => (
          <Button
            key={table}
            look="quiet"
            isBusy={busy === table}
            onClick={() => void run(table, () => staffHttp.download('lectureFiguresCsv', { period, table }))}
          >
            {t('csvOf', { table: words.figures.tables[table] })}
          </Button>
        ))}
        <Button onClick={() => print()}>{t('print')}</Button>
      </fieldset>
    </div>
  );
}
