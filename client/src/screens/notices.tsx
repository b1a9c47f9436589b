import { useTranslation } from 'react-i18next';
import { NoticeAddress } from '../features/notices/notice-address.tsx';
import { NoticeRows } from '../features/notices/notice-rows.tsx';
import { useAction, usePages } from '../lib/query.ts';
import { Button } from '../ui/plain/button.tsx';
import { MoreRows } from '../ui/plain/more-rows.tsx';
import { ErrorNotice } from '../ui/plain/notice.tsx';
import { Page } from '../ui/plain/page.tsx';
import { Empty, Failed, Loading } from '../ui/plain/state.tsx';

/** What I was told, and where else I want to be told. */
export function NoticesScreen() {
  const { t } = useTranslation(['notices', 'common']);
  const pages = usePages('listNotices', { limit: 50 }, { refreshMs: 30_000 });
  const read = useAction('readNotices', { refreshes: ['listNotices'] });
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? [];
  const unread = pages.data?.pages[0]?.unread ?? 0;
  const readButton = unread > 0 && (
    <Button look="primary" isBusy={read.isPending} onClick={() => read.mutate({})}>
      {t('readAll')}
    </Button>
  );
  return (
    <Page title={t('title')} width="reading" actions={readButton}>
      <ErrorNotice error={read.error} />
      {pages.data ? (
        rows.length === 0 ? (
          <div className="card">
            <Empty title={t('empty')} hint={t('emptyHint')} />
          </div>
        ) : (
          <NoticeRows rows={rows} />
        )
      ) : pages.error ? (
        <Failed error={pages.error} onRetry={() => void pages.refetch()} />
      ) : (
        <Loading />
      )}
      <MoreRows of={pages} />
      <NoticeAddress />
    </Page>
  );
}
