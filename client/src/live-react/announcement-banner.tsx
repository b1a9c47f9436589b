import { useTranslation } from 'react-i18next';
import { useLive } from './use-live.ts';
import './day-banner.css';

/** What is said to everybody, until it is taken down. */
export function AnnouncementBanner() {
  const { t } = useTranslation('questions');
  const current = useLive(({ lecture }) => lecture?.extras.announcements.current ?? null);
  if (!current) return null;
  return (
    <div className="day-banner" role="alert">
      <small>{t('announcement.title')}</small>
      <strong>{current.text}</strong>
    </div>
  );
}
