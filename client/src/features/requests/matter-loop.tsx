import { useTranslation } from 'react-i18next';
import type { RequestState, TimelineRow } from '#shared/request-facts.ts';
import { type Language, useLanguage } from '../../lib/i18n.ts';
import { clockTime, dateTime, dayName } from '../../lib/time.ts';
import './requests.css';

export type LoopVisit = { dueAt: string; doneAt: string | null } | null;
type LoopProps = {
  /** In a row where there is room. */
  isWide?: boolean;
  matter: { state: RequestState; timeline: readonly TimelineRow[]; dueAt: string | null };
  visit: LoopVisit;
};

const steps = ['filed', 'assigned', 'met', 'concluded', 'visited', 'closed'] as const;
type Step = (typeof steps)[number];

/** How far a matter in this state has come. */
const reached: Record<RequestState, Step> = {
  ...{ open: 'filed', board: 'filed', toDispatch: 'filed', assigned: 'assigned', scheduled: 'assigned' },
  ...{ met: 'met', concluded: 'concluded', visited: 'visited', closed: 'closed', withdrawn: 'filed', refused: 'filed' },
};

/** The way from the first sentence to the end: what is done and when it was, what comes next and by when. */
export function MatterLoop({ matter, visit, isWide = false }: LoopProps) {
  const { t } = useTranslation('after');
  const language = useLanguage();
  const { state } = matter;
  if (state === 'withdrawn' || state === 'refused') return null;
  const now = steps.indexOf(reached[state]);
  return (
    <ol className={isWide ? 'loop loop--wide' : 'loop'} aria-label={t('loop.label')}>
      {steps.map((step, index) => {
        const at = index <= now ? momentOf(step, matter) : null;
        // An answer without a meeting passes over it.
        const isSkipped = at === null && index <= now;
        const place = isSkipped
          ? 'skipped'
          : index < now || state === 'closed'
            ? 'done'
            : index === now
              ? 'now'
              : 'ahead';
        const due = index === now + 1 ? dueOf(step, matter, visit) : null;
        return (
          <li key={step} className="loop__step" data-place={place} aria-current={place === 'now' ? 'step' : undefined}>
            <strong>{t(`loop.${step}`)}</strong>
            <span className="loop__when">
              {at && <time dateTime={at}>{dateTime(at)}</time>}
              {isSkipped && t('loop.skipped')}
              {due && <DueTime due={due} language={language} />}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function DueTime({ due, language }: { due: string; language: Language }) {
  const { t } = useTranslation('after');
  const time = `${dayName(due, language)} ${clockTime(due, language)}`;
  return <time dateTime={due}>{t(Date.parse(due) < Date.now() ? 'loop.overdue' : 'loop.due', { time })}</time>;
}

/** When it last came there, unless it was opened again since. */
function momentOf(step: Step, { timeline }: LoopProps['matter']): string | null {
  if (step === 'filed') return timeline[0]?.at ?? null;
  const reopened = timeline.findLastIndex(isReopening);
  const since = step === 'assigned' ? timeline : timeline.slice(reopened + 1);
  return since.findLast(({ from, to }) => to === step && from !== to)?.at ?? null;
}

/** In these the last result stands; a matter that was opened again has none. */
export const hasResult = (state: RequestState | null): boolean =>
  state === 'concluded' || state === 'visited' || state === 'closed';

/** A supervisor read the matter: a row of its story, and no step of it. */
export const isInspection = ({ from, to, role }: Pick<TimelineRow, 'from' | 'to' | 'role'>): boolean =>
  from === to && role === 'supervisor';

export const isReopening = ({ from, to }: Pick<TimelineRow, 'from' | 'to'>): boolean =>
  to === 'assigned' && hasResult(from);

function dueOf(step: Step, { dueAt }: LoopProps['matter'], visit: LoopVisit): string | null {
  if (step === 'visited') return visit?.doneAt === null ? visit.dueAt : null;
  return step === 'closed' ? null : dueAt;
}
