import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDraft } from '../../lib/draft.ts';
import { fieldText } from '../../lib/error-text.ts';
import type { RouteOutput } from '../../lib/http-client.ts';
import { useAction } from '../../lib/query.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Field } from '../../ui/plain/field.tsx';
import { ErrorNotice, Notice } from '../../ui/plain/notice.tsx';
import { browserKey } from './browser-key.ts';
import { type PlaceId, PlaceSearch } from './place-search.tsx';

type HelpFormProps = {
  places: RouteOutput<'publicPlaces'>['places'];
  onFiled: (filed: RouteOutput<'fileRequest'>) => void;
};

const empty = { text: '', name: '', phone: '', otherParty: '', firmName: '', creditCode: '', guardian: '' };

/** Four fields on a phone; what else may be said folds away until it is wanted. */
export function HelpForm({ places, onFiled }: HelpFormProps) {
  const { t } = useTranslation('requests');
  const draft = useDraft('help', empty);
  const [placeId, setPlaceId] = useState<PlaceId | null>(null);
  const [isFirm, setFirm] = useState(false);
  const [isForMinor, setForMinor] = useState(false);
  const [hasRead, setRead] = useState(false);
  const [agreesSensitive, setAgrees] = useState(false);
  const [isNoticeMissing, setNoticeMissing] = useState(false);
  const file = useAction('fileRequest', {
    onDone: (filed) => {
      draft.forget();
      onFiled(filed);
    },
  });
  const { text, name, phone, otherParty, firmName, creditCode, guardian } = draft.value;
  const submit = () => {
    setNoticeMissing(!hasRead);
    if (!hasRead) return;
    const firm = isFirm ? { name: firmName, creditCode, contact: name } : null;
    file.mutate({
      ...{ text, name, phone, placeId, otherParty, agreesSensitive, firm },
      guardian: isForMinor ? guardian : '',
      readNotice: true,
      browserKey: browserKey(),
    });
  };
  const line = (key: keyof typeof empty, label: string, more: object = {}, path: string = key) => (
    <Field label={label} error={fieldText(file.error, path)}>
      <input
        className="input"
        maxLength={80}
        value={draft.value[key]}
        onChange={(event) => draft.change({ [key]: event.target.value })}
        {...more}
      />
    </Field>
  );
  return (
    <form
      className="stack stack--wide"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {draft.isRestored && <Notice>{t('help.restored')}</Notice>}
      <Field label={t('help.text')} hint={t('help.textHint')} error={fieldText(file.error, 'text')}>
        <textarea
          className="input"
          rows={5}
          maxLength={2000}
          value={text}
          onChange={(event) => draft.change({ text: event.target.value })}
        />
      </Field>
      {line('name', t('help.name'), { autoComplete: 'name' })}
      <Field label={t('help.phone')} hint={t('help.phoneHint')} error={fieldText(file.error, 'phone')}>
        <input
          className="input"
          type="tel"
          inputMode="tel"
          autoComplete="tel"
          maxLength={20}
          value={phone}
          onChange={(event) => draft.change({ phone: event.target.value })}
        />
      </Field>
      <PlaceSearch
        label={t('help.place')}
        places={places}
        chosen={placeId}
        onChoose={setPlaceId}
        error={fieldText(file.error, 'placeId')}
      />
      {line('otherParty', t('help.otherParty'))}
      <Tick isOn={isFirm} onChange={setFirm} words={t('help.isFirm')} />
      {isFirm && line('firmName', t('help.firmName'), { autoComplete: 'organization' }, 'firm.name')}
      {isFirm && line('creditCode', t('help.creditCode'), { maxLength: 18 }, 'firm.creditCode')}
      <Tick isOn={isForMinor} onChange={setForMinor} words={t('help.isForMinor')} />
      {isForMinor && line('guardian', t('help.guardian'))}
      <fieldset className="card stack">
        <legend className="visually-hidden">{t('help.noticeTitle')}</legend>
        <h2>{t('help.noticeTitle')}</h2>
        <p className="small">{t('help.notice')}</p>
        <Tick isOn={hasRead} onChange={setRead} words={t('help.readNotice')} />
        {isNoticeMissing && !hasRead && (
          <div className="field__error" role="alert">
            {t('help.noticeMissing')}
          </div>
        )}
        <Tick isOn={agreesSensitive} onChange={setAgrees} words={t('help.agreesSensitive')} />
      </fieldset>
      <ErrorNotice error={file.error} />
      <Button type="submit" look="primary" isLarge isBusy={file.isPending}>
        {t('help.submit')}
      </Button>
    </form>
  );
}

export function Tick({ isOn, onChange, words }: { isOn: boolean; onChange: (isOn: boolean) => void; words: string }) {
  return (
    <label className="check">
      <input type="checkbox" checked={isOn} onChange={(event) => onChange(event.target.checked)} />
      {words}
    </label>
  );
}
