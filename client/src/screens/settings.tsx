import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../features/auth/use-me.ts';
import { SettingsChanges } from '../features/settings/settings-changes.tsx';
import { SettingsForm } from '../features/settings/settings-form.tsx';
import { useRoute } from '../lib/query.ts';
import { Page } from '../ui/plain/page.tsx';
import { Answered } from '../ui/plain/state.tsx';

/** The county's own rules: the administrator changes them, the supervisor reads them. */
export function SettingsScreen() {
  const { t } = useTranslation('settings');
  const me = useMe().data;
  const [round, setRound] = useState(0);
  const answer = useRoute('getSettings', {});
  const reload = async () => {
    await answer.refetch();
    setRound((before) => before + 1);
  };
  return (
    <Page title={t('title')}>
      <Answered of={answer}>
        {(data) => (
          <div className="stack stack--wide">
            <SettingsForm
              key={`${round} ${data.revision}`}
              answer={data}
              mayChange={me?.kind === 'staff' && me.role === 'admin'}
              onReload={() => void reload()}
            />
            <SettingsChanges answer={data} />
          </div>
        )}
      </Answered>
    </Page>
  );
}
