import type { ReactNode } from 'react';
import { usePageTitle } from './page-title.tsx';

type PageProps = {
  title: string;
  /** Narrow for one form, reading for texts, full for lists and tables, wide for all of the window. */
  width?: 'narrow' | 'reading' | 'full' | 'wide';
  /** What stands beside the heading: a state, a few words. */
  beside?: ReactNode;
  /** The page's main button, and at most four others. */
  actions?: ReactNode;
  children: ReactNode;
};

/** The content of a page under its one heading. */
export function Page({ title, width = 'full', beside, actions, children }: PageProps) {
  usePageTitle(title);
  return (
    <main id="content" className={width === 'full' ? 'page' : `page page--${width}`} tabIndex={-1}>
      <div className="page__head">
        <div className="row">
          <h1>{title}</h1>
          {beside}
        </div>
        {actions && <div className="row no-print">{actions}</div>}
      </div>
      {children}
    </main>
  );
}
