import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { countdown } from '../../lib/time.ts';
import { LinkWord, useLinkState } from '../../live-react/link-word.tsx';
import { useLive, useServerNow } from '../../live-react/use-live.ts';
import { usePlanClock } from '../../live-react/use-plan-clock.ts';
import { StatusBadge } from '../../ui/plain/status-badge.tsx';

/** How the lecture stands: halls here, time gone and left, the own line. */
export function StudioFacts() {
  const { t } = useTranslation('studio');
  const lecture = useLive((state) => state.lecture);
  const link = useLinkState();
  const nowMs = useServerNow();
  const plan = usePlanClock();
  if (!lecture || !plan) return null;
  const { counts, halls, current } = lecture;
  const here = counts.live + counts.waiting;
  const silent = halls?.filter(({ presence, sound }) => presence === 'live' && sound === 'off').length ?? 0;
  const startedMs = Date.parse(current.startedAt ?? lecture.startAt);
  const endMs = Date.parse(plan.endAt);
  const isOver = plan.overMinutes > 0;
  return (
    <section className="facts" aria-label={t('facts.label')}>
      <div className="facts__title">
        <StatusBadge state={current.state} />
        <strong>{lecture.title}</strong>
      </div>
      <dl className="facts__list">
        <Fact name={t('facts.halls')}>
          {t('facts.hallsOf', { here, expected: counts.expected })}
          {silent > 0 && <span className="facts__aside"> · {t('facts.soundOff', { n: silent })}</span>}
        </Fact>
        <Fact name={t('facts.gone')}>{countdown(Math.max(startedMs, nowMs), startedMs)}</Fact>
        <Fact name={isOver ? t('facts.over') : t('facts.left')} isLoud={isOver}>
          {isOver ? t('facts.minutes', { n: plan.overMinutes }) : countdown(Math.max(endMs, nowMs), nowMs)}
        </Fact>
        {current.spare && current.spare.owner !== current.teacher.owner && (
          <Fact name={t('facts.spare')}>
            {t(current.spare.isHere ? 'facts.spareHere' : 'facts.spareAbsent', { name: current.spare.name })}
          </Fact>
        )}
      </dl>
      <LinkWord state={link} />
    </section>
  );
}

function Fact({ name, isLoud = false, children }: { name: string; isLoud?: boolean; children: ReactNode }) {
  return (
    <div data-loud={isLoud || undefined}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
