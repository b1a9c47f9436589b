import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { recordOutcomes } from '#shared/record-content.ts';
import type { RecordDetail } from '#shared/records.ts';
import { fieldText } from '../../lib/error-text.ts';
import { useAction } from '../../lib/query.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Field } from '../../ui/plain/field.tsx';
import { LeaveGuard } from '../../ui/plain/leave-guard.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';
import { createDraftSaver, type DraftSaver, fieldsOf } from './draft-saver.ts';
import { RecordConflict } from './record-conflict.tsx';
import { RecordRisks } from './record-risks.tsx';
import { recordTemplates } from './record-templates.ts';
import { SaveStatusLine } from './save-status.tsx';
import './records.css';

type Text = 'place' | 'present' | 'facts' | 'questions' | 'advice' | 'outcomeNote';

/** A record while it is written, beside the call's picture or on a page of its own. Everything typed is saved by itself. */
export function RecordEditor({ record, onPresented }: { record: RecordDetail; onPresented?: () => void }) {
  const { t } = useTranslation('papers');
  // One saver for as long as this record is on the page; later looks at the record reach it through `adopt`.
  const [saver] = useState(() => createDraftSaver({ ...record, recordId: record.id }));
  const view = useSyncExternalStore(saver.subscribe, saver.view);
  const present = useAction('presentRecord', {
    refreshes: ['getRecord', 'listRecords'],
    onDone: () => onPresented?.(),
  });
  useEffect(() => () => saver.close(), [saver]);
  useEffect(() => saver.adopt(record.content, record.revision), [saver, record]);
  const { content } = view;
  const show = async () => {
    if (await saver.flush()) present.mutate({ recordId: record.id, revision: saver.view().revision });
  };
  const text = (field: Text, rows: number) => (
    <TextField key={field} saver={saver} field={field} rows={rows} value={content[field]} error={present.error} />
  );
  const isCheckUp = record.form === 'checkUp';
  return (
    <div className="record-editor stack">
      <LeaveGuard
        isOn={view.status.kind !== 'saved'}
        title={t('record.unsavedTitle')}
        words={t('record.unsavedHint')}
      />
      <div className="record-editor__head">
        <SaveStatusLine status={view.status} onRetry={() => void saver.flush()} />
        {!isCheckUp && <Templates saver={saver} />}
      </div>
      {fieldsOf(view.conflicts).map((field) => (
        <RecordConflict
          key={field}
          saver={saver}
          field={field}
          theirs={view.conflicts[field] ?? null}
          mine={content[field]}
        />
      ))}
      {text('present', 1)}
      {text('place', 1)}
      {text('facts', 6)}
      {text('questions', 3)}
      {isCheckUp && <RecordRisks saver={saver} risks={content.risks} error={present.error} />}
      {text('advice', 6)}
      <Field label={t('record.outcome')} error={fieldText(present.error, 'outcome')}>
        <select
          className="input"
          value={content.outcome ?? ''}
          onChange={(event) =>
            saver.change('outcome', recordOutcomes.find((each) => each === event.target.value) ?? null)
          }
        >
          <option value="">{t('record.chooseOutcome')}</option>
          {recordOutcomes.map((outcome) => (
            <option key={outcome} value={outcome}>
              {t(`outcome.${outcome}`)}
            </option>
          ))}
        </select>
      </Field>
      {text('outcomeNote', 2)}
      <ErrorNotice error={present.error} />
      <div className="row">
        <Button
          look="primary"
          isBusy={present.isPending}
          disabled={fieldsOf(view.conflicts).length > 0}
          onClick={() => void show()}
        >
          {t('record.presentAct')}
        </Button>
        <span className="soft small">{t('record.presentHint')}</span>
      </div>
    </div>
  );
}

type TextFieldProps = { saver: DraftSaver; field: Text; rows: number; value: string; error: unknown };

function TextField({ saver, field, rows, value, error }: TextFieldProps) {
  const { t } = useTranslation('papers');
  const common = {
    className: 'input',
    value,
    onBlur: () => void saver.flush(),
    onChange: (event: { target: { value: string } }) => saver.change(field, event.target.value),
  };
  return (
    <Field label={t(`record.${field}`)} error={fieldText(error, field)}>
      {rows === 1 ? <input {...common} maxLength={100} /> : <textarea {...common} rows={rows} maxLength={8_000} />}
    </Field>
  );
}

/** Puts the skeleton of a usual matter into what is still empty; nothing that was typed is touched. */
function Templates({ saver }: { saver: DraftSaver }) {
  const { t } = useTranslation('papers');
  const apply = (key: string) => {
    const template = recordTemplates.find((each) => each.key === key);
    for (const field of ['facts', 'questions', 'advice'] as const) {
      if (template && saver.view().content[field].trim() === '') saver.change(field, template[field]);
    }
  };
  return (
    <select
      className="input record-editor__templates"
      value=""
      aria-label={t('record.template')}
      onChange={(event) => apply(event.target.value)}
    >
      <option value="">{t('record.template')}</option>
      {recordTemplates.map(({ key, title }) => (
        <option key={key} value={key}>
          {title}
        </option>
      ))}
    </select>
  );
}
