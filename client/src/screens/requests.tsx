import { useTranslation } from 'react-i18next';
import { useMe } from '../features/auth/use-me.ts';
import { RequestAlarm } from '../features/requests/request-alarm.tsx';
import { RequestList } from '../features/requests/request-list.tsx';
import { paths } from '../lib/paths.ts';
import { useRememberedQuery } from '../lib/remembered-query.ts';
import { LinkButton } from '../ui/plain/button.tsx';
import { Page } from '../ui/plain/page.tsx';

/** Matters as window, hotline and organizer look after them. */
export function RequestsScreen() {
  const { t } = useTranslation('requests');
  const me = useMe().data;
  const { query, change } = useRememberedQuery('requests-filters');
  const isOrganizer = me?.kind === 'staff' && me.role === 'organizer';
  const isSupervisor = me?.kind === 'staff' && me.role === 'supervisor';
  return (
    <Page
      title={t('desk.title')}
      actions={
        <>
          {(isOrganizer || isSupervisor) && (
            <LinkButton to={paths.blockedRequesters} look="quiet">
              {t('block.list')}
            </LinkButton>
          )}
          <LinkButton to={paths.newRequest} look="primary">
            {t(isSupervisor ? 'form.titleAssigned' : 'desk.new')}
          </LinkButton>
        </>
      }
    >
      {isOrganizer && <RequestAlarm />}
      <RequestList query={query} change={change} />
    </Page>
  );
}
