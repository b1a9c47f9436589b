import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../lib/i18n.ts';
import { clockTime, dayName } from '../../lib/time.ts';
import { slotsByDay } from './slots-by-day.ts';

type SlotPickerProps = {
  slots: readonly string[];
  offered: readonly string[];
  chosen: readonly string[];
  onPick: (start: string) => void;
};

/** Free times as large buttons: what the expert proposed first, then the days, of which the first stands open. */
export function SlotPicker({ slots, offered, chosen, onPick }: SlotPickerProps) {
  const { t } = useTranslation('meetings');
  const language = useLanguage();
  const days = slotsByDay(slots);
  return (
    <div className="stack">
      {offered.length > 0 && (
        <section className="stack">
          <h3>{t('booking.offered')}</h3>
          <Times starts={offered} chosen={chosen} onPick={onPick} isWithDay />
          <h3>{t('booking.others')}</h3>
        </section>
      )}
      {days.map(({ day, morning, afternoon }, index) => {
        const first = morning[0] ?? afternoon[0] ?? '';
        return (
          <details key={day} className="slot-day" open={index === 0 && offered.length === 0}>
            <summary>
              {t('booking.day', { day: dayName(first, language), n: morning.length + afternoon.length })}
            </summary>
            {morning.length > 0 && <h4>{t('booking.morning')}</h4>}
            <Times starts={morning} chosen={chosen} onPick={onPick} />
            {afternoon.length > 0 && <h4>{t('booking.afternoon')}</h4>}
            <Times starts={afternoon} chosen={chosen} onPick={onPick} />
          </details>
        );
      })}
    </div>
  );
}

type TimesProps = Pick<SlotPickerProps, 'chosen' | 'onPick'> & { starts: readonly string[]; isWithDay?: boolean };

function Times({ starts, chosen, onPick, isWithDay = false }: TimesProps) {
  const language = useLanguage();
  if (starts.length === 0) return null;
  return (
    <div className="slots">
      {starts.map((start) => (
        <button
          key={start}
          type="button"
          className="slot"
          aria-pressed={chosen.includes(start)}
          onClick={() => onPick(start)}
        >
          {isWithDay && `${dayName(start, language)} `}
          {clockTime(start, language)}
        </button>
      ))}
    </div>
  );
}
