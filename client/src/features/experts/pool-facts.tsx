import { useTranslation } from 'react-i18next';
import type { ExpertRow } from '#shared/expert-profile.ts';
import { placesByTownship } from './places-by-township.ts';
import './experts.css';

/** What the centre says about an expert. */
export function PoolFacts({ expert }: { expert: ExpertRow }) {
  const { t } = useTranslation(['experts', 'common']);
  const separator = t('common:listSeparator');
  const places = placesByTownship(expert.coverage, separator);
  return (
    <dl className="expert-facts">
      <dt>{t('detail.account')}</dt>
      <dd>{expert.orgName}</dd>
      <dt>{t('form.level')}</dt>
      <dd>{t(`level.${expert.level}`)}</dd>
      <dt>{t('fields')}</dt>
      <dd>{expert.fields.map((field) => t(`common:legalField.${field}`)).join(separator)}</dd>
      <dt>{t('coverage')}</dt>
      <dd>{places.length > 0 ? places.join(separator) : t('coversNone')}</dd>
      <dt>{t('pool.term')}</dt>
      <dd>
        {expert.termFrom} – {expert.termTo}
      </dd>
      <dt>{t('pool.load')}</dt>
      <dd>
        {expert.openMatters}/{expert.cap}
      </dd>
    </dl>
  );
}
