import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { consultationRules } from '#shared/consultation-rules.ts';
import type { Identity } from '#shared/kit/caller.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { httpOf, useAction, useRouteOf } from '../../lib/query.ts';
import { clockTime, dayName } from '../../lib/time.ts';
import { Button } from '../../ui/plain/button.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';
import { Answered, Empty } from '../../ui/plain/state.tsx';
import { toast } from '../../ui/plain/toast.tsx';
import { SlotPicker } from './slot-picker.tsx';
import './meetings.css';

/** book: a first time for the matter; move: another one; offer: several, of which the citizen picks one. */
export type BookingAim = 'book' | 'move' | 'offer';
type BookingProps = {
  requestId: string;
  identity: Identity;
  aim: BookingAim;
  onDone: () => void;
  onCancel: () => void;
};

const stale = ['requestConsultations', 'getConsultation', 'consultationSlots', 'myMatter', 'getRequest'] as const;

/** Free times of the matter's expert in Shanghai's hours. Whoever is a moment late is shown what is still free. */
export function Booking({ requestId, identity, aim, onDone, onCancel }: BookingProps) {
  const { t } = useTranslation(['meetings', 'common']);
  const language = useLanguage();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const slots = useRouteOf(identity, 'consultationSlots', { requestId }, { refreshMs: 30_000 });
  const done = (words: string) => {
    toast(words);
    onDone();
  };
  const http = httpOf(identity);
  const book = useAction('bookConsultation', { refreshes: stale, onDone: () => done(t('booking.booked')) }, http);
  const move = useAction('moveConsultation', { refreshes: stale, onDone: () => done(t('booking.moved')) }, http);
  const offer = useAction('offerSlots', { refreshes: stale, onDone: () => done(t('booking.offerDone')) }, http);
  const act = { book, move, offer }[aim];
  const pick = (start: string) => {
    act.reset();
    if (aim !== 'offer') setChosen([start]);
    else if (chosen.includes(start)) setChosen(chosen.filter((each) => each !== start));
    else if (chosen.length < consultationRules.maxOffered) setChosen([...chosen, start]);
  };
  // Taken by somebody else meanwhile: what is free now is asked again, and nothing stays chosen.
  const late = { onError: () => void slots.refetch().then(() => setChosen([])) };
  const [first] = chosen;
  const submit = (consultationId: string | null) => {
    if (!first) return;
    if (aim === 'offer') offer.mutate({ requestId, starts: [...chosen] }, late);
    else if (aim === 'book') book.mutate({ requestId, startAt: first }, late);
    else if (consultationId) move.mutate({ consultationId, startAt: first }, late);
  };
  return (
    <section className="stack booking" aria-label={t(aim === 'move' ? 'booking.moveTitle' : 'booking.title')}>
      <Answered of={slots}>
        {({ leadName, minutes, slots: starts, offered, consultationId }) =>
          starts.length === 0 && offered.length === 0 ? (
            <Empty title={t('booking.none')} hint={t('booking.noneHint')} />
          ) : (
            <>
              <p>
                {aim === 'offer'
                  ? t('booking.offerHint', { n: consultationRules.maxOffered })
                  : t('booking.pick', { name: leadName, n: minutes })}
              </p>
              <SlotPicker slots={starts} offered={aim === 'offer' ? [] : offered} chosen={chosen} onPick={pick} />
              <ErrorNotice error={act.error} />
              <p role="status" className="booking__chosen">
                {first
                  ? chosen
                      .map((start) =>
                        t('booking.chosen', { day: dayName(start, language), time: clockTime(start, language) }),
                      )
                      .join(' · ')
                  : t('booking.chooseFirst')}
              </p>
              <div className="row">
                <Button
                  look="primary"
                  isLarge
                  isBusy={act.isPending}
                  disabled={!first}
                  onClick={() => submit(consultationId)}
                >
                  {t(`booking.${aim}`)}
                </Button>
                <Button isLarge onClick={onCancel}>
                  {t('common:action.cancel')}
                </Button>
              </div>
            </>
          )
        }
      </Answered>
    </section>
  );
}
