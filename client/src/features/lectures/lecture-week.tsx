import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLanguage } from '../../lib/i18n.ts';
import { paths } from '../../lib/paths.ts';
import { useRoute } from '../../lib/query.ts';
import { clockTime, dayKey, dayName, mondayOf, startOfDay } from '../../lib/time.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Answered } from '../../ui/plain/state.tsx';
import { StatusBadge } from '../../ui/plain/status-badge.tsx';
import { type QueryProps, stateOf } from './lecture-filters.tsx';
import { SpareBadge } from './spare-badge.tsx';

const isDay = (text: string | null): text is string => /^\d{4}-\d{2}-\d{2}$/.test(text ?? '');

/** Seven days side by side; one below the other on a narrow screen. */
export function LectureWeek({ query, change, selfId }: QueryProps & { selfId: string | null }) {
  const { t } = useTranslation('lectures');
  const language = useLanguage();
  const today = dayKey(new Date().toISOString());
  const asked = query.get('week');
  const monday = mondayOf(isDay(asked) ? asked : today);
  const state = stateOf(query);
  const from = startOfDay(monday);
  const to = startOfDay(monday, 7);
  const answer = useRoute('listLectures', { from, to, limit: 200, ...(state && { state }) }, { refreshMs: 30_000 });
  const days = [0, 1, 2, 3, 4, 5, 6].map((each) => startOfDay(monday, each));
  const move = (by: number) => change({ week: dayKey(startOfDay(monday, by)) });
  return (
    <>
      <div className="row">
        <Button onClick={() => move(-7)}>{t('list.previousWeek')}</Button>
        <Button onClick={() => change({ week: '' })}>{t('list.thisWeek')}</Button>
        <Button onClick={() => move(7)}>{t('list.nextWeek')}</Button>
        <strong>{t('list.week', { from: monday, to: dayKey(startOfDay(monday, 6)) })}</strong>
      </div>
      <Answered of={answer}>
        {({ rows }) => (
          <ol className="week">
            {days.map((day) => {
              const key = dayKey(day);
              const lectures = rows
                .filter((row) => dayKey(row.startAt) === key)
                .sort((one, other) => one.startAt.localeCompare(other.startAt));
              return (
                <li key={key} className={key === today ? 'week__day week__day--today' : 'week__day'}>
                  <h2 className="week__name">{dayName(day, language)}</h2>
                  {lectures.length === 0 && <p className="soft small">{t('list.free')}</p>}
                  {lectures.map((lecture) => (
                    <Link key={lecture.id} className="week__lecture" to={paths.lecture(lecture.id)}>
                      <span className="week__clock">{clockTime(lecture.startAt, language)}</span>
                      <strong>{lecture.title}</strong>
                      <span className="soft small">{lecture.lecturerName}</span>
                      <StatusBadge state={lecture.state} />
                      <SpareBadge lecture={lecture} selfId={selfId} />
                    </Link>
                  ))}
                </li>
              );
            })}
          </ol>
        )}
      </Answered>
    </>
  );
}
