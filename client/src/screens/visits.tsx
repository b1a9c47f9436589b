import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useMe } from '../features/auth/use-me.ts';
import { CallTasks } from '../features/notices/call-tasks.tsx';
import { VisitList } from '../features/visits/visit-list.tsx';
import { Tabs } from '../ui/console/tabs.tsx';
import { Page } from '../ui/plain/page.tsx';

const tabs = ['open', 'done', 'calls'] as const;

/** Calls of the window: return visits, what they came to, and what no message could tell. */
export function VisitsScreen() {
  const { t } = useTranslation('after');
  const me = useMe().data;
  const [query] = useSearchParams();
  const present = tabs.find((tab) => tab === query.get('tab')) ?? 'open';
  return (
    <Page title={t('visits.title')}>
      <Tabs label={t('visits.tabs')} tabs={tabs.map((key) => ({ key, title: t(`visits.${key}`) }))} present={present} />
      {present === 'calls' ? (
        <CallTasks />
      ) : (
        <VisitList key={present} show={present} mayOpen={me?.kind === 'staff' && me.role === 'organizer'} />
      )}
    </Page>
  );
}
