import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExpertDetail } from '#shared/expert-profile.ts';
import { fieldText } from '../../lib/error-text.ts';
import { paths } from '../../lib/paths.ts';
import { useAction } from '../../lib/query.ts';
import { Button, LinkButton } from '../../ui/plain/button.tsx';
import { Field } from '../../ui/plain/field.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';
import { toast } from '../../ui/plain/toast.tsx';
import { ExpertHistory } from './expert-news.tsx';
import { ExpertPhoto } from './expert-photo.tsx';
import { PhotoButton } from './photo-button.tsx';
import { PoolFacts } from './pool-facts.tsx';
import './experts.css';

/** An expert's own profile: photo and words are his, the rest the centre keeps. */
export function OwnProfile({ expert }: { expert: ExpertDetail }) {
  const { t } = useTranslation('experts');
  const isOut = expert.state === 'removed';
  return (
    <div className="stack stack--wide">
      {expert.may.appeal && <Appeal />}
      {!isOut && (
        <section className="card expert-head">
          <ExpertPhoto expert={expert} isLarge />
          <div className="expert-head__words">
            <h2>{t('self.photo')}</h2>
            <PhotoButton accountId={expert.id} />
            {expert.isInPool && (
              <LinkButton to={paths.expert(expert.id)} look="quiet">
                {t('self.publicPage')}
              </LinkButton>
            )}
          </div>
        </section>
      )}
      {!isOut && <OwnWords expert={expert} />}
      <section className="card stack">
        <h2>{t('self.poolTitle')}</h2>
        <p className="soft">{t('self.poolHint')}</p>
        <PoolFacts expert={expert} />
        <ExpertHistory expert={expert} />
      </section>
    </div>
  );
}

function OwnWords({ expert }: { expert: ExpertDetail }) {
  const { t } = useTranslation(['experts', 'common']);
  const { title, unit, about, languages } = expert;
  const [words, setWords] = useState({ title, unit, about, languages });
  const save = useAction('describeSelf', {
    refreshes: ['ownExpert', 'publicExperts', 'publicExpert'],
    onDone: () => toast(t('self.saved')),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending) save.mutate(words);
  };
  const text = (name: keyof typeof words, maxLength: number) => ({
    className: 'input',
    maxLength,
    value: words[name],
    onChange: (event: { target: { value: string } }) => setWords({ ...words, [name]: event.target.value }),
  });
  return (
    <form className="card stack" onSubmit={submit} noValidate>
      <h2>{t('self.words')}</h2>
      <Field label={t('form.title')} hint={t('form.titleHint')} error={fieldText(save.error, 'title')}>
        <input {...text('title', 40)} />
      </Field>
      <Field label={t('form.unit')} error={fieldText(save.error, 'unit')}>
        <input {...text('unit', 60)} />
      </Field>
      <Field label={t('form.about')} error={fieldText(save.error, 'about')}>
        <textarea rows={6} {...text('about', 1_000)} />
      </Field>
      <Field label={t('form.languages')} hint={t('form.languagesHint')} error={fieldText(save.error, 'languages')}>
        <input {...text('languages', 100)} />
      </Field>
      <ErrorNotice error={save.error} />
      <div className="row">
        <Button look="primary" type="submit" isBusy={save.isPending}>
          {t('common:action.save')}
        </Button>
      </div>
    </form>
  );
}

function Appeal() {
  const { t } = useTranslation('experts');
  const [text, setText] = useState('');
  const [isTried, setTried] = useState(false);
  const send = useAction('appealRemoval', { refreshes: ['ownExpert'], onDone: () => toast(t('self.appealSent')) });
  const isEmpty = text.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isEmpty && !send.isPending) send.mutate({ text });
  };
  return (
    <form className="card stack" onSubmit={submit} noValidate>
      <h2>{t('self.appeal')}</h2>
      <p className="soft">{t('self.appealHint')}</p>
      <Field label={t('self.appealText')} error={isTried && isEmpty ? t('self.appealNeeded') : undefined}>
        <textarea
          className="input"
          rows={5}
          maxLength={1_000}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      <ErrorNotice error={send.error} />
      <div className="row">
        <Button look="primary" type="submit" isBusy={send.isPending}>
          {t('self.appealSend')}
        </Button>
      </div>
    </form>
  );
}
