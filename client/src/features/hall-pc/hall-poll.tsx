import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { reportedHeads } from '#shared/heads.ts';
import type { Poll } from '#shared/polls.ts';
import { useAct } from '../../lib/use-act.ts';
import { useLiveSession } from '../../live-react/live-provider.tsx';
import { useHallCounts } from '../../live-react/use-heads.ts';
import { useOptions, usePolls } from '../../live-react/use-polls.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Dialog } from '../../ui/plain/dialog.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';
import { NumberPad } from '../../ui/plain/number-pad.tsx';
import './hall-day.css';

/** The open poll, below the picture, with what the hall has voted so far. */
export function PollStrip({ onVote }: { onVote: () => void }) {
  const { t } = useTranslation('polls');
  const { polls, own } = usePolls();
  const open = polls.find(({ state }) => state === 'open');
  if (!open) return null;
  const hasVoted = own.some(({ pollId }) => pollId === open.id);
  return (
    <div className="hall-strip" role="status">
      <strong>{t('strip', { title: open.title })}</strong>
      <Button look={hasVoted ? 'plain' : 'primary'} isLarge onClick={onVote}>
        {hasVoted ? t('change') : t('vote')}
      </Button>
    </div>
  );
}

/** The hall's vote in the open poll: numbers of hands, or its one choice. */
export function PollVote({ hallId, onReport, onClose }: { hallId: string; onReport: () => void; onClose: () => void }) {
  const { t } = useTranslation(['polls', 'common', 'heads']);
  const { polls, own } = usePolls();
  const open = polls.find(({ state }) => state === 'open');
  const heads = reportedHeads(useHallCounts(hallId))?.heads;
  if (!open || (open.counting === 'hands' && heads === undefined)) {
    return (
      <Dialog
        title={open?.title ?? t('over')}
        onClose={onClose}
        actions={
          <>
            <Button isLarge onClick={onClose}>
              {t('common:action.close')}
            </Button>
            {open && (
              <Button look="primary" isLarge onClick={onReport}>
                {t('heads:report')}
              </Button>
            )}
          </>
        }
      >
        {open && <p>{t('headsFirst')}</p>}
      </Dialog>
    );
  }
  const before = own.find(({ pollId }) => pollId === open.id)?.counts ?? [];
  return <Ballot poll={open} before={before} heads={heads ?? 0} onClose={onClose} />;
}

type BallotProps = { poll: Poll; before: readonly number[]; heads: number; onClose: () => void };

function Ballot({ poll, before, heads, onClose }: BallotProps) {
  const { t } = useTranslation(['polls', 'common']);
  const options = useOptions(poll);
  const [counts, setCounts] = useState(() => options.map((_, n) => before[n] ?? 0));
  const [at, setAt] = useState(0);
  const session = useLiveSession();
  const vote = useAct((counts: number[]) => session.ask('poll:vote', { pollId: poll.id, counts }), onClose);
  const isHands = poll.counting === 'hands';
  const isMany = poll.kind === 'multiple';
  const put = (at: number, count: number) => setCounts(counts.map((each, n) => (n === at ? count : each)));
  const choose = (n: number) =>
    isMany ? put(n, counts[n] === 1 ? 0 : 1) : setCounts(counts.map((_, each) => (each === n ? 1 : 0)));
  return (
    <Dialog
      title={poll.title}
      isWide
      onClose={onClose}
      actions={
        <>
          <Button isLarge onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button look="primary" isLarge isBusy={vote.isBusy} onClick={() => vote.run(counts)}>
            {t('send')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p className="soft">{isHands ? t('handsHint', { heads }) : t(isMany ? 'hallHintMany' : 'hallHint')}</p>
        <div className="ballot">
          {options.map((option, n) => (
            <button
              key={option}
              type="button"
              className="button ballot__option"
              aria-pressed={isHands ? at === n : counts[n] === 1}
              onClick={() => (isHands ? setAt(n) : choose(n))}
            >
              <span>{option}</span>
              {isHands ? <strong>{t('hands', { n: counts[n] ?? 0 })}</strong> : counts[n] === 1 && <strong>✓</strong>}
            </button>
          ))}
        </div>
        {isHands && (
          <NumberPad
            label={options[at] ?? ''}
            value={counts[at] === 0 ? '' : String(counts[at])}
            onChange={(value) => put(at, Number(value))}
          />
        )}
        <ErrorNotice error={vote.error} />
      </div>
    </Dialog>
  );
}
