import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HallRow } from '#shared/lecture-live.ts';
import { messageRules } from '#shared/messages.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { newPartId } from '../../lib/part-id.ts';
import { useAction } from '../../lib/query.ts';
import { clockTime } from '../../lib/time.ts';
import { HallPicture } from '../../live-react/hall-picture.tsx';
import { useLive } from '../../live-react/use-live.ts';
import { useLookAt } from '../../live-react/use-look-at.ts';
import { useAsk } from '../../live-react/use-stage.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Dialog } from '../../ui/plain/dialog.tsx';
import { Field } from '../../ui/plain/field.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';
import { FactWords, useHelpCalls } from './help-list.tsx';
import { isInside } from './wall-order.ts';

type HallCardProps = {
  row: HallRow;
  mayDirect: boolean;
  mayReveal: boolean;
  onClose: () => void;
  children?: ReactNode;
};

/** One hall of the wall: how it is, whom to call, and a message to its screen. */
export function HallCard({ row, mayDirect, mayReveal, onClose, children }: HallCardProps) {
  const { t } = useTranslation(['wall', 'common']);
  const language = useLanguage();
  const { hallId, name, townshipName, presence, since, sound, quality } = row;
  return (
    <Dialog
      title={name}
      isWide
      onClose={onClose}
      actions={
        <Button look="primary" isLarge onClick={onClose}>
          {t('common:action.close')}
        </Button>
      }
    >
      <div className="stack">
        <p>
          {townshipName} · <strong>{t(`presence.${presence}`)}</strong>
          {since && ` · ${t('since', { time: clockTime(since, language) })}`}
          {presence !== 'expected' && quality !== 'unknown' && ` · ${t(`quality.${quality}`)}`}
          {presence !== 'expected' && sound === 'off' && ` · ${t('soundOff')}`}
        </p>
        {mayDirect && <OpenCall hallId={hallId} />}
        {mayDirect && isInside(row) && <PictureOnDemand hallId={hallId} name={name} />}
        <Contact row={row} mayReveal={mayReveal} />
        {children}
        {mayDirect && <MessageForm hallId={hallId} />}
      </div>
    </Dialog>
  );
}

/** The room is told that somebody looks, so it is looked at only when somebody wants to. */
function PictureOnDemand({ hallId, name }: { hallId: string; name: string }) {
  const { t } = useTranslation('stage');
  const [isOpen, setOpen] = useState(false);
  useLookAt(isOpen ? [hallId] : []);
  return (
    <div className="stack">
      <div>
        <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t(isOpen ? 'seen.hide' : 'seen.showOne')}
        </Button>
      </div>
      {isOpen && (
        <div className="hall-card__picture">
          <HallPicture hallId={hallId} name={name} />
        </div>
      )}
    </div>
  );
}

function OpenCall({ hallId }: { hallId: string }) {
  const { t } = useTranslation('wall');
  const language = useLanguage();
  const ask = useAsk();
  const call = useHelpCalls().find((one) => one.hallId === hallId && one.done === null);
  if (!call) return null;
  return (
    <section className="help-list" data-open>
      <h3>{t('help.one', { time: clockTime(call.at, language) })}</h3>
      <FactWords facts={call.facts} />
      <div>
        <Button isBusy={ask.isBusy} onClick={() => ask.run('help:done', { helpId: call.id })}>
          {t('help.done')}
        </Button>
      </div>
      <ErrorNotice error={ask.error} />
    </section>
  );
}

function Contact({ row, mayReveal }: { row: HallRow; mayReveal: boolean }) {
  const { t } = useTranslation('wall');
  const reveal = useAction('revealHallPhone');
  const { hallId, contactName, contactPhone } = row;
  if (!contactName && !contactPhone) return <p className="soft">{t('noContact')}</p>;
  const phone = reveal.data?.contactPhone;
  return (
    <div className="row">
      <span>{t('call', { name: contactName, phone: phone ?? contactPhone })}</span>
      {phone && (
        <a className="button button--primary" href={`tel:${phone}`}>
          {t('dial')}
        </a>
      )}
      {mayReveal && contactPhone && !phone && (
        <Button isBusy={reveal.isPending} onClick={() => reveal.mutate({ hallId })}>
          {t('reveal')}
        </Button>
      )}
      <ErrorNotice error={reveal.error} />
    </div>
  );
}

/** What was said to this hall, whether it was read there, and one line more. */
function MessageForm({ hallId }: { hallId: string }) {
  const { t } = useTranslation('wall');
  const language = useLanguage();
  const ask = useAsk();
  const said = useLive(({ lecture }) => lecture?.extras.messages.messages.filter((one) => one.hallId === hallId) ?? []);
  // One id while the words are the same: sent again after a lost answer it is the same message.
  const [draft, setDraft] = useState(() => ({ id: newPartId(), text: '' }));
  const isOut = said.some(({ id }) => id === draft.id);
  const text = isOut ? '' : draft.text;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') ask.run('message:send', { messageId: draft.id, hallId, text });
      }}
    >
      <Field label={t('message.label')} hint={t('message.hint')}>
        <input
          className="input"
          maxLength={messageRules.mostText}
          value={text}
          onChange={(event) => setDraft({ id: isOut ? newPartId() : draft.id, text: event.target.value })}
        />
      </Field>
      <div>
        <Button type="submit" isBusy={ask.isBusy} disabled={text.trim() === ''}>
          {t('message.send')}
        </Button>
      </div>
      <ErrorNotice error={ask.error} />
      {said.length > 0 && (
        <ul className="hall-card__said" aria-live="polite">
          {[...said].reverse().map(({ id, text: words, at, readAt }) => (
            <li key={id}>
              {clockTime(at, language)} {words} —{' '}
              {readAt ? (
                <strong>✓ {t('message.read', { time: clockTime(readAt, language) })}</strong>
              ) : (
                t('message.unread')
              )}
            </li>
          ))}
        </ul>
      )}
    </form>
  );
}
