import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HelpCall, HelpFacts } from '#shared/help.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { newPartId } from '../../lib/part-id.ts';
import { clockTime } from '../../lib/time.ts';
import { LinkWord, useLinkState } from '../../live-react/link-word.tsx';
import { stageNoticeOf } from '../../live-react/stage-notice.ts';
import { useLive } from '../../live-react/use-live.ts';
import { useAsk } from '../../live-react/use-stage.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Dialog } from '../../ui/plain/dialog.tsx';
import { ErrorNotice, Notice } from '../../ui/plain/notice.tsx';
import { hallMemory } from './hall-memory.ts';

const useOwnCalls = (hallId: string): readonly HelpCall[] =>
  useLive(({ lecture }) => lecture?.extras.help.calls.filter((call) => call.hallId === hallId) ?? []);

/** The call for help that the organizers still have of this hall. */
export const useOpenHelp = (hallId: string): HelpCall | undefined =>
  useOwnCalls(hallId).find(({ done }) => done === null);

/** What this PC knows of itself now. */
function useFacts(isSoundOn: boolean): HelpFacts {
  const quality = useLive((state) => state.quality);
  const isSeen = useLive(({ remote, receiving }) => receiving === 'flowing' && remote.some(({ isOnAir }) => isOnAir));
  const test = hallMemory.lastTest();
  return { quality, sound: isSoundOn ? 'on' : 'off', picture: isSeen ? 'seen' : 'none', test };
}

type HallHelpProps = {
  hallId: string;
  hallName: string;
  telephone: string;
  isSoundOn: boolean;
  onClose: () => void;
};

/** The call went out with the tap that opened this: whether it arrived, what to try meanwhile, and whom to telephone. */
export function HallHelp({ hallId, hallName, telephone, isSoundOn, onClose }: HallHelpProps) {
  const { t } = useTranslation('hall');
  const open = useOpenHelp(hallId);
  const [helpId] = useState(() => open?.id ?? newPartId());
  const facts = useFacts(isSoundOn);
  const ask = useAsk();
  const isSent = useRef(false);
  const send = () => ask.run('help:ask', { helpId, facts });
  useEffect(() => {
    if (isSent.current) return;
    isSent.current = true;
    send();
  });
  const call = useOwnCalls(hallId).find(({ id }) => id === helpId) ?? open;
  const solve = () => {
    if (call && !call.done) ask.run('help:done', { helpId: call.id });
    onClose();
  };
  return (
    <Dialog
      title={t('help.title')}
      isWide
      onClose={onClose}
      actions={
        <>
          {call && !call.done && (
            <Button isLarge onClick={solve}>
              {t('help.solved')}
            </Button>
          )}
          <Button look="primary" isLarge onClick={onClose}>
            {t('help.close')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <CallState call={call} isBusy={ask.isBusy} error={ask.error} onAgain={send} />
        <p className="hall-help__phone">{t('help.phone', { telephone, name: hallName })}</p>
        <Meanwhile />
      </div>
    </Dialog>
  );
}

type CallStateProps = { call: HelpCall | undefined; isBusy: boolean; error: unknown; onAgain: () => void };

function CallState({ call, isBusy, error, onAgain }: CallStateProps) {
  const { t } = useTranslation('hall');
  const language = useLanguage();
  if (error) return <ErrorNotice error={error} actions={<Button onClick={onAgain}>{t('help.again')}</Button>} />;
  if (call?.done) return <Notice look="fine" title={t('help.done')} />;
  if (!call) return <Notice look="attention" title={t(isBusy ? 'help.sending' : 'help.notSent')} />;
  return (
    <Notice look="fine" title={t('help.received')}>
      {t('help.receivedHint', { time: clockTime(call.at, language) })}
    </Notice>
  );
}

/** What a person who is no technician can try, in the order in which it helps. */
function Meanwhile() {
  const { t } = useTranslation(['hall', 'live']);
  const link = useLinkState();
  const notice = useLive(stageNoticeOf);
  return (
    <section className="stack">
      <h3>{t('help.meanwhile')}</h3>
      <p>
        <LinkWord state={link} isOnLight /> {t(`live:linkAdvice.${link}`)}
        {notice.key && ` ${t(`live:notice.${notice.key}`, { attempt: notice.attempt })}`}
      </p>
      <ol className="numbered">
        {t('help.steps', { returnObjects: true }).map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </section>
  );
}
