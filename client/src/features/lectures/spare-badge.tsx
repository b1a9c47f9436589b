import { useTranslation } from 'react-i18next';
import type { Lecture } from '#shared/lectures.ts';
import { Badge } from '../../ui/plain/badge.tsx';

/** In a lecturer's own lists: this is one to stand by for. */
export function SpareBadge({ lecture, selfId }: { lecture: Pick<Lecture, 'spareId'>; selfId: string | null }) {
  const { t } = useTranslation('lectures');
  if (lecture.spareId === null || lecture.spareId !== selfId) return null;
  return <Badge look="attention">{t('list.spare')}</Badge>;
}
