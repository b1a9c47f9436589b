import { useTranslation } from 'react-i18next';
import type { SavingLevel } from '../live/saving.ts';
import './saving.css';

/** Says what is not shown, so that nobody takes a picture that was left out for a fault. */
export function SavingNote({ level }: { level: SavingLevel }) {
  const { t } = useTranslation('live');
  if (level === 'none') return null;
  return (
    <p className="saving-note" role="status" data-level={level}>
      {t(`saving.note.${level}`)}
    </p>
  );
}
