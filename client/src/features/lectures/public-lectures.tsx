import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../lib/http-client.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { useRoute } from '../../lib/query.ts';
import { clockTime, dayKey, dayName } from '../../lib/time.ts';
import { Answered, Empty } from '../../ui/plain/state.tsx';
import { StatusBadge } from '../../ui/plain/status-badge.tsx';
import './public-lectures.css';

type PublicLecture = RouteOutput<'publicLectures'>['lectures'][number];

/** Today's lectures and those of the next seven days, as everybody may know them. */
export function PublicLectures() {
  const { t } = useTranslation(['entrance', 'common']);
  const answer = useRoute('publicLectures', {}, { refreshMs: 60_000 });
  return (
    <Answered of={answer}>
      {({ lectures }) => {
        const today = dayKey(new Date().toISOString());
        const now = lectures.filter((each) => dayKey(each.startAt) === today || each.state === 'live');
        const later = lectures.filter((each) => !now.includes(each));
        return (
          <>
            <section className="stack" aria-labelledby="today">
              <h2 id="today">{t('home.today')}</h2>
              {now.length > 0 ? (
                <LectureCards lectures={now} />
              ) : (
                <div className="card">
                  {later.length > 0 ? (
                    <p>{t('home.nothingToday')}</p>
                  ) : (
                    <Empty title={t('home.nothingComing')} hint={t('home.nothingHint')} />
                  )}
                </div>
              )}
            </section>
            {later.length > 0 && (
              <section className="stack" aria-labelledby="coming">
                <h2 id="coming">{t('home.coming')}</h2>
                <LectureCards lectures={later} isDayShown />
              </section>
            )}
          </>
        );
      }}
    </Answered>
  );
}

function LectureCards({ lectures, isDayShown = false }: { lectures: readonly PublicLecture[]; isDayShown?: boolean }) {
  const { t } = useTranslation(['entrance', 'common']);
  const language = useLanguage();
  return (
    <ul className="notices">
      {lectures.map((each) => (
        <li key={each.id} className="card public-lecture">
          <div className="public-lecture__when">
            {isDayShown && <div className="small">{dayName(each.startAt, language)}</div>}
            <div className="public-lecture__clock">{clockTime(each.startAt, language)}</div>
            <div className="soft small">{t('common:unit.minutes', { n: each.plannedMinutes })}</div>
          </div>
          <div className="public-lecture__what">
            <h3>{each.title}</h3>
            {each.topic && <p className="soft">{each.topic}</p>}
            <p>{t('home.lecturer', { name: each.lecturerName })}</p>
          </div>
          <StatusBadge state={each.state} />
        </li>
      ))}
    </ul>
  );
}
