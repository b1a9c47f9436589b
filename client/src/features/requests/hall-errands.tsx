import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { deviceHttp } from '../../lib/http.ts';
import { paths } from '../../lib/paths.ts';
import { useAction, useDeviceRoute, useRoute } from '../../lib/query.ts';
import { dateTime } from '../../lib/time.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Field } from '../../ui/plain/field.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';
import { ReadingAids } from '../../ui/plain/reading-aids.tsx';
import { Answered } from '../../ui/plain/state.tsx';
import { FiledSlip } from './filed-slip.tsx';
import { type FiledAtHall, HallFiling } from './hall-filing.tsx';
import './requests.css';

type HallErrandsProps = {
  hallId: string;
  hallName: string;
  /** The last one that was filed here: its code is shown once, so it outlives this page. */
  last: FiledAtHall | null;
  isShown: boolean;
  onFiled: (filed: FiledAtHall) => void;
  onAnother: () => void;
  onClose: () => void;
};

/** What a hall does for citizens between lectures: files for somebody, and opens a matter by its printed code. */
export function HallErrands({ hallId, hallName, last, isShown, onFiled, onAnother, onClose }: HallErrandsProps) {
  const { t } = useTranslation(['requests', 'common']);
  const places = useRoute('publicPlaces', {});
  return (
    <main className="hall-page" id="content">
      <header className="hall-page__top no-print">
        <div>
          <h1>{t('atHall.title')}</h1>
          <p className="soft">{hallName}</p>
        </div>
        <div className="row">
          <ReadingAids />
          <Button isLarge onClick={onClose}>
            {t('common:action.back')}
          </Button>
        </div>
      </header>
      <Answered of={places}>
        {({ places: list, helpTelephone }) => (
          <div className="errands">
            {last && isShown ? (
              <FiledSlip
                filed={last.filed}
                name={last.name}
                helpTelephone={helpTelephone}
                actions={<FiledActs last={last} onAnother={onAnother} />}
              >
                <p className="no-print">{t('filed.codeHint')}</p>
              </FiledSlip>
            ) : (
              <HallFiling hallId={hallId} places={list} operator={last?.operator ?? ''} onFiled={onFiled} />
            )}
            <div className="stack no-print">
              <OpenByCode />
              <FiledHere />
            </div>
          </div>
        )}
      </Answered>
    </main>
  );
}

/** The matter is on this PC now, for the citizen who sits at it. */
function useOpenMatter() {
  const navigate = useNavigate();
  return useAction('openMatterAtHall', { onDone: () => void navigate(paths.matterHere) }, deviceHttp);
}

function FiledActs({ last, onAnother }: { last: FiledAtHall; onAnother: () => void }) {
  const { t } = useTranslation('requests');
  const open = useOpenMatter();
  const { code } = last.filed;
  return (
    <>
      <ErrorNotice error={open.error} />
      {code && (
        <Button look="primary" isLarge isBusy={open.isPending} onClick={() => open.mutate({ matterCode: code })}>
          {t('atHall.openNow')}
        </Button>
      )}
      <Button isLarge onClick={onAnother}>
        {t('filed.another')}
      </Button>
    </>
  );
}

function OpenByCode() {
  const { t } = useTranslation('requests');
  const [code, setCode] = useState('');
  const open = useOpenMatter();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (code.trim() && !open.isPending) open.mutate({ matterCode: code });
  };
  return (
    <form className="card stack" noValidate onSubmit={submit}>
      <h2>{t('atHall.open')}</h2>
      <Field label={t('filed.code')} hint={t('atHall.openHint')}>
        <input
          className="input errands__code"
          maxLength={20}
          autoComplete="off"
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
      </Field>
      <ErrorNotice error={open.error} />
      <div className="row">
        <Button type="submit" isLarge isBusy={open.isPending}>
          {t('matter.open')}
        </Button>
      </div>
    </form>
  );
}

/** Number and stage, to tell whoever asks again; nothing of what it is about. */
function FiledHere() {
  const { t } = useTranslation('requests');
  const filed = useDeviceRoute('hallRequests', {}, { refreshMs: 30_000 });
  return (
    <section className="card stack">
      <h2>{t('atHall.filed')}</h2>
      <Answered of={filed}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="soft">{t('atHall.none')}</p>
          ) : (
            <ul className="file-list errands__list">
              {rows.map(({ number, state, openedAt }) => (
                <li key={number} className="row row--apart">
                  <strong>{number}</strong>
                  <span>{t(`state.${state}`)}</span>
                  <span className="soft small">{dateTime(openedAt)}</span>
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </section>
  );
}
