import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { ExpertNews } from '../features/experts/expert-news.tsx';
import { OwnProfile } from '../features/experts/own-profile.tsx';
import { ScheduleTab } from '../features/experts/schedule-tab.tsx';
import { useRoute } from '../lib/query.ts';
import { Tabs } from '../ui/console/tabs.tsx';
import { Badge } from '../ui/plain/badge.tsx';
import { Notice } from '../ui/plain/notice.tsx';
import { Page } from '../ui/plain/page.tsx';
import { Answered, Empty } from '../ui/plain/state.tsx';

const tabs = ['schedule', 'profile'] as const;

/** The expert's desk: hours and profile. */
export function DeskScreen() {
  const { t } = useTranslation(['desk', 'experts']);
  const [query] = useSearchParams();
  const present = tabs.find((tab) => tab === query.get('tab')) ?? 'schedule';
  const answer = useRoute('ownExpert', {}, { refreshMs: 30_000 });
  return (
    <Answered of={answer}>
      {({ expert }) => {
        if (expert === null) {
          return (
            <Page title={t('title')}>
              <Empty title={t('experts:self.none')} hint={t('experts:self.noneHint')} />
            </Page>
          );
        }
        const { openMatters: n, cap, state, isInPool } = expert;
        return (
          <Page
            title={t('title')}
            beside={
              <Badge look={n >= cap ? 'attention' : 'info'}>{t(n >= cap ? 'loadFull' : 'load', { n, cap })}</Badge>
            }
          >
            {state !== 'active' && <Notice look="attention">{t(`experts:self.${state}`)}</Notice>}
            {state === 'active' && !isInPool && <Notice look="attention">{t('experts:self.termOver')}</Notice>}
            <ExpertNews expert={expert} />
            <Tabs
              label={t('tabsLabel')}
              tabs={tabs.map((key) => ({ key, title: t(`tabs.${key}`) }))}
              present={present}
            />
            {present === 'schedule' && <ScheduleTab expert={expert} />}
            {present === 'profile' && <OwnProfile expert={expert} />}
          </Page>
        );
      }}
    </Answered>
  );
}
