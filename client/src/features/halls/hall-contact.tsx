import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Hall } from '#shared/halls.ts';
import { fieldText } from '../../lib/error-text.ts';
import { useAction } from '../../lib/query.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Field } from '../../ui/plain/field.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';
import { toast } from '../../ui/plain/toast.tsx';

type HallContactProps = { hall: Hall; mayKeep: boolean; mayReveal: boolean };

/** Whom to call when a hall is missing. The number is masked until somebody asks for it, which is noted. */
export function HallContact({ hall, mayKeep, mayReveal }: HallContactProps) {
  const { t } = useTranslation('orgs');
  const [isEditing, setEditing] = useState(false);
  const reveal = useAction('revealHallPhone');
  const phone = reveal.data?.contactPhone ?? hall.contactPhone;
  return (
    <section className="stack" aria-labelledby="hall-contact">
      <h3 id="hall-contact">{t('hall.contact')}</h3>
      {isEditing ? (
        <ContactForm
          hall={hall}
          onClose={() => {
            reveal.reset();
            setEditing(false);
          }}
        />
      ) : (
        <>
          <dl className="contact">
            <dt>{t('hall.contactName')}</dt>
            <dd>{hall.contactName || t('hall.none')}</dd>
            <dt>{t('hall.contactPhone')}</dt>
            <dd>
              {phone || t('hall.none')}
              {reveal.data && <div className="soft small">{t('hall.revealed')}</div>}
            </dd>
          </dl>
          <ErrorNotice error={reveal.error} />
          <div className="row">
            {mayReveal && hall.contactPhone && !reveal.data && (
              <Button isBusy={reveal.isPending} onClick={() => reveal.mutate({ hallId: hall.id })}>
                {t('hall.reveal')}
              </Button>
            )}
            {mayKeep && <Button onClick={() => setEditing(true)}>{t('hall.editContact')}</Button>}
          </div>
        </>
      )}
    </section>
  );
}

function ContactForm({ hall, onClose }: { hall: Hall; onClose: () => void }) {
  const { t } = useTranslation(['orgs', 'common']);
  const [contactName, setName] = useState(hall.contactName);
  const [phone, setPhone] = useState('');
  const [isDropped, setDropped] = useState(false);
  const update = useAction('updateHall', {
    refreshes: ['listHalls'],
    onDone: () => {
      toast(t('hall.saved'));
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (update.isPending) return;
    const contactPhone = isDropped ? '' : phone.trim();
    update.mutate({ hallId: hall.id, contactName, ...(isDropped || contactPhone ? { contactPhone } : {}) });
  };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <Field label={t('hall.contactName')} error={fieldText(update.error, 'contactName')}>
        <input className="input" maxLength={40} value={contactName} onChange={(event) => setName(event.target.value)} />
      </Field>
      {!isDropped && (
        <Field label={t('hall.newPhone')} hint={t('hall.newPhoneHint')} error={fieldText(update.error, 'contactPhone')}>
          <input
            className="input"
            type="tel"
            maxLength={20}
            value={phone}
            onChange={(event) => setPhone(event.target.value)}
          />
        </Field>
      )}
      {hall.contactPhone && (
        <label className="check">
          <input type="checkbox" checked={isDropped} onChange={(event) => setDropped(event.target.checked)} />
          {t('hall.dropPhone')}
        </label>
      )}
      <ErrorNotice error={update.error} />
      <div className="row">
        <Button look="primary" type="submit" isBusy={update.isPending}>
          {t('common:action.save')}
        </Button>
        <Button onClick={onClose}>{t('common:action.cancel')}</Button>
      </div>
    </form>
  );
}
