import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { FiledCard } from '../features/requests/filed-card.tsx';
import { HelpForm } from '../features/requests/help-form.tsx';
import { WishChoice } from '../features/requests/wish-words.tsx';
import type { RouteOutput } from '../lib/http-client.ts';
import { paths } from '../lib/paths.ts';
import { useRoute } from '../lib/query.ts';
import { Bar } from '../ui/plain/bar.tsx';
import { Page } from '../ui/plain/page.tsx';
import { Answered } from '../ui/plain/state.tsx';

const isWeChat = /MicroMessenger/i.test(navigator.userAgent);

/** A citizen asks for help, on a phone, without an account. */
export function HelpScreen() {
  const { t } = useTranslation('requests');
  const [filed, setFiled] = useState<RouteOutput<'fileRequest'> | null>(null);
  const places = useRoute('publicPlaces', {});
  const [query, setQuery] = useSearchParams();
  const accountId = query.get('expert') ?? '';
  // Somebody who left the pool since is not to be found: then the matter goes the usual way.
  const wished = useRoute('publicExpert', { accountId }, { isEnabled: accountId !== '' }).data;
  return (
    <>
      <Bar home={paths.home} />
      <Answered of={places}>
        {({ places: list, helpTelephone }) => (
          <Page title={filed ? t('filed.title') : t('help.title')} width="narrow">
            <div className="stack stack--wide">
              {filed ? (
                <FiledCard filed={filed} />
              ) : (
                <>
                  <p>{t('help.lead')}</p>
                  {wished && <WishChoice name={wished.name} onDrop={() => setQuery({}, { replace: true })} />}
                  <HelpForm places={list} expertId={wished?.id ?? null} onFiled={setFiled} />
                </>
              )}
              {isWeChat && <p className="soft">{t('help.wechat')}</p>}
              <p className="soft">{t('help.telephone', { telephone: helpTelephone })}</p>
            </div>
          </Page>
        )}
      </Answered>
    </>
  );
}
