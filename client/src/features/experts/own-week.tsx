import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExpertHours } from '#shared/expert-profile.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { useRoute } from '../../lib/query.ts';
import { clockTime, dayKey, dayName, mondayOf, startOfDay } from '../../lib/time.ts';
import { Button } from '../../ui/plain/button.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';
import './hours.css';

type Span = { from: string; to: string; kind: 'hours' | 'extra' };

/** One week: when this expert keeps hours, when not, and the meetings that are agreed. */
export function OwnWeek({ hours }: { hours: ExpertHours }) {
  const { t } = useTranslation('desk');
  const language = useLanguage();
  const today = dayKey(new Date().toISOString());
  const [monday, setMonday] = useState(mondayOf(today));
  const days = [0, 1, 2, 3, 4, 5, 6].map((each) => dayKey(startOfDay(monday, each)));
  const from = startOfDay(monday);
  const to = startOfDay(monday, 7);
  const answer = useRoute('myConsultations', { from, to, limit: 100 }, { refreshMs: 30_000 });
  const meetings = (answer.data?.rows ?? []).filter(({ state }) => state !== 'cancelled');
  const move = (by: number) => setMonday(dayKey(startOfDay(monday, by)));
  return (
    <div className="stack">
      <div className="row">
        <Button onClick={() => move(-7)}>{t('schedule.before')}</Button>
        <Button onClick={() => setMonday(mondayOf(today))}>{t('schedule.now')}</Button>
        <Button onClick={() => move(7)}>{t('schedule.after')}</Button>
        <strong>{t('schedule.week', { from: monday, to: days[6] ?? monday })}</strong>
      </div>
      <ErrorNotice error={answer.error} />
      <ol className="own-week" aria-label={t('schedule.caption')}>
        {days.map((day) => {
          const off = hours.timeOff.find(({ from, to }) => from <= day && day <= to);
          const spans = spansOf(hours, day, off !== undefined);
          return (
            <li key={day} className={day === today ? 'own-day own-day--today' : 'own-day'}>
              <strong>{dayName(startOfDay(day), language)}</strong>
              {off && (
                <span className="soft">
                  {t('schedule.off')}
                  {off.note && ` · ${off.note}`}
                </span>
              )}
              {spans.map(({ from, to, kind }) => (
                <span key={`${kind} ${from}`} className={kind === 'extra' ? 'own-span own-span--extra' : 'own-span'}>
                  {from}–{to}
                  {kind === 'extra' && ` ${t('schedule.extra')}`}
                </span>
              ))}
              {meetings
                .filter(({ startAt }) => dayKey(startAt) === day)
                .map(({ id, startAt, plannedMinutes, requestNumber }) => (
                  <span key={id} className="own-span own-span--meeting">
                    {clockTime(startAt, language)}–{clockTime(endOf(startAt, plannedMinutes), language)}{' '}
                    {t('schedule.meeting')} {requestNumber}
                  </span>
                ))}
              {!off && spans.length === 0 && <span className="soft">{t('schedule.none')}</span>}
            </li>
          );
        })}
      </ol>
    </div>
  );
}

const endOf = (startAt: string, minutes: number): string =>
  new Date(Date.parse(startAt) + minutes * 60_000).toISOString();

function spansOf({ weekly, extra }: ExpertHours, day: string, isOff: boolean): Span[] {
  const weekday = ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
  const usual = isOff ? [] : weekly.filter((span) => span.weekday === weekday);
  return [
    ...usual.map(({ from, to }) => ({ from, to, kind: 'hours' as const })),
    ...extra.filter(({ date }) => date === day).map(({ from, to }) => ({ from, to, kind: 'extra' as const })),
  ].sort((a, b) => (a.from < b.from ? -1 : 1));
}
