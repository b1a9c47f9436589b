import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorWords } from '../../lib/error-text.ts';
import { staffHttp } from '../../lib/http.ts';
import { saveFile } from '../../lib/save-file.ts';
import { Button } from '../../ui/plain/button.tsx';
import { toast } from '../../ui/plain/toast.tsx';

const files = [
  ['figuresXlsx', 'xlsx'],
  ['figuresCsv', 'csv'],
] as const;

/** The figures of the page as files, and on paper. */
export function FigureFiles({ quarter }: { quarter: string }) {
  const { t } = useTranslation(['figures', 'common']);
  const [busy, setBusy] = useState<string | null>(null);
  const download = async (route: (typeof files)[number][0]) => {
    setBusy(route);
    try {
      saveFile(await staffHttp.download(route, { quarter }));
    } catch (error) {
      toast(errorWords(error).sentence, 'danger');
    } finally {
      setBusy(null);
    }
  };
  return (
    <>
      {files.map(([route, word]) => (
        <Button key={route} isBusy={busy === route} onClick={() => void download(route)}>
          {t(word)}
        </Button>
      ))}
      <Button onClick={() => print()}>{t('common:action.print')}</Button>
    </>
  );
}
