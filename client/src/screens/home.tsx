import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { landingOf, useMe } from '../features/auth/use-me.ts';
import { PublicLectures } from '../features/lectures/public-lectures.tsx';
import { paths } from '../lib/paths.ts';
import { Bar } from '../ui/plain/bar.tsx';
import { usePageTitle } from '../ui/plain/page-title.tsx';
import './home.css';

/** The public front: what this is, today's lectures, the three doors. */
export function HomeScreen() {
  const { t } = useTranslation(['entrance', 'common']);
  usePageTitle(undefined);
  const me = useMe().data;
  return (
    <>
      <Bar home={paths.home} />
      <main id="content" tabIndex={-1}>
        <section className="hero">
          <div className="hero__inner">
            <h1>{t('home.title')}</h1>
            <p>{t('home.lead')}</p>
            <p>{t('home.leadMore')}</p>
          </div>
        </section>
        <div className="page home">
          <nav className="doors" aria-label={t('home.doors')}>
            <div className="door">
              <Link className="door__go" to={paths.help}>
                {t('home.help')}
              </Link>
              <p className="door__hint">{t('home.helpHint')}</p>
            </div>
            <div className="door">
              <Link className="door__go" to={paths.hall}>
                {t('home.hall')}
              </Link>
              <p className="door__hint">{t('home.hallHint')}</p>
            </div>
            <div className="door">
              {me?.kind === 'staff' ? (
                <Link className="door__go" to={landingOf(me)}>
                  {t('home.continueAs', { name: me.name })}
                </Link>
              ) : (
                <Link className="door__go" to={paths.signIn}>
                  {t('home.staff')}
                </Link>
              )}
              <p className="door__hint">{t('home.staffHint')}</p>
            </div>
          </nav>
          <PublicLectures />
        </div>
      </main>
      <footer className="home-footer">{t('home.footer')}</footer>
    </>
  );
}
