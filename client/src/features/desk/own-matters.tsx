import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RequestRow } from '#shared/request-facts.ts';
import { paths } from '../../lib/paths.ts';
import { Badge } from '../../ui/plain/badge.tsx';
import { Button, LinkButton } from '../../ui/plain/button.tsx';
import { Notice } from '../../ui/plain/notice.tsx';
import { Answered, Empty } from '../../ui/plain/state.tsx';
import { useOwnMatters } from './desk-data.ts';
import { DueWords } from './due-words.tsx';
import { MatterDialog } from './matter-dialog.tsx';
import { ReleaseDialog } from './release-dialog.tsx';
import './desk.css';

const concludedShown = 10;

/** What is expected of this expert and by when; the overdue first. */
export function OwnMatters() {
  const { t } = useTranslation('desk');
  const { answer, open, over } = useOwnMatters();
  const [opened, setOpened] = useState<RequestRow | null>(null);
  const [releasing, setReleasing] = useState<RequestRow | null>(null);
  const overdue = open.filter(({ isOverdue }) => isOverdue).length;
  return (
    <Answered of={answer}>
      {() => (
        <div className="stack">
          {overdue > 0 && <Notice look="danger">{t('matters.overdueOf', { n: open.length, overdue })}</Notice>}
          {open.length === 0 ? (
            <Empty
              title={t('matters.empty')}
              hint={t('matters.emptyHint')}
              action={<LinkButton to={`${paths.desk}?tab=board`}>{t('matters.toBoard')}</LinkButton>}
            />
          ) : (
            <ul className="stack" aria-label={t('matters.caption')}>
              {open.map((row) => (
                <MatterCard key={row.id} row={row} onOpen={() => setOpened(row)} onRelease={() => setReleasing(row)} />
              ))}
            </ul>
          )}
          {over.length > 0 && <Concluded rows={over.slice(0, concludedShown)} onOpen={setOpened} />}
          {opened && <MatterDialog requestId={opened.id} number={opened.number} onClose={() => setOpened(null)} />}
          {releasing && <ReleaseDialog row={releasing} onClose={() => setReleasing(null)} />}
        </div>
      )}
    </Answered>
  );
}

/** A matter may be given back as long as nobody has met. */
const mayRelease = ({ state }: RequestRow): boolean => state === 'assigned';

type MatterCardProps = { row: RequestRow; onOpen: () => void; onRelease: () => void };

function MatterCard({ row, onOpen, onRelease }: MatterCardProps) {
  const { t } = useTranslation('desk');
  const { number, isOverdue } = row;
  return (
    <li className={isOverdue ? 'card desk-card desk-card--overdue' : 'card desk-card'}>
      <div className="desk-card__words">
        <MatterHead row={row} />
        {row.text && <p>{row.text}</p>}
        <p>
          <strong>{t(expectationOf(row))}</strong> · <DueWords due={row} />
        </p>
      </div>
      <div className="row">
        <Button look="primary" aria-label={t('matters.openOf', { number })} onClick={onOpen}>
          {t('matters.open')}
        </Button>
        <LinkButton to={paths.request(row.id)}>{t('matters.meeting')}</LinkButton>
        {mayRelease(row) && (
          <Button look="quiet-danger" aria-label={t('matters.releaseOf', { number })} onClick={onRelease}>
            {t('matters.release')}
          </Button>
        )}
      </div>
    </li>
  );
}

/** Number, citizen, place, field, and what makes it special. */
function MatterHead({ row }: { row: RequestRow }) {
  const { t } = useTranslation(['desk', 'common']);
  return (
    <div className="row">
      <h2 className="desk-number">{row.number}</h2>
      {row.isUrgent && <Badge look="danger">{t('board.urgent')}</Badge>}
      {row.channel === 'enterprise' && <Badge look="fine">{t('board.enterprise')}</Badge>}
      <span>{row.citizenName}</span>
      <span className="soft">
        {[row.placeName, row.field && t(`common:legalField.${row.field}`)].filter(Boolean).join(' · ')}
      </span>
    </div>
  );
}

const closed = 'expects.closed';
const expectations = {
  open: closed,
  board: closed,
  toDispatch: closed,
  assigned: 'expects.firstAnswer',
  scheduled: 'expects.meet',
  met: 'expects.conclude',
  concluded: 'expects.rating',
  visited: 'expects.rating',
  closed,
  withdrawn: closed,
  refused: closed,
} as const satisfies Record<RequestRow['state'], string>;

const expectationOf = ({ state }: RequestRow) => expectations[state];

type ConcludedProps = { rows: readonly RequestRow[]; onOpen: (row: RequestRow) => void };

function Concluded({ rows, onOpen }: ConcludedProps) {
  const { t } = useTranslation('desk');
  return (
    <section className="stack" aria-labelledby="concluded">
      <h2 id="concluded">{t('matters.over')}</h2>
      <ul className="card stack">
        {rows.map((row) => (
          <li key={row.id} className="row row--apart">
            <span>
              <Button look="quiet" aria-label={t('matters.openOf', { number: row.number })} onClick={() => onOpen(row)}>
                {row.number}
              </Button>{' '}
              {row.citizenName}
            </span>
            <span className="soft">{t(expectationOf(row))}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
