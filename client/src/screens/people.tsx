import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AccountDialog } from '../features/people/account-dialog.tsx';
import { AccountForm } from '../features/people/account-form.tsx';
import { AccountTable } from '../features/people/account-table.tsx';
import { usePages } from '../lib/query.ts';
import { Button } from '../ui/plain/button.tsx';
import { MoreRows } from '../ui/plain/more-rows.tsx';
import { ErrorNotice } from '../ui/plain/notice.tsx';
import { Page } from '../ui/plain/page.tsx';
import { SearchBox } from '../ui/plain/search-box.tsx';
import { Failed, Loading } from '../ui/plain/state.tsx';

/** Accounts: who may do what here. */
export function PeopleScreen() {
  const { t } = useTranslation(['people', 'common']);
  const [search, setSearch] = useState('');
  const [isCreating, setCreating] = useState(false);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const pages = usePages('listAccounts', { limit: 50, ...(search && { search }) });
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.rows) ?? [], [pages.data]);
  const chosen = rows.find((row) => row.id === chosenId);
  const createButton = (
    <Button look="primary" onClick={() => setCreating(true)}>
      {t('create')}
    </Button>
  );
  return (
    <Page title={t('title')} actions={createButton}>
      <div className="row">
        <SearchBox label={t('search')} value={search} onSearch={setSearch} />
      </div>
      {pages.data ? (
        <>
          <ErrorNotice error={pages.error} />
          <AccountTable rows={rows} search={search} onChoose={setChosenId} />
          <MoreRows of={pages} {...(rows.length > 0 && { end: t('end', { n: rows.length }) })} />
        </>
      ) : pages.error ? (
        <Failed error={pages.error} onRetry={() => void pages.refetch()} />
      ) : (
        <Loading />
      )}
      {isCreating && (
        <AccountForm
          onClose={() => setCreating(false)}
          onSaved={(account) => {
            setCreating(false);
            // The new account may lie on a later page of the list; searching for it brings it into view.
            setSearch(account.signInName);
            setChosenId(account.id);
          }}
        />
      )}
      {chosen && <AccountDialog account={chosen} onClose={() => setChosenId(null)} />}
    </Page>
  );
}
