import { useTranslation } from 'react-i18next';
import { useMe } from '../features/auth/use-me.ts';
import { LectureFilters } from '../features/lectures/lecture-filters.tsx';
import { LectureList } from '../features/lectures/lecture-list.tsx';
import { LectureWeek } from '../features/lectures/lecture-week.tsx';
import { paths } from '../lib/paths.ts';
import { useRememberedQuery } from '../lib/remembered-query.ts';
import { LinkButton } from '../ui/plain/button.tsx';
import { Page } from '../ui/plain/page.tsx';

/** Organizers' and lecturers' first page: what is planned, running and over. */
export function LecturesScreen() {
  const { t } = useTranslation('lectures');
  const me = useMe().data;
  const selfId = me?.kind === 'staff' && me.role === 'lecturer' ? me.accountId : null;
  const mayPlan = me?.kind === 'staff' && me.role === 'organizer';
  const { query, change } = useRememberedQuery('lectures-filters');
  const view = query.get('view') === 'week' ? 'week' : 'list';
  const planButton = mayPlan && (
    <LinkButton to={paths.newLecture} look="primary">
      {t('list.plan')}
    </LinkButton>
  );
  return (
    <Page title={t('list.title')} actions={planButton}>
      <LectureFilters query={query} change={change} view={view} />
      {view === 'week' ? (
        <LectureWeek query={query} change={change} selfId={selfId} />
      ) : (
        <LectureList query={query} change={change} mayPlan={mayPlan} planButton={planButton} selfId={selfId} />
      )}
    </Page>
  );
}
