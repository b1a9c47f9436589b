import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorWords } from '../../lib/error-text.ts';
import { deviceHttp } from '../../lib/http.ts';
import { useAction } from '../../lib/query.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Notice } from '../../ui/plain/notice.tsx';
import { usePageTitle } from '../../ui/plain/page-title.tsx';
import { ReadingAids } from '../../ui/plain/reading-aids.tsx';
import { hallMemory } from './hall-memory.ts';
import { readTypedCode } from './pairing-code.ts';

/** A PC that is no hall yet, or no longer: eight characters make it one. There is no log-in box. */
export function Pairing({ onPaired }: { onPaired: () => void }) {
  const { t } = useTranslation(['hall', 'common']);
  usePageTitle(t('title'));
  const wasName = hallMemory.name();
  return (
    <main className="hall-page" id="content">
      <header className="hall-page__top">
        <strong>{t('common:product')}</strong>
        <ReadingAids />
      </header>
      <div className="pairing">
        {wasName !== null && (
          <Notice
            look="attention"
            title={wasName ? t('pairing.unpaired', { name: wasName }) : t('pairing.unpairedPlain')}
          >
            {t('pairing.unpairedWhy')}
          </Notice>
        )}
        <h1>{t('pairing.title')}</h1>
        <CodeForm onPaired={onPaired} />
        <section className="pairing__where">
          <h2>{t('pairing.where')}</h2>
          <ol className="numbered">
            {t('pairing.whereSteps', { returnObjects: true }).map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </section>
      </div>
    </main>
  );
}

function CodeForm({ onPaired }: { onPaired: () => void }) {
  const { t } = useTranslation('hall');
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const pair = useAction('pairHall', { onDone: onPaired }, deviceHttp);
  useEffect(() => input.current?.focus(), []);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = readTypedCode(typed);
    switch (read.is) {
      case 'short':
        return setProblem(t('pairing.tooShort', { n: read.by }));
      case 'long':
        return setProblem(t('pairing.tooLong', { n: read.by }));
      case 'wrong':
        return setProblem(t('pairing.wrongCharacter', { character: read.character }));
      case 'complete':
        setProblem(null);
        return pair.mutate({ code: read.code }, { onError: () => input.current?.select() });
      default:
        return read satisfies never;
    }
  };

  const error = problem ?? (pair.error ? errorWords(pair.error).sentence : null);
  return (
    <form className="pairing__form" onSubmit={submit} noValidate>
      <label htmlFor={id}>{t('pairing.label')}</label>
      <div className="pairing__row">
        <input
          ref={input}
          id={id}
          className="pairing__input"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setProblem(null);
            pair.reset();
          }}
          maxLength={30}
          autoComplete="off"
          autoCapitalize="characters"
          autoCorrect="off"
          spellCheck={false}
          inputMode="text"
          aria-describedby={`${id}-hint ${id}-error`}
          aria-invalid={error !== null}
        />
        <Button type="submit" look="primary" isLarge isBusy={pair.isPending}>
          {t('pairing.act')}
        </Button>
      </div>
      <p className="soft" id={`${id}-hint`}>
        {t('pairing.hint')}
      </p>
      <p className="field__error" id={`${id}-error`} role="alert">
        {error}
      </p>
    </form>
  );
}
