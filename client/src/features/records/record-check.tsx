import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordDetail } from '#shared/records.ts';
import { matterHttp } from '../../lib/http.ts';
import { useAction, useMatterRoute } from '../../lib/query.ts';
import { saveFile } from '../../lib/save-file.ts';
import { useAct } from '../../lib/use-act.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Confirm } from '../../ui/plain/confirm.tsx';
import { Field } from '../../ui/plain/field.tsx';
import { ErrorNotice, Notice } from '../../ui/plain/notice.tsx';
import { Answered } from '../../ui/plain/state.tsx';
import { RecordText } from './record-text.tsx';

/** A citizen's own record on a phone: read it, say that it is right or what is wrong, take the paper along. */
export function RecordCheck({ recordId }: { recordId: string }) {
  const answer = useMatterRoute('getRecord', { recordId }, { refreshMs: 10_000 });
  return (
    <Answered of={answer}>
      {(record) => (
        <div className="stack">
          <RecordText record={record} />
          {record.mayConfirm && record.hash && <Verdict record={record} hash={record.hash} />}
          {record.state === 'closed' && <Download recordId={record.id} />}
        </div>
      )}
    </Answered>
  );
}

type Asking = 'confirm' | 'object' | 'refuse' | null;

function Verdict({ record, hash }: { record: RecordDetail; hash: string }) {
  const { t } = useTranslation('papers');
  const [asking, setAsking] = useState<Asking>(null);
  const [words, setWords] = useState('');
  const options = {
    refreshes: ['getRecord', 'listRecords', 'myMatter', 'matterRating'] as const,
    onDone: () => setAsking(null),
  };
  const confirm = useAction('confirmRecord', options, matterHttp);
  const object = useAction('objectToRecord', options, matterHttp);
  const refuse = useAction('refuseRecord', options, matterHttp);
  const { id: recordId } = record;
  const act = () => {
    if (asking === 'confirm') confirm.mutate({ recordId, hash });
    if (asking === 'object') object.mutate({ recordId, hash, words });
    if (asking === 'refuse') refuse.mutate({ recordId, words });
  };
  return (
    <div className="stack">
      <Notice look="attention">{t('check.ask')}</Notice>
      {/* Who changes the mind after an objection may still confirm; the objection stays on the timeline. */}
      <Button look="primary" isLarge onClick={() => setAsking('confirm')}>
        {t('check.confirm')}
      </Button>
      {record.state === 'presented' && (
        <Button isLarge onClick={() => setAsking('object')}>
          {t('check.object')}
        </Button>
      )}
      <Button look="quiet-danger" onClick={() => setAsking('refuse')}>
        {t('check.refuse')}
      </Button>
      {asking !== null && (
        <Confirm
          title={t(`check.${asking}Title`)}
          act={t(`check.${asking}`)}
          isBusy={confirm.isPending || object.isPending || refuse.isPending}
          error={confirm.error ?? object.error ?? refuse.error}
          onConfirm={act}
          onCancel={() => setAsking(null)}
        >
          {asking === 'confirm' ? (
            <p>{t('check.confirmHint')}</p>
          ) : (
            <Field label={t('check.words')}>
              <textarea
                className="input"
                rows={4}
                maxLength={2_000}
                value={words}
                onChange={(event) => setWords(event.target.value)}
              />
            </Field>
          )}
        </Confirm>
      )}
    </div>
  );
}

function Download({ recordId }: { recordId: string }) {
  const { t } = useTranslation('papers');
  const download = useAct(async () => saveFile(await matterHttp.download('recordPdf', { recordId })));
  return (
    <>
      <ErrorNotice error={download.error} />
      <Button isLarge isBusy={download.isBusy} onClick={download.run}>
        {t('download')}
      </Button>
    </>
  );
}
