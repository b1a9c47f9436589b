import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../lib/http-client.ts';
import { dateTime } from '../../lib/time.ts';
import { hasResult, isInspection, isReopening } from './matter-loop.tsx';
import './requests.css';

export type RequestView = RouteOutput<'getRequest'>;

/** The facts of a matter, as far as this reader may know them. */
export function RequestFacts({ request }: { request: RequestView }) {
  const { t } = useTranslation(['requests', 'common']);
  const facts: [string, string | null][] = [
    [t('desk.stage'), t(`state.${request.state}`)],
    [t('form.channel'), t(`channel.${request.channel}`)],
    [t('form.field'), request.field && t(`common:legalField.${request.field}`)],
    [t('detail.citizen'), request.citizenName],
    [t('detail.phone'), request.phone],
    [t('desk.where'), request.placeName],
    [t('detail.otherParty'), request.otherParty],
    [t('detail.firm'), request.firm && `${request.firm.name} ${request.firm.creditCode}`],
    [t('detail.assignment'), request.assignment && t('detail.assignmentText', request.assignment)],
    [t('desk.expert'), request.expertName ?? request.coveringExpertName],
    [t('detail.filedBy'), request.filedBy.name],
    [t('detail.answerOutcome'), request.outcome && hasResult(request.state) ? t(`outcome.${request.outcome}`) : null],
  ];
  return (
    <section className="card stack">
      <h2>{t('detail.facts')}</h2>
      {request.text && <p style={{ whiteSpace: 'pre-wrap' }}>{request.text}</p>}
      {request.answer && (
        <p style={{ whiteSpace: 'pre-wrap' }}>
          <strong>{t('matter.answer')}：</strong>
          {request.answer}
        </p>
      )}
      <dl className="facts">
        {facts.flatMap(([name, value]) =>
          value ? [<dt key={name}>{name}</dt>, <dd key={`${name} value`}>{value}</dd>] : [],
        )}
      </dl>
    </section>
  );
}

/** Every step with its clock. */
export function RequestStory({ request }: { request: RequestView }) {
  const { t } = useTranslation('requests');
  const wordOf = (row: RequestView['timeline'][number]) =>
    isInspection(row) ? t('matter.row.inspected') : isReopening(row) ? t('matter.row.reopened') : t(`state.${row.to}`);
  return (
    <section className="card stack">
      <h2>{t('detail.story')}</h2>
      <ol className="story">
        {request.timeline.map((row) => (
          <li key={`${row.at} ${row.to}`}>
            <time dateTime={row.at}>{dateTime(row.at)}</time>
            <div>
              {wordOf(row)} · {row.by || t('detail.clock')}
            </div>
            {row.dueAt && <div className="soft">{t('detail.until', { time: dateTime(row.dueAt) })}</div>}
            {row.reason && <div className="soft">{t('matter.reason', { reason: row.reason })}</div>}
          </li>
        ))}
      </ol>
    </section>
  );
}
