import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExpertDetail } from '#shared/expert-profile.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Notice } from '../../ui/plain/notice.tsx';
import { HoursForm } from './hours-form.tsx';
import { OwnWeek } from './own-week.tsx';

/** The week as others can book it, and the way to change it. */
export function ScheduleTab({ expert }: { expert: ExpertDetail }) {
  const { t } = useTranslation('desk');
  const [isEditing, setEditing] = useState(false);
  const { hours } = expert;
  if (isEditing) {
    const close = () => setEditing(false);
    return (
      <section className="card">
        <HoursForm hours={hours} onSaved={close} onCancel={close} />
      </section>
    );
  }
  const hasNone = hours.weekly.length === 0 && hours.extra.length === 0;
  return (
    <div className="stack">
      {hasNone && <Notice look="attention">{t('schedule.noneYet')}</Notice>}
      <div className="row">
        {expert.state !== 'removed' && (
          <Button look={hasNone ? 'primary' : 'plain'} onClick={() => setEditing(true)}>
            {t('schedule.edit')}
          </Button>
        )}
        <span className="soft">{t('schedule.hint')}</span>
      </div>
      <OwnWeek hours={hours} />
    </div>
  );
}
