import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../lib/http-client.ts';
import { useAction, useRoute } from '../../lib/query.ts';
import { Confirm } from '../../ui/plain/confirm.tsx';
import { Field } from '../../ui/plain/field.tsx';
import { Answered } from '../../ui/plain/state.tsx';
import type { RequestView } from './request-story.tsx';

type Expert = RouteOutput<'suitableExperts'>['experts'][number];

type DispatchDialogProps = {
  request: RequestView;
  onClose: () => void;
  onDone?: ((after: RequestView) => void) | undefined;
};

/** Who is to take it: the most suitable first, with what hinders whom. */
export function DispatchDialog({ request, onClose, onDone }: DispatchDialogProps) {
  const { t } = useTranslation('requests');
  const [chosen, setChosen] = useState<Expert['accountId'] | null>(null);
  const [note, setNote] = useState('');
  const experts = useRoute('suitableExperts', { requestId: request.id });
  const dispatch = useAction('dispatchRequest', {
    refreshes: ['getRequest', 'listRequests', 'requestAlarms'],
    onDone: (after) => {
      onClose();
      onDone?.(after);
    },
  });
  return (
    <Confirm
      title={t('detail.dispatchTitle')}
      act={t('detail.dispatch')}
      isBusy={dispatch.isPending}
      error={dispatch.error}
      onCancel={onClose}
      onConfirm={() => chosen && dispatch.mutate({ requestId: request.id, expertId: chosen, note })}
    >
      <Answered of={experts}>
        {({ experts: list }) => (
          <fieldset className="expert-choice">
            <legend className="visually-hidden">{t('detail.dispatchTitle')}</legend>
            {list.length === 0 && <p>{t('detail.dispatchEmpty')}</p>}
            {list.map((expert) => (
              <label key={expert.accountId} className="check">
                <input
                  type="radio"
                  name="expert"
                  disabled={expert.hindrance !== null}
                  checked={chosen === expert.accountId}
                  onChange={() => setChosen(expert.accountId)}
                />
                <strong>{expert.name}</strong> {expert.covers && t('detail.covers')}{' '}
                <span className="soft">{t('detail.open', { open: expert.openMatters, cap: expert.cap })}</span>{' '}
                {expert.hindrance && t(`detail.hindrance.${expert.hindrance}`)}
              </label>
            ))}
          </fieldset>
        )}
      </Answered>
      <Field label={t('detail.dispatchNote')}>
        <input className="input" maxLength={200} value={note} onChange={(event) => setNote(event.target.value)} />
      </Field>
    </Confirm>
  );
}
