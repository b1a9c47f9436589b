import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordDetail } from '#shared/records.ts';
import { fieldText } from '../../lib/error-text.ts';
import { staffHttp } from '../../lib/http.ts';
import { useAction } from '../../lib/query.ts';
import { saveFile } from '../../lib/save-file.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Field } from '../../ui/plain/field.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';

/** What the lead expert and a called-in department may do with a record that is no draft in their hands. */
export function RecordActions({ record, onRevised }: { record: RecordDetail; onRevised: () => void }) {
  const { t } = useTranslation('papers');
  const { id: recordId, state, mayWrite } = record;
  const refreshes = ['getRecord', 'listRecords'] as const;
  const revise = useAction('reviseRecord', { refreshes, onDone: onRevised });
  const close = useAction('closeRecord', { refreshes });
  const [downloadError, setDownloadError] = useState<unknown>(null);
  const download = () => staffHttp.download('recordPdf', { recordId }).then(saveFile, setDownloadError);
  const isOpen = mayWrite && ['presented', 'objected', 'refused'].includes(state);
  return (
    <div className="stack">
      <ErrorNotice error={revise.error ?? close.error ?? downloadError} />
      <div className="row">
        {isOpen && (
          <Button isBusy={revise.isPending} onClick={() => revise.mutate({ recordId })}>
            {t('record.revise')}
          </Button>
        )}
        {isOpen && state !== 'presented' && (
          <Button look="primary" isBusy={close.isPending} onClick={() => close.mutate({ recordId })}>
            {t('record.close')}
          </Button>
        )}
        {state === 'closed' && <Button onClick={() => void download()}>{t('download')}</Button>}
      </div>
      {state === 'closed' && mayWrite && <Words name="addToRecord" recordId={recordId} />}
      {record.mayAnswer && <Words name="answerInRecord" recordId={recordId} />}
    </div>
  );
}

/** A text of one's own: an addendum, or a department's answer. */
function Words({ name, recordId }: { name: 'addToRecord' | 'answerInRecord'; recordId: RecordDetail['id'] }) {
  const { t } = useTranslation('papers');
  const [text, setText] = useState('');
  const action = useAction(name, { refreshes: ['getRecord'], onDone: () => setText('') });
  return (
    <div className="stack">
      <Field label={t(`record.${name}`)} error={fieldText(action.error, 'text')}>
        <textarea
          className="input"
          rows={4}
          maxLength={4_000}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      <ErrorNotice error={action.error} />
      <Button isBusy={action.isPending} onClick={() => action.mutate({ recordId, text })}>
        {t(`record.${name}Act`)}
      </Button>
    </div>
  );
}
