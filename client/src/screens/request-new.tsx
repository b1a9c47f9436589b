import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../features/auth/use-me.ts';
import { FiledByStaffCard } from '../features/requests/filed-by-staff.tsx';
import { type FiledByStaff, FilingForm } from '../features/requests/filing-form.tsx';
import { channelsOf } from '../features/requests/filing-input.ts';
import { paths } from '../lib/paths.ts';
import { useRoute } from '../lib/query.ts';
import { LinkButton } from '../ui/plain/button.tsx';
import { Page } from '../ui/plain/page.tsx';
import { Answered, Empty } from '../ui/plain/state.tsx';

/** A matter typed in for somebody, in two minutes and without a mouse. */
export function NewRequestScreen() {
  const { t } = useTranslation('requests');
  const me = useMe().data;
  const places = useRoute('publicPlaces', {});
  const [done, setDone] = useState<FiledByStaff | null>(null);
  const channels = me?.kind === 'staff' ? channelsOf(me.role) : [];
  const back = (
    <LinkButton to={me?.kind === 'staff' && me.role === 'expert' ? paths.desk : paths.requests} look="quiet">
      {t('detail.back')}
    </LinkButton>
  );
  return (
    <Page title={t(channels[0] === 'assigned' ? 'form.titleAssigned' : 'form.title')} width="reading" actions={back}>
      <Answered of={places}>
        {({ places: list, helpTelephone }) =>
          channels.length === 0 ? (
            <Empty title={t('form.notYours')} />
          ) : done ? (
            <FiledByStaffCard done={done} helpTelephone={helpTelephone} onAnother={() => setDone(null)} />
          ) : (
            <FilingForm channels={channels} places={list} onFiled={setDone} />
          )
        }
      </Answered>
    </Page>
  );
}
