import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../lib/http-client.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { clockTime, dateTime, dayName } from '../../lib/time.ts';
import { hasResult, isInspection, isReopening } from './matter-loop.tsx';
import { WishWords } from './wish-words.tsx';
import './requests.css';

export type MatterView = RouteOutput<'myMatter'>;

/** Where the matter stands in plain words, what comes next and by when, and what has been. */
export function MatterProgress({ matter, loop }: { matter: MatterView; loop: ReactNode }) {
  const { t } = useTranslation('requests');
  const language = useLanguage();
  const { state, dueAt, expert, answer, outcome } = matter;
  const wish = wishNow(matter);
  const isAhead = dueAt !== null && Date.parse(dueAt) > Date.now();
  return (
    <section className="card stack" aria-label={t('matter.progress')}>
      <p className="soft">
        {t('filed.number')} <strong className="nowrap">{matter.number}</strong>
      </p>
      <h2>{t(`state.${state}`)}</h2>
      {wish ? <WishWords wish={wish} /> : <p>{t(`matter.next.${state}`, { expert: expert?.name ?? '' })}</p>}
      {isAhead && <p>{t('matter.by', { time: `${dayName(dueAt, language)} ${clockTime(dueAt, language)}` })}</p>}
      {outcome && hasResult(state) && <p>{t('matter.outcome', { outcome: t(`outcome.${outcome}`) })}</p>}
      {answer && (
        <div className="stack">
          <h2>{t('matter.answer')}</h2>
          <p style={{ whiteSpace: 'pre-wrap' }}>{answer}</p>
        </div>
      )}
      {loop}
      <ol className="story">
        {matter.timeline.map((row) => (
          <li key={`${row.at} ${row.to}`}>
            <time dateTime={row.at}>{dateTime(row.at)}</time>
            <div>{wordOf(row, t)}</div>
            {row.reason && <div className="soft">{t('matter.reason', { reason: row.reason })}</div>}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** While nobody has taken it, the wish is what there is to say. */
const wishNow = ({ wish, state }: MatterView): MatterView['wish'] =>
  state === 'open' || (wish?.refusal && (state === 'board' || state === 'toDispatch')) ? wish : null;

type Row = MatterView['timeline'][number];
type Words = ReturnType<typeof useTranslation<'requests'>>['t'];

function wordOf({ from, to, role }: Row, t: Words): string {
  if (from === null) return t('matter.row.filed');
  if (isInspection({ from, to, role })) return t('matter.row.inspected');
  if (from === 'assigned' && to === 'board') return t('matter.row.back');
  if (isReopening({ from, to })) return t('matter.row.reopened');
  return t(`state.${to}`);
}
