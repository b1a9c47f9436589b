import './notices.css';
import { useTranslation } from 'react-i18next';
import { useRoute } from '../../lib/query.ts';
import { Answered } from '../../ui/plain/state.tsx';

const figures = ['waiting', 'failed', 'toCall'] as const;

/** Whether notices get out at all. */
export function DeliveryFigures() {
  const { t } = useTranslation('notices');
  const answer = useRoute('deliveryFigures', {}, { refreshMs: 10_000 });
  return (
    <Answered of={answer}>
      {(now) => (
        <dl className="delivery-figures">
          {figures.map((figure) => (
            <div key={figure}>
              <dt>{t(`deliveries.${figure}`)}</dt>
              <dd>{now[figure]}</dd>
            </div>
          ))}
          <div>
            <dt>{t('deliveries.smsBy')}</dt>
            <dd>{t(`deliveries.by.${now.sms}`)}</dd>
          </div>
          <div>
            <dt>{t('deliveries.emailBy')}</dt>
            <dd>{now.email === 'smtp' ? t('deliveries.by.smtp') : t('deliveries.noMail')}</dd>
          </div>
        </dl>
      )}
    </Answered>
  );
}
