import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MatterRating } from '#shared/ratings.ts';
import { matterHttp } from '../../lib/http.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { useAction, useMatterRoute } from '../../lib/query.ts';
import { dayName } from '../../lib/time.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Field } from '../../ui/plain/field.tsx';
import { ErrorNotice, Notice } from '../../ui/plain/notice.tsx';
import { Face } from './face.tsx';
import { faceValues } from './faces.ts';
import './ratings.css';

const noteMax = 300;

/** How satisfied the citizen is, asked once after the result. Nothing before it. */
export function RatingCard() {
  const { t } = useTranslation('after');
  const rating = useMatterRoute('matterRating', {}, { refreshMs: 15_000 }).data;
  if (rating === undefined || rating.state === 'notYet') return null;
  return (
    <section className="card stack" aria-labelledby="rating">
      <h2 id="rating">{t('rating.title')}</h2>
      {rating.state === 'open' && <RatingForm until={rating.until} />}
      {rating.state === 'given' && <GivenRating rating={rating} />}
      {rating.state === 'over' && <p className="soft">{t('rating.over')}</p>}
    </section>
  );
}

function RatingForm({ until }: { until: string | null }) {
  const { t } = useTranslation('after');
  const language = useLanguage();
  const [chosen, setChosen] = useState<number | null>(null);
  const [note, setNote] = useState('');
  const [isMissing, setMissing] = useState(false);
  const rate = useAction('rateMatter', { refreshes: ['matterRating', 'myMatter'] }, matterHttp);
  const send = () => {
    if (chosen === null) setMissing(true);
    else rate.mutate({ faces: chosen, note });
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <fieldset className="stack" aria-describedby={isMissing ? 'rating-missing' : undefined}>
        <legend>{t('rating.question')}</legend>
        <div className="faces">
          {faceValues.map((value) => (
            <label key={value} className="faces__one" data-value={value}>
              <input
                type="radio"
                name="faces"
                className="visually-hidden"
                checked={chosen === value}
                onChange={() => {
                  setChosen(value);
                  setMissing(false);
                }}
              />
              <Face value={value} />
              <span>{t(`rating.face.f${value}`)}</span>
            </label>
          ))}
        </div>
        {isMissing && (
          <p id="rating-missing" className="field__error" role="alert">
            {t('rating.missing')}
          </p>
        )}
      </fieldset>
      <Field label={t('rating.note')} hint={t('rating.noteHint')}>
        <textarea
          className="input"
          maxLength={noteMax}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </Field>
      <ErrorNotice error={rate.error} />
      <Once until={until && t('rating.until', { day: dayName(until, language) })}>
        <Button type="submit" look="primary" isLarge isBusy={rate.isPending}>
          {t('rating.send')}
        </Button>
      </Once>
    </form>
  );
}

function Once({ until, children }: { until: string | null; children: ReactNode }) {
  const { t } = useTranslation('after');
  return (
    <>
      <p className="soft">
        {t('rating.once')} {until}
      </p>
      {children}
    </>
  );
}

function GivenRating({ rating: { faces: value, note } }: { rating: MatterRating }) {
  const { t } = useTranslation('after');
  const face = faceValues.find((each) => each === value);
  return (
    <>
      <Notice look="fine">{t('rating.thanks')}</Notice>
      {face !== undefined && (
        <p className="faces__given" data-value={face}>
          <Face value={face} />
          <strong>{t(`rating.face.f${face}`)}</strong>
        </p>
      )}
      {note !== '' && <p className="faces__note">{note}</p>}
    </>
  );
}
