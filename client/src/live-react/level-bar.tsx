import { useTranslation } from 'react-i18next';
import type { LocalMedia } from '../live/local-media.ts';
import { useLevel } from './use-local-media.ts';
import './level-bar.css';

const steps = Array.from({ length: 16 }, (_, index) => (index + 1) / 16);

/** How loud the own microphone is, as a row of lamps. */
export function LevelBar({ media }: { media: LocalMedia }) {
  const { t } = useTranslation('live');
  const level = useLevel(media);
  return (
    <div className="level-bar">
      <meter className="visually-hidden" aria-label={t('level')} min={0} max={100} value={Math.round(level * 100)} />
      {steps.map((step) => (
        <i key={step} data-on={level >= step || undefined} data-loud={step > 0.85 || undefined} />
      ))}
    </div>
  );
}
