import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FiledCard } from '../features/requests/filed-card.tsx';
import { HelpForm } from '../features/requests/help-form.tsx';
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
                  <HelpForm places={list} onFiled={setFiled} />
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
