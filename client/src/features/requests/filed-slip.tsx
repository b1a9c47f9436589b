import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../lib/http-client.ts';
import { Button } from '../../ui/plain/button.tsx';
import './requests.css';

type FiledSlipProps = {
  filed: RouteOutput<'fileForCitizen'>;
  /** Whose matter it is, so that slips are not mixed up. */
  name: string;
  helpTelephone: string;
  /** How the citizen comes to the own page. */
  children?: ReactNode;
  /** What can be done next; not printed. */
  actions: ReactNode;
};

/** What is read out and handed over: the number, big; a code for who has no telephone; printed as it stands. */
export function FiledSlip({ filed, name, helpTelephone, children, actions }: FiledSlipProps) {
  const { t } = useTranslation(['requests', 'common']);
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  return (
    <section className="card stack filed slip">
      <h2 ref={head} tabIndex={-1}>
        {t('filed.slip', { name })}
      </h2>
      <p className="soft">{t('filed.number')}</p>
      <p className="filed__number">{filed.number}</p>
      <p>{t('filed.readOut')}</p>
      {filed.code && (
        <>
          <p className="soft">{t('filed.code')}</p>
          <p className="filed__number">{filed.code.replace(/^(.{4})/, '$1 ')}</p>
          <p>{t('filed.codeUse')}</p>
        </>
      )}
      {children}
      <p>{t('filed.telephone', { telephone: helpTelephone })}</p>
      <div className="row no-print">
        {actions}
        <Button onClick={() => print()}>{t('common:action.print')}</Button>
      </div>
    </section>
  );
}
