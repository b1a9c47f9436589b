import { useTranslation } from 'react-i18next';
import type { Visit, VisitResult } from '#shared/visits.ts';
import { Badge, type BadgeLook } from '../../ui/plain/badge.tsx';

const looks: Record<VisitResult, BadgeLook> = { holds: 'fine', doesNotHold: 'danger', unreachable: 'attention' };

/** Where a return visit stands: its result once it has one. */
export function VisitBadge({ visit: { state, result } }: { visit: Visit }) {
  const { t } = useTranslation('after');
  if (result !== null) return <Badge look={looks[result]}>{t(`visits.results.${result}`)}</Badge>;
  if (state === 'due') return <Badge look="attention">{t('visits.dueNow')}</Badge>;
  return <Badge look="off">{t(state === 'off' ? 'visits.off' : 'visits.planned')}</Badge>;
}
