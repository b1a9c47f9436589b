import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';

type Paged = { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };

/** Beneath a list that comes in pages: brings the next one, and at the end says `end`. */
export function MoreRows({ of, end }: { of: Paged; end?: string }) {
  const { t } = useTranslation();
  if (of.hasNextPage)
    return (
      <div className="row">
        <Button isBusy={of.isFetchingNextPage} onClick={() => void of.fetchNextPage()}>
          {t('action.more')}
        </Button>
      </div>
    );
  return end === undefined ? null : (
    <div className="row">
      <p className="soft small">{end}</p>
    </div>
  );
}
