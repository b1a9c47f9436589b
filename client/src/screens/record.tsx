import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { RecordActions } from '../features/records/record-actions.tsx';
import { RecordEditor } from '../features/records/record-editor.tsx';
import { RecordText } from '../features/records/record-text.tsx';
import { useRoute } from '../lib/query.ts';
import { Badge } from '../ui/plain/badge.tsx';
import { Page } from '../ui/plain/page.tsx';
import { Answered } from '../ui/plain/state.tsx';

/** One record for those who write or read it: the editor while it is a draft, the text afterwards. */
export function RecordScreen() {
  const { t } = useTranslation('papers');
  const recordId = useParams().recordId ?? '';
  const answer = useRoute('getRecord', { recordId }, { refreshMs: 10_000 });
  // A draft that was taken back is a new start for the editor.
  const [round, setRound] = useState(0);
  return (
    <Answered of={answer}>
      {(record) => (
        <Page
          title={t(`form.${record.form}`)}
          width="reading"
          beside={<Badge>{t(`recordState.${record.state}`)}</Badge>}
        >
          <div className="card stack">
            {record.state === 'draft' && record.mayWrite ? (
              <RecordEditor key={`${record.id}-${round}`} record={record} />
            ) : (
              <>
                <RecordText record={record} />
                <RecordActions record={record} onRevised={() => setRound(round + 1)} />
              </>
            )}
          </div>
        </Page>
      )}
    </Answered>
  );
}
