import { useTranslation } from 'react-i18next';
import { useMe } from '../features/auth/use-me.ts';
import { paths } from '../lib/paths.ts';
import { LinkButton } from '../ui/plain/button.tsx';
import { Page } from '../ui/plain/page.tsx';

const laterRoles = ['clerk', 'expert', 'department', 'supervisor'] as const;

/** Where a role lands whose screens come later: what one will do here, and what one can do now. */
export function WorkScreen() {
  const { t } = useTranslation(['entrance', 'common']);
  const me = useMe().data;
  if (me?.kind !== 'staff') return null;
  const role = laterRoles.find((each) => each === me.role);
  const isWaiting = role !== undefined && role !== 'supervisor';
  return (
    <Page title={t('work.title')} width="reading">
      <section className="card stack">
        <h2>{t('work.hello', { name: me.name })}</h2>
        {role && (
          <>
            <p>{t('work.later')}</p>
            <ul className="later-list">
              <li>{t(`work.${role}.one`)}</li>
              <li>{t(`work.${role}.two`)}</li>
              <li>{t(`work.${role}.three`)}</li>
            </ul>
          </>
        )}
        <p className="soft">{t(isWaiting ? 'work.now' : 'work.nowLectures')}</p>
        <div className="row">
          {isWaiting ? (
            <LinkButton to={paths.home}>{t('home.today')}</LinkButton>
          ) : (
            <LinkButton to={paths.lectures} look="primary">
              {t('work.seeLectures')}
            </LinkButton>
          )}
        </div>
      </section>
    </Page>
  );
}
