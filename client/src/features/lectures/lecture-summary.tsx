import { useTranslation } from 'react-i18next';
import { reportWords, taughtWords } from '#shared/report-text.ts';
import type { RouteOutput } from '../../lib/http-client.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { clockTime, dateTime, dayName } from '../../lib/time.ts';
import { StatusBadge } from '../../ui/plain/status-badge.tsx';
import './lecture-summary.css';

type Detail = RouteOutput<'getLecture'>;

/** The plan as it stands, and what happened to it. */
export function LectureSummary({ lecture }: { lecture: Detail }) {
  const { t } = useTranslation(['lectures', 'common']);
  const language = useLanguage();
  const { startedAt, endedAt, taught } = lecture;
  const words = reportWords(language);
  const facts = [
    [t('detail.startAt'), `${dayName(lecture.startAt, language)} ${clockTime(lecture.startAt, language)}`],
    [t('detail.minutes'), t('common:unit.minutes', { n: lecture.plannedMinutes })],
    [t('detail.lecturer'), lecture.lecturerName],
    [t('detail.spare'), lecture.spareName],
    [t('detail.expected'), t('detail.hallsCount', { n: lecture.expectedHalls })],
    [t('detail.owner'), lecture.ownerOrgName],
    [
      t('detail.ran'),
      startedAt &&
        (endedAt
          ? `${dateTime(startedAt)} – ${clockTime(endedAt, language)}`
          : t('detail.ranUntilNow', { from: dateTime(startedAt) })),
    ],
    [words.taught, taughtWords(taught, words, (at) => clockTime(at, language))],
    [t('detail.topic'), lecture.topic],
    [t('detail.cancelReason'), lecture.cancelReason],
  ] as const;
  return (
    <div className="summary">
      <section className="card">
        <dl className="facts">
          {facts.map(
            ([name, value]) =>
              value && (
                <div key={name} className="facts__one">
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ),
          )}
        </dl>
      </section>
      <section className="card stack" aria-labelledby="timeline">
        <h2 id="timeline">{t('detail.timeline')}</h2>
        {lecture.timeline.length === 0 ? (
          <p className="soft">{t('detail.timelineEmpty')}</p>
        ) : (
          <ol className="timeline">
            {lecture.timeline.map((move) => (
              <li key={`${move.at}${move.to}`} className="timeline__move">
                <div className="row">
                  <StatusBadge state={move.to} />
                  <time dateTime={move.at}>{dateTime(move.at)}</time>
                </div>
                <p className="soft">{t('detail.by', { who: move.by })}</p>
                {move.reason && <p>{move.reason}</p>}
              </li>
            ))}
          </ol>
        )}
      </section>
    </div>
  );
}
