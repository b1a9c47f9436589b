import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExpertDetail } from '#shared/expert-profile.ts';
import { Badge } from '../../ui/plain/badge.tsx';
import { Button } from '../../ui/plain/button.tsx';
import { Notice } from '../../ui/plain/notice.tsx';
import { Answered, Empty } from '../../ui/plain/state.tsx';
import { ClaimDialog } from './claim-dialog.tsx';
import { type BoardRow, useBoard } from './desk-data.ts';
import { DueWords } from './due-words.tsx';
import './desk.css';

type ClaimBoardProps = { expert: Pick<ExpertDetail, 'isInPool' | 'openMatters' | 'cap'> };

/** What this expert may claim, masked: the own villages first, then the own fields. */
export function ClaimBoard({ expert }: ClaimBoardProps) {
  const { t } = useTranslation('desk');
  const answer = useBoard();
  const [claiming, setClaiming] = useState<BoardRow | null>(null);
  const isFull = expert.openMatters >= expert.cap;
  const mayClaim = expert.isInPool && !isFull;
  return (
    <Answered of={answer}>
      {({ rows }) => (
        <div className="stack">
          {!expert.isInPool && <Notice look="attention">{t('board.notInPool')}</Notice>}
          {expert.isInPool && isFull && <Notice look="attention">{t('board.full')}</Notice>}
          {rows.length === 0 ? (
            <Empty title={t('board.empty')} hint={t('board.emptyHint')} />
          ) : (
            <>
              <p className="soft">{t('board.hint')}</p>
              <ul className="stack" aria-label={t('board.caption')}>
                {rows.map((row) => (
                  <BoardCard key={row.id} row={row} mayClaim={mayClaim} onClaim={() => setClaiming(row)} />
                ))}
              </ul>
            </>
          )}
          {claiming && <ClaimDialog row={claiming} onClose={() => setClaiming(null)} />}
        </div>
      )}
    </Answered>
  );
}

type BoardCardProps = { row: BoardRow; mayClaim: boolean; onClaim: () => void };

function BoardCard({ row, mayClaim, onClaim }: BoardCardProps) {
  const { t } = useTranslation(['desk', 'common']);
  const { number } = row;
  return (
    <li className="card desk-card">
      <div className="desk-card__words">
        <div className="row">
          <h2 className="desk-number">{number}</h2>
          {row.isCovering && <Badge look="info">{t(row.isWished ? 'board.wished' : 'board.covering')}</Badge>}
          {row.isUrgent && <Badge look="danger">{t('board.urgent')}</Badge>}
          {row.channel === 'enterprise' && <Badge look="fine">{t('board.enterprise')}</Badge>}
          <span>{row.field ? t(`common:legalField.${row.field}`) : t('board.noField')}</span>
          <span className="soft">{row.placeName || t('board.noPlace')}</span>
        </div>
        {row.text && <p className="desk-text">{row.text}</p>}
        <p className="small">
          <DueWords due={row} />
        </p>
      </div>
      <Button look="primary" disabled={!mayClaim} aria-label={t('board.claimOf', { number })} onClick={onClaim}>
        {t('board.claim')}
      </Button>
    </li>
  );
}
