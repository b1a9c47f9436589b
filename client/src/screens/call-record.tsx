import { useTranslation } from 'react-i18next';
import type { RecordDetail } from '#shared/records.ts';
import { RecordActions } from '../features/records/record-actions.tsx';
import { RecordCheck } from '../features/records/record-check.tsx';
import { RecordEditor } from '../features/records/record-editor.tsx';
import { RecordText } from '../features/records/record-text.tsx';
import { useAction, useRoute } from '../lib/query.ts';
import { Badge } from '../ui/plain/badge.tsx';
import { Button } from '../ui/plain/button.tsx';
import { ErrorNotice } from '../ui/plain/notice.tsx';
import { Answered } from '../ui/plain/state.tsx';

type RecordId = RecordDetail['id'];

/** For the citizen in the talk: what was presented, to be confirmed or objected to without leaving. */
export function CitizensRecord({ recordId }: { recordId: RecordId }) {
  return (
    <div className="call-record">
      <RecordCheck recordId={recordId} />
    </div>
  );
}

type StaffsRecordProps = { requestId: string; consultationId: string; recordId: RecordId | null; mayWrite: boolean };

/** For the expert in the talk: written while one speaks, read once it was presented. */
export function StaffsRecord({ requestId, consultationId, recordId, mayWrite }: StaffsRecordProps) {
  const { t } = useTranslation('papers');
  const open = useAction('openRecord', { refreshes: ['listRecords'] });
  return (
    <div className="call-record stack">
      {recordId !== null ? (
        <OneRecord key={recordId} recordId={recordId} />
      ) : mayWrite ? (
        <>
          <p className="soft">{t('record.besideHint')}</p>
          <Button
            look="primary"
            isLarge
            isBusy={open.isPending}
            onClick={() => open.mutate({ requestId, consultationId })}
          >
            {t('record.write')}
          </Button>
        </>
      ) : (
        <p className="soft">{t('record.notYet')}</p>
      )}
      <ErrorNotice error={open.error} />
    </div>
  );
}

function OneRecord({ recordId }: { recordId: RecordId }) {
  const { t } = useTranslation('papers');
  const answer = useRoute('getRecord', { recordId }, { refreshMs: 5_000 });
  return (
    <Answered of={answer}>
      {(record) =>
        record.state === 'draft' && record.mayWrite ? (
          <RecordEditor record={record} />
        ) : (
          <>
            <div>
              <Badge look={record.state === 'objected' ? 'attention' : 'neutral'}>
                {t(`recordState.${record.state}`)}
              </Badge>
            </div>
            <RecordText record={record} />
            <RecordActions record={record} onRevised={() => void answer.refetch()} />
          </>
        )
      }
    </Answered>
  );
}
