import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportResult } from '#shared/orgs.ts';
import { reasonText } from '../../lib/error-text.ts';
import { useAction } from '../../lib/query.ts';
import { DataTable } from '../../ui/console/data-table.tsx';
import { Button } from '../../ui/plain/button.tsx';
import { Dialog } from '../../ui/plain/dialog.tsx';
import { Field } from '../../ui/plain/field.tsx';
import { ErrorNotice, Notice } from '../../ui/plain/notice.tsx';
import { toast } from '../../ui/plain/toast.tsx';

/** As in the contract (`importLimits`); said here too so that nobody uploads for nothing. */
const maxChars = 1_000_000;

/** First a dry run that shows every refused row; then the import, which is all or nothing. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['orgs', 'common']);
  const [csv, setCsv] = useState('');
  const [fileProblem, setFileProblem] = useState<string>();
  const check = useAction('importOrgs');
  const apply = useAction('importOrgs', {
    refreshes: ['orgTree', 'listHalls'],
    onDone: (result) => {
      if (!result.applied) return;
      toast(t('import.done'));
      onClose();
    },
  });
  const choose = async (file: File | undefined) => {
    check.reset();
    apply.reset();
    setCsv('');
    setFileProblem(undefined);
    if (!file) return;
    const text = await file.text().catch(() => '\uFFFD');
    if (text.includes('\uFFFD')) return setFileProblem(t('import.unreadable'));
    if (text.length > maxChars) return setFileProblem(t('import.tooBig', { max: maxChars }));
    setCsv(text);
    check.mutate({ csv: text, dryRun: true });
  };
  const result = apply.data ?? check.data;
  const isReady = check.data?.refused.length === 0 && check.data.created + check.data.changed > 0;
  return (
    <Dialog
      title={t('import.title')}
      isWide
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('common:action.close')}</Button>
          {isReady && (
            <Button look="primary" isBusy={apply.isPending} onClick={() => apply.mutate({ csv, dryRun: false })}>
              {t('import.apply')}
            </Button>
          )}
        </>
      }
    >
      <div className="stack">
        <Field label={t('import.file')} hint={t('import.format')} error={fileProblem}>
          <input
            className="input"
            type="file"
            accept=".csv,text/csv"
            onChange={(event) => void choose(event.target.files?.[0])}
          />
        </Field>
        {check.isPending && <Notice>{t('import.checking')}</Notice>}
        {result && <Outcome result={result} />}
        <ErrorNotice error={check.error ?? apply.error} />
      </div>
    </Dialog>
  );
}

function Outcome({ result }: { result: ImportResult }) {
  const { t } = useTranslation('orgs');
  const { created, changed, unchanged, hallsCreated, refused } = result;
  if (refused.length === 0) {
    const isNew = created + changed > 0;
    return (
      <Notice look="fine" title={t(isNew ? 'import.right' : 'import.nothingNew')}>
        {t('import.counts', { created, changed, unchanged, halls: hallsCreated })}
      </Notice>
    );
  }
  return (
    <>
      <Notice look="danger">{t('import.refused', { n: refused.length })}</Notice>
      <DataTable
        caption={t('import.title')}
        rows={refused}
        rowKey={(row) => `${row.row} ${row.code} ${row.reason}`}
        columns={[
          { key: 'row', title: t('import.row'), cell: (row) => row.row },
          { key: 'code', title: t('import.code'), cell: (row) => row.code || '—' },
          { key: 'reason', title: t('import.reason'), cell: (row) => reasonText(row.reason, row.params) },
        ]}
        empty={null}
      />
    </>
  );
}
