import { useTranslation } from 'react-i18next';
import { type AgreementParty, agreementRules } from '#shared/agreements.ts';
import { fieldText } from '../../lib/error-text.ts';
import { newPartId } from '../../lib/part-id.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Field } from '../../ui/plain/field.tsx';

export type PartyRow = Pick<AgreementParty, 'id' | 'name' | 'idTail' | 'address' | 'phone' | 'isCitizen'>;
type PartiesProps = { parties: PartyRow[]; error: unknown; onChange: (parties: PartyRow[]) => void };

/** Who is in an agreement; whoever asked for help is always one of them. */
export function AgreementParties({ parties, error, onChange }: PartiesProps) {
  const { t } = useTranslation('papers');
  const change = (id: PartyRow['id'], part: Partial<PartyRow>) =>
    onChange(parties.map((party) => (party.id === id ? { ...party, ...part } : party)));
  const add = () =>
    onChange([...parties, { id: newPartId(), name: '', idTail: null, address: '', phone: '', isCitizen: false }]);
  return (
    <fieldset className="stack">
      <legend className="field__label">{t('agreement.partiesField')}</legend>
      {parties.map((party, n) => (
        <div key={party.id} className="agreement-party">
          <Field
            label={t(party.isCitizen ? 'party.citizen' : 'party.other', { n: n + 1 })}
            error={fieldText(error, `parties.${n}.name`)}
          >
            <input
              className="input"
              maxLength={40}
              value={party.name}
              onChange={(event) => change(party.id, { name: event.target.value })}
            />
          </Field>
          <Field label={t('party.idTail')} error={fieldText(error, `parties.${n}.idTail`)}>
            <input
              className="input"
              maxLength={4}
              value={party.idTail ?? ''}
              onChange={(event) => change(party.id, { idTail: event.target.value.toUpperCase() || null })}
            />
          </Field>
          <Field label={t('party.address')}>
            <input
              className="input"
              maxLength={100}
              value={party.address}
              onChange={(event) => change(party.id, { address: event.target.value })}
            />
          </Field>
          {!party.isCitizen && (
            <Field label={t('party.phone')} hint={t('party.phoneHint')} error={fieldText(error, `parties.${n}.phone`)}>
              <input
                className="input"
                type="tel"
                maxLength={30}
                value={party.phone}
                onChange={(event) => change(party.id, { phone: event.target.value })}
              />
            </Field>
          )}
          {!party.isCitizen && (
            <Button look="quiet-danger" onClick={() => onChange(parties.filter(({ id }) => id !== party.id))}>
              {t('party.remove')}
            </Button>
          )}
        </div>
      ))}
      <div>{parties.length < agreementRules.maxParties && <Button onClick={add}>{t('party.add')}</Button>}</div>
    </fieldset>
  );
}
