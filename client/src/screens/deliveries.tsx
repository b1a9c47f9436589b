import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DeliveryState, deliveryStates } from '#shared/notices.ts';
import { DeliveryFigures } from '../features/notices/delivery-figures.tsx';
import { DeliveryTable } from '../features/notices/delivery-table.tsx';
import { usePages } from '../lib/query.ts';
import { MoreRows } from '../ui/plain/more-rows.tsx';
import { Page } from '../ui/plain/page.tsx';
import { Failed, Loading } from '../ui/plain/state.tsx';

/** For the administrator: do notices reach people, and what stands in the way. */
export function DeliveriesScreen() {
  const { t } = useTranslation(['notices', 'common']);
  const [state, setState] = useState<DeliveryState | undefined>();
  const pages = usePages('listDeliveries', { limit: 50, ...(state && { state }) }, { refreshMs: 10_000 });
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <Page title={t('deliveries.title')}>
      <p className="soft">{t('deliveries.hint')}</p>
      <DeliveryFigures />
      <label className="row">
        {t('deliveries.filter')}
        <select
          className="input input--fit"
          value={state ?? ''}
          onChange={(event) => setState(deliveryStates.find((each) => each === event.target.value))}
        >
          <option value="">{t('deliveries.all')}</option>
          {deliveryStates.map((each) => (
            <option key={each} value={each}>
              {t(`deliveries.state.${each}`)}
            </option>
          ))}
        </select>
      </label>
      {pages.data ? (
        <DeliveryTable rows={rows} />
      ) : pages.error ? (
        <Failed error={pages.error} onRetry={() => void pages.refetch()} />
      ) : (
        <Loading />
      )}
      <MoreRows of={pages} />
    </Page>
  );
}
