import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ExpertState, expertStates } from '#shared/expert-profile.ts';
import { useMe } from '../features/auth/use-me.ts';
import { findsExpert } from '../features/experts/expert-search.ts';
import { PoolDialog } from '../features/experts/pool-dialog.tsx';
import { PoolForm } from '../features/experts/pool-form.tsx';
import { PoolTable } from '../features/experts/pool-table.tsx';
import { paths } from '../lib/paths.ts';
import { useRoute } from '../lib/query.ts';
import { dayKey } from '../lib/time.ts';
import { Button, LinkButton } from '../ui/plain/button.tsx';
import { Page } from '../ui/plain/page.tsx';
import { SearchBox } from '../ui/plain/search-box.tsx';
import { Answered } from '../ui/plain/state.tsx';

/** The pool for those who look after it: organizers propose, supervisors decide. */
export function ManageExpertsScreen() {
  const { t } = useTranslation(['experts', 'common']);
  const me = useMe().data;
  const mayPropose = me?.kind === 'staff' && me.role === 'organizer';
  const [search, setSearch] = useState('');
  const [state, setState] = useState<ExpertState | ''>('');
  const [isProposing, setProposing] = useState(false);
  const [chosen, setChosen] = useState<{ id: string; name: string } | null>(null);
  const answer = useRoute('listExperts', {}, { refreshMs: 60_000 });
  const today = dayKey(new Date().toISOString());
  return (
    <Page
      title={t('pool.title')}
      actions={
        <>
          <LinkButton to={paths.experts} look="quiet">
            {t('pool.publicPage')}
          </LinkButton>
          {mayPropose && (
            <Button look="primary" onClick={() => setProposing(true)}>
              {t('pool.propose')}
            </Button>
          )}
        </>
      }
    >
      <div className="row">
        <SearchBox label={t('pool.search')} value={search} onSearch={setSearch} />
        <div>
          <select
            className="input"
            aria-label={t('pool.filter')}
            value={state}
            onChange={(event) => setState(expertStates.find((each) => each === event.target.value) ?? '')}
          >
            <option value="">{t('pool.every')}</option>
            {expertStates.map((each) => (
              <option key={each} value={each}>
                {t(`state.${each}`)}
              </option>
            ))}
          </select>
        </div>
      </div>
      <Answered of={answer}>
        {({ experts }) => (
          <PoolTable
            rows={experts.filter(
              (each) =>
                (state === '' || each.state === state) &&
                findsExpert({ ...each, townships: townshipsOf(each) }, search, (field) =>
                  t(`common:legalField.${field}`),
                ),
            )}
            search={search}
            today={today}
            onChoose={(id) => setChosen({ id, name: experts.find((each) => each.id === id)?.name ?? '' })}
          />
        )}
      </Answered>
      {isProposing && <PoolForm onClose={() => setProposing(false)} />}
      {chosen && <PoolDialog accountId={chosen.id} name={chosen.name} onClose={() => setChosen(null)} />}
    </Page>
  );
}

const townshipsOf = ({ coverage }: { coverage: readonly { name: string; townshipName: string }[] }) =>
  coverage.flatMap(({ name, townshipName }) => [{ name }, { name: townshipName }]);
