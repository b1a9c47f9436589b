import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type HeadCount, headRules, reportedHeads } from '#shared/heads.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { newPartId } from '../../lib/part-id.ts';
import { clockTime } from '../../lib/time.ts';
import { useAct } from '../../lib/use-act.ts';
import { useLiveSession } from '../../live-react/live-provider.tsx';
import { owesCount, useHallCounts, useHeadsAskedAt } from '../../live-react/use-heads.ts';
import { useServerNow } from '../../live-react/use-live.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Dialog } from '../../ui/plain/dialog.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';
import { NumberPad } from '../../ui/plain/number-pad.tsx';
import { useOwnPhotos } from './own-photos.tsx';
import './hall-day.css';

const snoozeMs = 3 * 60_000;

/** Asks for the head count at its moments, below the picture; stays until it is given or put off. */
export function HeadsReminder({ hallId, onReport }: { hallId: string; onReport: () => void }) {
  const { t } = useTranslation('heads');
  const counts = useHallCounts(hallId);
  const askedAt = useHeadsAskedAt();
  const now = useServerNow();
  const [snooze, setSnooze] = useState({ askedAt: 0, until: 0 });
  if (!owesCount(counts, askedAt) || askedAt === null) return null;
  if (snooze.askedAt === askedAt && now < snooze.until) return null;
  return (
    <div className="hall-strip" role="status">
      <strong>{t('reminder')}</strong>
      <Button look="primary" isLarge onClick={onReport}>
        {t('report')}
      </Button>
      <Button isLarge onClick={() => setSnooze({ askedAt, until: now + snoozeMs })}>
        {t('snooze', { n: snoozeMs / 60_000 })}
      </Button>
    </div>
  );
}

type HeadsPadProps = { hallId: string; onPhoto: () => void; onClose: () => void };

/** Two taps: the same as before, or the number and its button. */
export function HeadsPad({ hallId, onPhoto, onClose }: HeadsPadProps) {
  const { t } = useTranslation(['heads', 'common', 'roomPhotos']);
  const counts = useHallCounts(hallId);
  const last = reportedHeads(counts);
  const takesPhotos = useOwnPhotos().data?.isOn === true;
  const client = useQueryClient();
  // Asked once as it opens, however new the last answer is: the county may just have switched them on.
  useEffect(() => void client.invalidateQueries({ queryKey: ['ownRoomPhotos'] }), [client]);
  const [value, setValue] = useState('');
  const { run: send, isBusy, error } = useReport(onClose);
  const isFit = value !== '' && Number(value) <= headRules.mostHeads;
  return (
    <Dialog
      title={t('pad.title')}
      onClose={onClose}
      actions={
        <>
          <Button isLarge onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button look="primary" isLarge isBusy={isBusy} disabled={!isFit} onClick={() => send(Number(value))}>
            {isFit ? t('pad.send', { n: Number(value) }) : t('report')}
          </Button>
        </>
      }
    >
      <div className="stack">
        {last && (
          <Button isLarge isBusy={isBusy} onClick={() => send(last.heads)}>
            {t('pad.same', { n: last.heads })}
          </Button>
        )}
        <NumberPad label={t('pad.label')} value={value} onChange={setValue} />
        <ErrorNotice error={error} />
        <Reported counts={counts} />
        {takesPhotos && (
          <div>
            <Button onClick={onPhoto}>{t('roomPhotos:button')}</Button>
          </div>
        )}
      </div>
    </Dialog>
  );
}

function useReport(onDone: () => void) {
  const session = useLiveSession();
  // One intent by number: pressed again after a lost answer it is the same report.
  const [ids] = useState(() => new Map<number, string>());
  return useAct((heads: number) => {
    const reportId = ids.get(heads) ?? newPartId();
    ids.set(heads, reportId);
    return session.ask('heads:report', { reportId, heads });
  }, onDone);
}

function Reported({ counts }: { counts: readonly HeadCount[] }) {
  const { t } = useTranslation('heads');
  const language = useLanguage();
  if (counts.length === 0) return null;
  const words = counts.map(({ heads, at, reason }) => {
    const time = clockTime(at, language);
    return reason === null ? t('one', { time, n: heads }) : t('oneCorrected', { time, n: heads });
  });
  return <p className="soft">{t('reported', { words: words.join('；') })}</p>;
}
