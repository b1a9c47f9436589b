import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { ClaimBoard } from '../features/desk/claim-board.tsx';
import { useBoard, useOwnMatters } from '../features/desk/desk-data.ts';
import { OwnMatters } from '../features/desk/own-matters.tsx';
import { ExpertNews } from '../features/experts/expert-news.tsx';
import { OwnProfile } from '../features/experts/own-profile.tsx';
import { ScheduleTab } from '../features/experts/schedule-tab.tsx';
import { paths } from '../lib/paths.ts';
import { useRoute } from '../lib/query.ts';
import { Tabs } from '../ui/console/tabs.tsx';
import { Badge } from '../ui/plain/badge.tsx';
import { LinkButton } from '../ui/plain/button.tsx';
import { Notice } from '../ui/plain/notice.tsx';
import { Page } from '../ui/plain/page.tsx';
import { Answered, Empty } from '../ui/plain/state.tsx';

const tabs = ['matters', 'board', 'schedule', 'profile'] as const;

/** The expert's desk: what is to be done, what may be claimed, when, and the own profile. */
export function DeskScreen() {
  const { t } = useTranslation(['desk', 'experts']);
  const [query] = useSearchParams();
  const present = tabs.find((tab) => tab === query.get('tab')) ?? 'matters';
  const answer = useRoute('ownExpert', {}, { refreshMs: 30_000 });
  const matters = useOwnMatters();
  const board = useBoard().data?.rows;
  const covering = board?.filter(({ isCovering }) => isCovering) ?? [];
  const counts: Partial<Record<(typeof tabs)[number], number>> = {
    matters: matters.open.length,
    board: board?.length ?? 0,
  };
  const titleOf = (key: (typeof tabs)[number]): string => {
    const n = counts[key] ?? 0;
    return n > 0 ? t('tabCount', { title: t(`tabs.${key}`), n }) : t(`tabs.${key}`);
  };
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
            actions={<LinkButton to={paths.newRequest}>{t('newMatter')}</LinkButton>}
          >
            {state !== 'active' && <Notice look="attention">{t(`experts:self.${state}`)}</Notice>}
            {state === 'active' && !isInPool && <Notice look="attention">{t('experts:self.termOver')}</Notice>}
            <ExpertNews expert={expert} />
            <Tabs label={t('tabsLabel')} tabs={tabs.map((key) => ({ key, title: titleOf(key) }))} present={present} />
            {present === 'matters' && covering.length > 0 && (
              <Notice
                look="attention"
                actions={<LinkButton to={`${paths.desk}?tab=board`}>{t('matters.toBoard')}</LinkButton>}
              >
                {t('matters.waiting', { n: covering.length })}
              </Notice>
            )}
            {present === 'matters' && <OwnMatters />}
            {present === 'board' && <ClaimBoard expert={expert} />}
            {present === 'schedule' && <ScheduleTab expert={expert} />}
            {present === 'profile' && <OwnProfile expert={expert} />}
          </Page>
        );
      }}
    </Answered>
  );
}
