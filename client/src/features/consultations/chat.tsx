import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../lib/i18n.ts';
import { clockTime } from '../../lib/time.ts';
import { useConsultation, useConsultationSession, useMeeting } from '../../live-react/consultation-provider.tsx';
import { Button } from '../../ui/plain/button.tsx';

const longest = 2_000;
const shownAtMost = 200;

/** What is written stays with the matter; a line that could not be sent yet is sent by itself when the line is back. */
export function Chat() {
  const { t } = useTranslation('consultation');
  const language = useLanguage();
  const session = useConsultationSession();
  const { chat, ownPartId } = useMeeting();
  const waiting = useConsultation((state) => state.outgoing);
  // What was said may be heard before its answer comes, or is there already when the answer was lost.
  const outgoing = waiting.filter(({ messageId }) => !chat.some((said) => said.messageId === messageId));
  const [text, setText] = useState('');
  const end = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new line is what calls for scrolling
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'nearest' });
  }, [chat.length, outgoing.length]);
  const send = (event: FormEvent) => {
    event.preventDefault();
    const line = text.trim();
    if (!line) return;
    session.say(line);
    setText('');
  };
  return (
    <section className="chat" aria-label={t('chat.title')}>
      <div className="chat__lines" role="log">
        {chat.length === 0 && outgoing.length === 0 && <p className="soft">{t('chat.empty')}</p>}
        {chat.length >= shownAtMost && <p className="soft">{t('chat.earlier')}</p>}
        {chat.map(({ messageId, partId, name, text: words, at }) => (
          <div key={messageId} className="chat__line" data-own={partId === ownPartId || undefined}>
            <span className="chat__who">
              {partId === ownPartId ? t('call.own') : name} · {clockTime(at, language)}
            </span>
            <p>{words}</p>
          </div>
        ))}
        {outgoing.map(({ messageId, text: words, isRefused }) => (
          <div key={messageId} className="chat__line" data-own data-pending>
            <span className="chat__who">{isRefused ? t('chat.refused') : t('chat.sending')}</span>
            <p>{words}</p>
            {isRefused && (
              <div className="row">
                <Button onClick={() => session.settle(messageId, true)}>{t('chat.again')}</Button>
                <Button look="quiet-danger" onClick={() => session.settle(messageId, false)}>
                  {t('chat.drop')}
                </Button>
              </div>
            )}
          </div>
        ))}
        <div ref={end} />
      </div>
      <form className="chat__form" onSubmit={send}>
        <input
          className="input"
          aria-label={t('chat.write')}
          placeholder={t('chat.write')}
          value={text}
          maxLength={longest}
          autoComplete="off"
          enterKeyHint="send"
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="submit" look="primary">
          {t('chat.send')}
        </Button>
      </form>
    </section>
  );
}
