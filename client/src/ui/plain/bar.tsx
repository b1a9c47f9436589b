import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ReadingAids } from './reading-aids.tsx';
import './bar.css';

type BarProps = {
  home: string /** The menu, if there is more than one page. */;
  menu?: ReactNode /** Who one is. */;
  person?: ReactNode;
};

/** The band at the top of every page that is not a media page: what this is, where one may go, who one is, how one reads. */
export function Bar({ home, menu, person }: BarProps) {
  const { t } = useTranslation();
  return (
    <header className="bar no-print">
      <a className="bar__skip" href="#content">
        {t('skipToContent')}
      </a>
      <div className="bar__inner">
        <Link className="bar__brand" to={home}>
          <img src="/icon.svg" alt="" width="32" height="32" />
          <span>{t('product')}</span>
        </Link>
        {menu}
        <div className="bar__end">
          <ReadingAids />
          {person}
        </div>
      </div>
    </header>
  );
}
