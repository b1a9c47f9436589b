import { useTranslation } from 'react-i18next';
import type { HelpCall, HelpFacts } from '#shared/help.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { clockTime } from '../../lib/time.ts';
import { useLive } from '../../live-react/use-live.ts';
import { useAsk } from '../../live-react/use-stage.ts';
import { Button } from '../../ui/plain/button.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';
import './help-list.css';

const noCalls: readonly HelpCall[] = [];
export const useHelpCalls = (): readonly HelpCall[] => useLive(({ lecture }) => lecture?.extras.help.calls ?? noCalls);

/** Halls that asked for help, the longest waiting first, each with what its PC said of itself. Nothing while there are none. */
export function HelpList({ onOpen }: { onOpen: (hallId: string) => void }) {
  const { t } = useTranslation('wall');
  const language = useLanguage();
  const ask = useAsk();
  const calls = useHelpCalls();
  const open = calls.filter(({ done }) => done === null);
  const done = calls.filter((call) => call.done !== null);
  if (calls.length === 0) return null;
  return (
    <section
      className="help-list"
      data-open={open.length > 0 || undefined}
      aria-label={t('help.title', { n: open.length })}
    >
      <h2 role="status">{t('help.title', { n: open.length })}</h2>
      <ErrorNotice error={ask.error} />
      {open.length > 0 && (
        <ul>
          {open.map((call) => (
            <li key={call.id}>
              <strong>{call.name}</strong>
              <span>{t('help.since', { time: clockTime(call.at, language) })}</span>
              <FactWords facts={call.facts} />
              <span className="help-list__acts">
                <Button look="primary" onClick={() => onOpen(call.hallId)}>
                  {t('help.open')}
                </Button>
                <Button isBusy={ask.isBusy} onClick={() => ask.run('help:done', { helpId: call.id })}>
                  {t('help.done')}
                </Button>
              </span>
            </li>
          ))}
        </ul>
      )}
      {done.length > 0 && (
        <details>
          <summary>{t('help.doneList', { n: done.length })}</summary>
          <ul>
            {done.map(({ id, name, at, done: how }) => (
              <li key={id}>
                {t('help.doneOne', {
                  name,
                  at: clockTime(at, language),
                  until: how ? clockTime(how.at, language) : '',
                  by: how?.by ?? '',
                })}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

/** Line, sound, picture and the last test of the devices; what is wrong is marked by words as well as by colour. */
export function FactWords({ facts }: { facts: HelpFacts }) {
  const { t } = useTranslation('wall');
  const language = useLanguage();
  const { quality, sound, picture, test } = facts;
  const words: [string, boolean][] = [
    [t(`help.quality.${quality}`), quality === 'poor'],
    [t(`help.sound.${sound}`), sound === 'off'],
    [t(`help.picture.${picture}`), picture === 'none'],
  ];
  if (test) {
    for (const what of ['heard', 'camera', 'microphone'] as const)
      words.push([`${t(`help.test.${what}`)}${t(`help.result.${test[what]}`)}`, test[what] === 'trouble']);
  }
  return (
    <span className="help-list__facts">
      {words.map(([word, isBad]) => (
        <span key={word} data-bad={isBad || undefined}>
          {isBad && <span aria-hidden="true">✕ </span>}
          {word}
        </span>
      ))}
      <span>{test ? t('help.tested', { time: clockTime(test.at, language) }) : t('help.untested')}</span>
    </span>
  );
}
