import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClientError } from '../../lib/client-error.ts';
import { useDraft } from '../../lib/draft.ts';
import { fieldText } from '../../lib/error-text.ts';
import type { RouteOutput } from '../../lib/http-client.ts';
import { paths } from '../../lib/paths.ts';
import { useAction } from '../../lib/query.ts';
import { useFirstFault } from '../../lib/use-first-fault.ts';
import { Button, LinkButton } from '../../ui/plain/button.tsx';
import { Field } from '../../ui/plain/field.tsx';
import { LeaveGuard } from '../../ui/plain/leave-guard.tsx';
import { LegalFieldOptions } from '../../ui/plain/legal-field-options.tsx';
import { ErrorNotice, Notice } from '../../ui/plain/notice.tsx';
import { Tick } from '../../ui/plain/tick.tsx';
import { AskedFields, type Places } from './asked-fields.tsx';
import { type Filing, nothingFiled, type StaffChannel, staffInput } from './filing-input.ts';
import { NoticeBox, noConsent } from './notice-box.tsx';
import './requests.css';

export type FiledByStaff = { filed: RouteOutput<'fileForCitizen'>; name: string; channel: StaffChannel };

type FilingFormProps = {
  channels: readonly StaffChannel[];
  places: Places;
  onFiled: (filed: FiledByStaff) => void;
};

/** Typed in for somebody, at a window or on the telephone. What was typed survives a reload. */
export function FilingForm({ channels, places, onFiled }: FilingFormProps) {
  const { t } = useTranslation(['requests', 'common']);
  const draft = useDraft('filing', nothingFiled);
  const [consent, setConsent] = useState(noConsent);
  const [isTried, setTried] = useState(false);
  const filing = draft.value;
  const channel = channels.find((each) => each === filing.channel) ?? channels[0];
  const file = useAction('fileForCitizen', {
    refreshes: ['listRequests'],
    onDone: (filed, { name, channel: by }) => {
      draft.forget();
      onFiled({ filed, name, channel: by });
    },
  });
  const form = useFirstFault(file.error);
  if (channel === undefined) return null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (consent.hasRead && !file.isPending) file.mutate(staffInput(filing, channel, consent));
  };
  return (
    <form ref={form} className="stack stack--wide" noValidate onSubmit={submit}>
      <LeaveGuard isOn={draft.isDirty && !file.isSuccess} title={t('form.title')} words={t('form.leave')} />
      {draft.isRestored && <Notice>{t('help.restored')}</Notice>}
      <div className="card stack">
        <p className="soft">{t('form.hint')}</p>
        {channels.length > 1 && (
          <Channels channels={channels} chosen={channel} onChoose={(chosen) => draft.change({ channel: chosen })} />
        )}
        {channel === 'enterprise' && <FirmFields filing={filing} change={draft.change} error={file.error} />}
        {channel === 'assigned' && <AssignmentFields filing={filing} change={draft.change} error={file.error} />}
        <AskedFields words="form" asked={filing} change={draft.change} places={places} error={file.error} />
        <Field label={t('form.field')}>
          <select
            className="input request-filter"
            value={filing.field}
            onChange={(event) => draft.change({ field: event.target.value })}
          >
            <LegalFieldOptions none={t('form.fieldLater')} />
          </select>
        </Field>
        <Tick isOn={filing.isUrgent} onChange={(isUrgent) => draft.change({ isUrgent })} words={t('form.urgent')} />
      </div>
      <NoticeBox words="form" consent={consent} onChange={setConsent} isMissing={isTried} />
      <FilingError error={file.error} name={filing.name} />
      <div className="row">
        <Button type="submit" look="primary" isLarge isBusy={file.isPending}>
          {t('form.save')}
        </Button>
      </div>
    </form>
  );
}

/** The answer got lost on its way, and the matter is there: a second one must not be made. */
function FilingError({ error, name }: { error: unknown; name: string }) {
  const { t } = useTranslation('requests');
  const isThere = error instanceof ClientError && error.reason === 'command_already_done';
  if (!isThere) return <ErrorNotice error={error} />;
  const list = `${paths.requests}?search=${encodeURIComponent(name)}`;
  return (
    <Notice look="attention" actions={<LinkButton to={list}>{t('form.lookItUp')}</LinkButton>}>
      {t('form.isThere')}
    </Notice>
  );
}

type ChannelsProps = {
  channels: readonly StaffChannel[];
  chosen: StaffChannel;
  onChoose: (channel: StaffChannel) => void;
};

function Channels({ channels, chosen, onChoose }: ChannelsProps) {
  const { t } = useTranslation('requests');
  return (
    <fieldset className="field">
      <legend className="field__label">{t('form.channel')}</legend>
      <div className="row">
        {channels.map((each) => (
          <label key={each} className="check">
            <input type="radio" name="channel" checked={each === chosen} onChange={() => onChoose(each)} />
            {t(`channel.${each}`)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

type PartProps = { filing: Filing; change: (part: Partial<Filing>) => void; error: unknown };

function FirmFields({ filing, change, error }: PartProps) {
  const { t } = useTranslation('requests');
  return (
    <>
      <Field label={t('help.firmName')} error={fieldText(error, 'firm.name')}>
        <input
          className="input"
          maxLength={80}
          value={filing.firmName}
          onChange={(event) => change({ firmName: event.target.value })}
        />
      </Field>
      <Field label={t('help.creditCode')} hint={t('form.creditCodeHint')} error={fieldText(error, 'firm.creditCode')}>
        <input
          className="input"
          maxLength={18}
          value={filing.creditCode}
          onChange={(event) => change({ creditCode: event.target.value })}
        />
      </Field>
      <Field label={t('form.contact')} error={fieldText(error, 'firm.contact')}>
        <input
          className="input"
          maxLength={40}
          value={filing.contact}
          onChange={(event) => change({ contact: event.target.value })}
        />
      </Field>
    </>
  );
}

function AssignmentFields({ filing, change, error }: PartProps) {
  const { t } = useTranslation('requests');
  return (
    <>
      <Field label={t('form.assignedBy')} error={fieldText(error, 'assignment.by')}>
        <input
          className="input"
          maxLength={40}
          value={filing.assignedBy}
          onChange={(event) => change({ assignedBy: event.target.value })}
        />
      </Field>
      <Field label={t('form.document')} error={fieldText(error, 'assignment.documentNumber')}>
        <input
          className="input"
          maxLength={60}
          value={filing.documentNumber}
          onChange={(event) => change({ documentNumber: event.target.value })}
        />
      </Field>
      <Field label={t('form.dueOn')} error={fieldText(error, 'assignment.dueOn')}>
        <input
          className="input request-filter"
          type="date"
          value={filing.dueOn}
          onChange={(event) => change({ dueOn: event.target.value })}
        />
      </Field>
      <Tick
        isOn={filing.mustReportBack}
        onChange={(mustReportBack) => change({ mustReportBack })}
        words={t('form.report')}
      />
    </>
  );
}
