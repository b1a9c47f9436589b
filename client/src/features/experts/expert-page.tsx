import { useTranslation } from 'react-i18next';
import type { WeeklySpan } from '#shared/expert-profile.ts';
import type { RouteOutput } from '../../lib/http-client.ts';
import { paths } from '../../lib/paths.ts';
import { Badge } from '../../ui/plain/badge.tsx';
import { LinkButton } from '../../ui/plain/button.tsx';
import { StandingLine } from './expert-cards.tsx';
import { ExpertPhoto } from './expert-photo.tsx';
import { placesByTownship } from './places-by-township.ts';
import './experts.css';

type PublicDetail = RouteOutput<'publicExpert'>;

/** What everybody may know of one expert, and the way to ask him. */
export function ExpertPage({ expert }: { expert: PublicDetail }) {
  const { t } = useTranslation(['experts', 'common']);
  const separator = t('common:listSeparator');
  const places = placesByTownship(expert.coverage, separator);
  return (
    <article className="stack stack--wide">
      <section className="card expert-head">
        <ExpertPhoto expert={expert} isLarge />
        <div className="expert-head__words">
          <Badge look={expert.level === 'chief' ? 'info' : 'neutral'}>{t(`level.${expert.level}`)}</Badge>
          <p>{[expert.title, expert.unit].filter(Boolean).join(' · ')}</p>
          <StandingLine expert={expert} />
          <LinkButton to={`${paths.help}?expert=${expert.id}`} look="primary" isLarge>
            {t('ask')}
          </LinkButton>
          <p className="soft small">{t('askHint')}</p>
        </div>
      </section>
      <section className="card stack">
        <dl className="expert-facts">
          <dt>{t('fields')}</dt>
          <dd>{expert.fields.map((field) => t(`common:legalField.${field}`)).join(separator)}</dd>
          <dt>{t('coverage')}</dt>
          <dd>
            {places.length > 0 ? (
              <ul>
                {places.map((each) => (
                  <li key={each}>{each}</li>
                ))}
              </ul>
            ) : (
              t('coversNone')
            )}
          </dd>
          {expert.languages && (
            <>
              <dt>{t('languages')}</dt>
              <dd>{expert.languages}</dd>
            </>
          )}
          <dt>{t('hours')}</dt>
          <dd>
            <WeekWords weekly={expert.weekly} />
          </dd>
        </dl>
      </section>
      <section className="card stack" aria-labelledby="about">
        <h2 id="about">{t('about')}</h2>
        {expert.about ? <p className="expert-words">{expert.about}</p> : <p className="soft">{t('aboutNone')}</p>}
      </section>
    </article>
  );
}

/** `周一 09:00–11:30、13:30–17:00`, a line for each day with hours. */
function WeekWords({ weekly }: { weekly: readonly WeeklySpan[] }) {
  const { t } = useTranslation(['experts', 'common']);
  const days = [...new Set(weekly.map(({ weekday }) => weekday))].sort((a, b) => a - b);
  if (days.length === 0) return t('hoursNone');
  return (
    <ul>
      {days.map((day) => (
        <li key={day}>
          {t(`weekday.d${day}`)}{' '}
          {weekly
            .filter(({ weekday }) => weekday === day)
            .map(({ from, to }) => `${from}–${to}`)
            .sort()
            .join(t('common:listSeparator'))}
        </li>
      ))}
    </ul>
  );
}
