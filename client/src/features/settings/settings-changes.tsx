import { useTranslation } from 'react-i18next';
import { dateTime } from '../../lib/time.ts';
import type { Answer } from './settings-fields.ts';

/** Who changed what, and when; the newest first. */
export function SettingsChanges({ answer: { changes, numbers } }: { answer: Answer }) {
  const { t } = useTranslation('settings');
  const unitOf = (key: string): string => {
    const field = numbers.find((each) => each.key === key);
    return field ? t(`unit.${field.unit}`) : '';
  };
  const said = (json: string): string =>
    plain(json)
      .replace(/\b(off|work)\b/g, (kind) => t(kind === 'off' ? 'calendar.off' : 'calendar.work'))
      .replace(/^(true|false)$/, (value) => t(value === 'true' ? 'changes.yes' : 'changes.no'));
  return (
    <section className="card stack" aria-labelledby="changes">
      <h2 id="changes">{t('changes.title')}</h2>
      {changes.length === 0 ? (
        <p className="soft">{t('changes.none')}</p>
      ) : (
        <ol className="settings-changes">
          {changes.map(({ at, by, key, revision, from, to }) => (
            <li key={`${revision} ${key}`}>
              <time dateTime={at}>{dateTime(at)}</time>
              <div>
                {by} · {t(`key.${key}`)}
              </div>
              <div className="soft">{t('changes.fromTo', { from: said(from), to: said(to), unit: unitOf(key) })}</div>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

/** A stored value without the signs that only programs need. */
const plain = (json: string): string =>
  json
    .replace(/"(date|kind|from|to)":/g, '')
    .replace(/[[\]{}"]/g, '')
    .replace(/,/g, ' ') || '—';
