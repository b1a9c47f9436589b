import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../features/auth/use-me.ts';
import { HallDialog } from '../features/halls/hall-dialog.tsx';
import { ImportDialog } from '../features/orgs/import-dialog.tsx';
import { OrgTreeView } from '../features/orgs/org-tree-view.tsx';
import { useRoute } from '../lib/query.ts';
import { Button } from '../ui/plain/button.tsx';
import { ErrorNotice } from '../ui/plain/notice.tsx';
import { Page } from '../ui/plain/page.tsx';
import { SearchBox } from '../ui/plain/search-box.tsx';
import { Answered, Empty } from '../ui/plain/state.tsx';

/** The tree of places with its halls: who is paired, who is not, and what to do about it. */
export function OrgsScreen() {
  const { t } = useTranslation('orgs');
  const me = useMe().data;
  const role = me?.kind === 'staff' ? me.role : null;
  const seesHalls = role === 'organizer' || role === 'supervisor' || role === 'admin';
  const tree = useRoute('orgTree', {});
  const answer = useRoute('listHalls', {}, { isEnabled: seesHalls, refreshMs: 30_000 });
  const halls = useMemo(
    () => new Map((answer.data?.halls ?? []).map((hall) => [String(hall.orgId), hall])),
    [answer.data],
  );
  const [search, setSearch] = useState('');
  const [isUnpairedOnly, setUnpairedOnly] = useState(false);
  const [isImporting, setImporting] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const chosenHall = chosen ? halls.get(chosen) : undefined;
  const importButton = role === 'admin' && <Button onClick={() => setImporting(true)}>{t('import.open')}</Button>;
  return (
    <Page title={t('title')} width="reading" actions={importButton}>
      <ErrorNotice error={answer.error} />
      <Answered of={tree}>
        {({ orgs }) =>
          orgs.length === 0 ? (
            <div className="card">
              <Empty
                title={t('empty')}
                hint={t(role === 'admin' ? 'emptyHintAdmin' : 'emptyHint')}
                action={importButton}
              />
            </div>
          ) : (
            <>
              <p className="soft">
                {t('summary', {
                  townships: orgs.filter((org) => org.level === 'township').length,
                  villages: orgs.filter((org) => org.level === 'village').length,
                  departments: orgs.filter((org) => org.level === 'department').length,
                  halls: halls.size,
                  paired: [...halls.values()].filter((hall) => hall.pairedAt).length,
                })}
              </p>
              <div className="row">
                <SearchBox label={t('search')} value={search} onSearch={setSearch} />
                {seesHalls && (
                  <label className="check">
                    <input
                      type="checkbox"
                      checked={isUnpairedOnly}
                      onChange={(event) => setUnpairedOnly(event.target.checked)}
                    />
                    {t('showUnpaired')}
                  </label>
                )}
              </div>
              <OrgTreeView
                orgs={orgs}
                halls={halls}
                search={search}
                isUnpairedOnly={isUnpairedOnly}
                onChoose={setChosen}
              />
            </>
          )
        }
      </Answered>
      {isImporting && <ImportDialog onClose={() => setImporting(false)} />}
      {chosenHall && (
        <HallDialog
          hall={chosenHall}
          mayKeep={role === 'organizer' || role === 'admin'}
          mayReveal={role === 'organizer'}
          onClose={() => setChosen(null)}
        />
      )}
    </Page>
  );
}
