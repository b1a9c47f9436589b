import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { PublicExpert } from '#shared/expert-profile.ts';
import { paths } from '../../lib/paths.ts';
import { useRoute } from '../../lib/query.ts';
import { Badge } from '../../ui/plain/badge.tsx';
import { Button, LinkButton } from '../../ui/plain/button.tsx';
import { SearchBox } from '../../ui/plain/search-box.tsx';
import { Answered, Empty } from '../../ui/plain/state.tsx';
import { ExpertPhoto } from './expert-photo.tsx';
import { findsExpert } from './expert-search.ts';
import './experts.css';

const townshipsShown = 3;

/** Everybody in the pool as cards, with one search over names, fields and townships. */
export function ExpertCards() {
  const { t } = useTranslation(['experts', 'common']);
  const [search, setSearch] = useState('');
  const answer = useRoute('publicExperts', {});
  return (
    <Answered of={answer}>
      {({ experts }) => {
        if (experts.length === 0) return <Empty title={t('empty')} hint={t('emptyHint')} action={<AskAnyway />} />;
        const found = experts.filter((each) => findsExpert(each, search, (field) => t(`common:legalField.${field}`)));
        return (
          <>
            <div className="row">
              <SearchBox label={t('searchHint')} value={search} onSearch={setSearch} />
              <span className="soft" role="status">
                {t('count', { n: found.length })}
              </span>
            </div>
            {found.length > 0 ? (
              <ul className="expert-cards">
                {found.map((each) => (
                  <ExpertCard key={each.id} expert={each} />
                ))}
              </ul>
            ) : (
              <Empty
                title={t('nothing', { search })}
                hint={t('nothingHint')}
                action={
                  <div className="row">
                    <Button onClick={() => setSearch('')}>{t('all')}</Button>
                    <AskAnyway />
                  </div>
                }
              />
            )}
          </>
        );
      }}
    </Answered>
  );
}

function AskAnyway() {
  const { t } = useTranslation('experts');
  return (
    <LinkButton to={paths.help} look="primary">
      {t('askCentre')}
    </LinkButton>
  );
}

function ExpertCard({ expert }: { expert: PublicExpert }) {
  const { t } = useTranslation(['experts', 'common']);
  const { id, name, level, title, unit, fields } = expert;
  return (
    <li className="card expert-card">
      <ExpertPhoto expert={expert} />
      <div className="expert-card__words">
        <h2>
          <Link className="expert-card__link" to={paths.expert(id)}>
            {name}
          </Link>{' '}
          {level === 'chief' && <Badge look="info">{t('level.chief')}</Badge>}
        </h2>
        <p className="soft">{[title, unit].filter(Boolean).join(' · ')}</p>
        <p>{fields.map((field) => t(`common:legalField.${field}`)).join(t('common:listSeparator'))}</p>
        <p className="soft small">
          <CoversLine expert={expert} />
        </p>
        <StandingLine expert={expert} />
      </div>
    </li>
  );
}

function CoversLine({ expert: { townships } }: { expert: PublicExpert }) {
  const { t } = useTranslation(['experts', 'common']);
  if (townships.length === 0) return t('coversNone');
  const names = townships.slice(0, townshipsShown).map((each) => each.name);
  const rest = townships.length > townshipsShown ? ` ${t('moreTownships', { n: townships.length })}` : '';
  return `${t('covers')} ${names.join(t('common:listSeparator'))}${rest}`;
}

/** What the work has come to; nothing as long as there is none. */
export function StandingLine({ expert: { answered, rating } }: { expert: Pick<PublicExpert, 'answered' | 'rating'> }) {
  const { t } = useTranslation('experts');
  const words = [
    answered > 0 && t('answered', { n: answered }),
    rating && t('rating', { mean: rating.mean.toFixed(1), n: rating.count }),
  ].filter(Boolean);
  return words.length > 0 ? <p className="small">{words.join(' · ')}</p> : null;
}
