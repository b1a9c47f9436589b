import { useTranslation } from 'react-i18next';
import { fieldText } from '../../lib/error-text.ts';
import type { RouteOutput } from '../../lib/http-client.ts';
import { Field } from '../../ui/plain/field.tsx';
import { Tick } from '../../ui/plain/tick.tsx';
import { PlaceSearch } from './place-search.tsx';

export type Places = RouteOutput<'publicPlaces'>['places'];

/** What every channel asks, as it is typed; kept as one draft. */
export const nothingAsked = {
  text: '',
  name: '',
  phone: '',
  placeId: '',
  otherParty: '',
  isForMinor: false,
  guardian: '',
};
export type Asked = typeof nothingAsked;

/** As the server wants it. */
export const askedInput = ({ text, name, phone, placeId, otherParty, isForMinor, guardian }: Asked) => ({
  ...{ text, name, phone, otherParty },
  placeId: placeId || null,
  guardian: isForMinor ? guardian : '',
});

type AskedFieldsProps = {
  /** help: to the citizen; form: to whoever fills it in for somebody. */
  words: 'help' | 'form';
  asked: Asked;
  change: (part: Partial<Asked>) => void;
  places: Places;
  error: unknown;
};

type Written = 'name' | 'otherParty' | 'guardian';

export function AskedFields({ words, asked, change, places, error }: AskedFieldsProps) {
  const { t } = useTranslation('requests');
  const isOwn = words === 'help';
  const line = (key: Written, hint?: string) => (
    <Field label={t(`${words}.${key}`)} hint={hint} error={fieldText(error, key)}>
      <input
        className="input"
        maxLength={key === 'otherParty' ? 80 : 40}
        autoComplete={isOwn && key === 'name' ? 'name' : 'off'}
        value={asked[key]}
        onChange={(event) => change({ [key]: event.target.value })}
      />
    </Field>
  );
  return (
    <>
      <Field label={t(`${words}.text`)} hint={t(`${words}.textHint`)} error={fieldText(error, 'text')}>
        <textarea
          className="input"
          rows={5}
          maxLength={2000}
          value={asked.text}
          onChange={(event) => change({ text: event.target.value })}
        />
      </Field>
      {line('name')}
      <Field label={t(`${words}.phone`)} hint={t(`${words}.phoneHint`)} error={fieldText(error, 'phone')}>
        <input
          className="input"
          type="tel"
          inputMode="tel"
          autoComplete={isOwn ? 'tel' : 'off'}
          maxLength={20}
          value={asked.phone}
          onChange={(event) => change({ phone: event.target.value })}
        />
      </Field>
      <PlaceSearch
        label={t(`${words}.place`)}
        places={places}
        chosen={places.find(({ id }) => id === asked.placeId)?.id ?? null}
        onChoose={(placeId) => change({ placeId: placeId ?? '' })}
        error={fieldText(error, 'placeId')}
      />
      {line('otherParty', t('help.otherPartyHint'))}
      <Tick
        isOn={asked.isForMinor}
        onChange={(isForMinor) => change({ isForMinor })}
        words={t(`${words}.isForMinor`)}
      />
      {asked.isForMinor && line('guardian')}
    </>
  );
}
