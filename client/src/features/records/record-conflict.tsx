import { useTranslation } from 'react-i18next';
import type { RecordContent, RecordField } from '#shared/record-content.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Notice } from '../../ui/plain/notice.tsx';
import type { DraftSaver } from './draft-saver.ts';

type Value = RecordContent[RecordField];
type ConflictProps = { saver: DraftSaver; field: RecordField; theirs: Value; mine: Value };

const isText = (value: Value): value is string => typeof value === 'string';

/** Another window was first with this field: both texts side by side, and a person chooses. */
export function RecordConflict({ saver, field, theirs, mine }: ConflictProps) {
  const { t } = useTranslation('papers');
  const settle = (value: Value) => saver.settle(field, value as never);
  return (
    <Notice look="attention" title={t('conflict.title', { field: t(`record.${field}`) })}>
      <p className="small">{t('conflict.hint')}</p>
      {isText(theirs) && isText(mine) && (
        <div className="record-conflict">
          <div>
            <strong>{t('conflict.mine')}</strong>
            <p className="record-conflict__text">{mine}</p>
          </div>
          <div>
            <strong>{t('conflict.theirs')}</strong>
            <p className="record-conflict__text">{theirs}</p>
          </div>
        </div>
      )}
      <div className="row">
        <Button onClick={() => settle(theirs)}>{t('conflict.takeTheirs')}</Button>
        <Button onClick={() => settle(mine)}>{t('conflict.takeMine')}</Button>
        {isText(theirs) && isText(mine) && (
          <Button onClick={() => settle(`${theirs}\n${mine}`)}>{t('conflict.takeBoth')}</Button>
        )}
      </div>
    </Notice>
  );
}
