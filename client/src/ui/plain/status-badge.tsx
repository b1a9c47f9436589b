import { useTranslation } from 'react-i18next';
import type { LectureState } from '#shared/lectures.ts';
import { Badge, type BadgeLook } from './badge.tsx';

const looks: Record<LectureState, BadgeLook> = {
  draft: 'off',
  published: 'info',
  live: 'live',
  paused: 'attention',
  ended: 'neutral',
  cancelled: 'off',
  lapsed: 'off',
};

/** The state of a lecture: the same word and colour everywhere. */
export function StatusBadge({ state }: { state: LectureState }) {
  const { t } = useTranslation();
  return <Badge look={looks[state]}>{t(`lectureState.${state}`)}</Badge>;
}
