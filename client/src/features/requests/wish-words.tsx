import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../lib/http-client.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Notice } from '../../ui/plain/notice.tsx';

type Wish = NonNullable<RouteOutput<'myMatter'>['wish']>;

/** Whether the wished expert is asked first, or why not. */
export function WishWords({ wish }: { wish: Wish }) {
  const { t } = useTranslation('requests');
  const { name, refusal } = wish;
  if (refusal === null) return <Notice look="fine">{t('wish.asked', { name })}</Notice>;
  return <Notice look="attention">{t(`wish.${refusal}`, { name })}</Notice>;
}

/** Before filing: whom it is to go to, and the way back from it. */
export function WishChoice({ name, onDrop }: { name: string; onDrop: () => void }) {
  const { t } = useTranslation('requests');
  return (
    <Notice
      actions={
        <Button look="quiet" onClick={onDrop}>
          {t('wish.drop')}
        </Button>
      }
    >
      {t('wish.wanted', { name })}
    </Notice>
  );
}
