import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/plain/button.tsx';

type BackProps = {
  title: string;
  hint?: string | undefined;
  /** Back into the meeting, where that is possible. */
  again?: { word: string; onClick: () => void };
  /** Where one came from. */
  home: ReactNode;
};

/** A page of one sentence: why one is not in the meeting, and the ways on. */
export function WaysBack({ title, hint, again, home }: BackProps) {
  return (
    <main className="state" id="content">
      <h1>{title}</h1>
      {hint && <p className="state__hint">{hint}</p>}
      {again && (
        <Button look="primary" isLarge onClick={again.onClick}>
          {again.word}
        </Button>
      )}
      {home}
    </main>
  );
}

type OverProps = { state: 'held' | 'noShow' | 'cancelled'; reason: string | null; isLead: boolean; home: ReactNode };

/** The meeting is over, or never was. */
export function Over({ state, reason, isLead, home }: OverProps) {
  const { t } = useTranslation('consultation');
  const hints = {
    held: isLead ? t('over.heldLead') : t('over.heldHint'),
    noShow: t('over.noShowHint'),
    cancelled: reason ? t('over.cancelledWhy', { reason }) : undefined,
  };
  return <WaysBack title={t(`over.${state}`)} hint={hints[state]} home={home} />;
}
