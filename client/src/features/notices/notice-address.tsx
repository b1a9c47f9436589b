import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldText } from '../../lib/error-text.ts';
import type { RouteOutput } from '../../lib/http-client.ts';
import { useAction, useRoute } from '../../lib/query.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Field } from '../../ui/plain/field.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';
import { Answered } from '../../ui/plain/state.tsx';
import { toast } from '../../ui/plain/toast.tsx';

/** Where a person wants to be told besides the page. */
export function NoticeAddress() {
  const { t } = useTranslation('notices');
  const answer = useRoute('getNoticeAddress', {});
  return (
    <section className="card stack" aria-labelledby="notice-address">
      <h2 id="notice-address">{t('address.title')}</h2>
      <p className="soft">{t('address.hint')}</p>
      <Answered of={answer}>{(address) => <AddressForm given={address} />}</Answered>
    </section>
  );
}

function AddressForm({ given }: { given: RouteOutput<'getNoticeAddress'> }) {
  const { t } = useTranslation(['notices', 'common']);
  const [phone, setPhone] = useState(given.phone);
  const [email, setEmail] = useState(given.email);
  const save = useAction('setNoticeAddress', {
    refreshes: ['getNoticeAddress'],
    onDone: () => toast(t('address.saved')),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending) save.mutate({ phone: phone.replace(/[\s-]/g, ''), email: email.trim() });
  };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <Field label={t('address.phone')} error={fieldText(save.error, 'phone')}>
        <input
          className="input"
          type="tel"
          autoComplete="tel"
          maxLength={20}
          value={phone}
          onChange={(event) => setPhone(event.target.value)}
        />
      </Field>
      <Field label={t('address.email')} error={fieldText(save.error, 'email')}>
        <input
          className="input"
          type="email"
          autoComplete="email"
          maxLength={120}
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
      </Field>
      <ErrorNotice error={save.error} />
      <div className="row">
        <Button type="submit" isBusy={save.isPending}>
          {t('common:action.save')}
        </Button>
      </div>
    </form>
  );
}
