import { useTranslation } from 'react-i18next';
import { useMe } from '../features/auth/use-me.ts';
import { BlockedList } from '../features/requests/blocked-list.tsx';
import { paths } from '../lib/paths.ts';
import { LinkButton } from '../ui/plain/button.tsx';
import { Page } from '../ui/plain/page.tsx';

/** Requesters who are blocked for a time. */
export function BlockedRequestersScreen() {
  const { t } = useTranslation('requests');
  const me = useMe().data;
  return (
    <Page
      title={t('block.list')}
      actions={
        <LinkButton to={paths.requests} look="quiet">
          {t('detail.back')}
        </LinkButton>
      }
    >
      <BlockedList mayEnd={me?.kind === 'staff' && me.role === 'supervisor'} />
    </Page>
  );
}
